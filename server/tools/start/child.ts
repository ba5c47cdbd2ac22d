import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { readyFrom, type Ready } from './ready-line.ts';

const guard = import.meta.resolve('./leave-with-parent.ts');
export const programRunner = fileURLToPath(import.meta.resolve('./run-program.ts'));

export interface ChildPlan {
  name: string;
  /** What comes after `node`. */
  args: string[];
  env?: NodeJS.ProcessEnv;
  cwd: string;
  show: (line: string) => void;
}

export interface Child {
  name: string;
  /** Never settles when the child ends before; race it with `ended`. */
  ready: Promise<Ready>;
  /** How it ended, as the end of a sentence. */
  ended: Promise<string>;
  stop(graceMs: number): Promise<void>;
  kill(): void;
}

/**
 * A child has a process group of its own: Ctrl-C then reaches only us, and we stop all in order. Killing the group takes
 * along what the child may have started itself (the process below `node --watch`).
 */
function signalGroup(process_: ChildProcess, signal: NodeJS.Signals): void {
  if (process_.pid === undefined) return;
  try {
    process.kill(-process_.pid, signal);
  } catch {
    process_.kill(signal); // No such group: it is gone, or this system has no groups (Windows).
  }
}

function listen(process_: ChildProcess, show: (line: string) => void): Promise<Ready> {
  return new Promise((done) => {
    if (!process_.stdout) return;
    createInterface({ input: process_.stdout }).on('line', (line) => {
      const ready = readyFrom(line);
      if (ready) done(ready);
      if (!ready || ready.isLog) show(line);
    });
  });
}

export function startChild({ name, args, env, cwd, show }: ChildPlan): Child {
  const process_ = spawn(process.execPath, ['--import', guard, ...args], {
    cwd,
    env: env ?? process.env,
    detached: true,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  let hasEnded = false;
  const ended = new Promise<string>((done) => {
    process_.on('error', (error) => done(`could not be started: ${error.message}`));
    process_.on('exit', (code, signal) => done(signal ? `was ended by ${signal}` : `ended with exit code ${code ?? 0}`));
  }).then((how) => {
    hasEnded = true;
    signalGroup(process_, 'SIGKILL');
    return how;
  });
  const stop = async (graceMs: number): Promise<void> => {
    if (hasEnded) return;
    process_.kill('SIGTERM');
    const impatience = setTimeout(() => signalGroup(process_, 'SIGKILL'), graceMs);
    await ended;
    clearTimeout(impatience);
  };
  const kill = (): void => {
    if (!hasEnded) signalGroup(process_, 'SIGKILL');
  };
  return { name, ready: listen(process_, show), ended, stop, kill };
}
