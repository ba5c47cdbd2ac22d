// Our own worker processes: told what to do once, asked for one answer, killed by their own process id, gone when we are.
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';

/** The pipe on which a child says at which step it stands still. */
export const STEP_PIPE = 3;
const COMPILED = fileURLToPath(new URL('../../../../.cache/compiled', import.meta.url));
/** No proof lets one child work nearly as long. */
const LIVES_MS = 1_200_000;

export class ProofChild {
  readonly #process: ChildProcess;
  readonly #exit: Promise<unknown>;
  readonly #ready: Promise<unknown>;
  readonly #last: NodeJS.Timeout;

  constructor(script: URL) {
    // Two hundred processes that each compile the product anew would be most of a proof's time.
    const env = { ...process.env, NODE_COMPILE_CACHE: COMPILED };
    const stdio = ['ignore', 'inherit', 'inherit', 'pipe', 'ipc'] as const;
    this.#process = fork(script, [], { execArgv: [], serialization: 'advanced', env, stdio: [...stdio] });
    this.#exit = once(this.#process, 'exit');
    this.#ready = once(this.#process, 'message');
    this.#ready.catch(() => undefined);
    this.#last = setTimeout(() => this.#process.kill('SIGKILL'), LIVES_MS);
    this.#last.unref();
  }

  /** Loaded and waiting: what follows is work, not start-up. */
  async ready(): Promise<void> {
    await Promise.race([this.#ready, this.#endedEarly()]);
  }

  async tell(message: object): Promise<void> {
    await this.ready();
    this.#process.send(message);
  }

  /** The answer, or null when the child was killed before it had one. */
  async answer(): Promise<unknown> {
    const heard = once(this.#process, 'message').then(([message]: unknown[]) => message);
    return Promise.race([heard, this.#exit.then(() => null)]);
  }

  /** The step at which the child stands still, waiting to be killed; null when it ended instead. */
  async step(): Promise<string | null> {
    const pipe = this.#process.stdio[STEP_PIPE] as Readable;
    const heard = once(pipe, 'data').then(([line]: unknown[]) => String(line).trim());
    heard.catch(() => undefined);
    return Promise.race([heard, this.#exit.then(() => null)]);
  }

  async kill(): Promise<void> {
    this.#process.kill('SIGKILL');
    await this.#exit;
    clearTimeout(this.#last);
  }

  async #endedEarly(): Promise<never> {
    await this.#exit;
    throw new Error(`a child process ended before it was ready (${String(this.#process.exitCode ?? this.#process.signalCode)})`);
  }
}
