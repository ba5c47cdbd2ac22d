// A real shop, started by a command that is not part of this project, and ended by the process ids that it noted.
import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { root } from '../../e2e/harness/household.ts';
import { freePort } from '../../tools/start/ports.ts';
import { storeFacts, type StoreFacts } from './store-facts.ts';

const patienceMs = 180_000;
const graceMs = 15_000;

function command(): string {
  const named = process.env['WOO_UP'] ?? resolve(root, '../shared/woo/up.sh');
  // A worktree is one folder deeper than a clone.
  const found = [named, resolve(root, '../../shared/woo/up.sh')].find((file) => existsSync(file));
  if (found === undefined)
    throw new Error(`WOO_SRC names a WooCommerce, and nothing starts it: set WOO_UP to a command that does (${named} is not there).`);
  return found;
}

function ended(child: ReturnType<typeof spawn>): Promise<string> {
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => void (output = (output + chunk.toString()).slice(-20_000)));
  return new Promise((done, fail) => {
    const timer = setTimeout(() => fail(new Error(`the shop was not up within ${patienceMs} ms:\n${output}`)), patienceMs);
    child.on('error', fail);
    // Not `close`: what it leaves running may hold its output.
    child.on(
      'exit',
      (code) => (clearTimeout(timer), code === 0 ? done(output) : fail(new Error(`the shop did not start (${code}):\n${output}`))),
    );
  });
}

/** Starts the shop with the plugin in it. PHP says everything that it minds, into `log/` of the run's folder. */
export async function startStore(run: string, plugin: string): Promise<StoreFacts> {
  const own = { WOO_RUN: run, WOO_PORT: String(await freePort()), WOO_CRON: '2', WOO_PLUGINS: plugin, WOO_DEBUG: '1' };
  const child = spawn(command(), [], { env: { ...process.env, ...own }, stdio: ['ignore', 'pipe', 'pipe'] });
  await ended(child);
  child.stdout.destroy();
  child.stderr.destroy();
  return storeFacts.parse(JSON.parse(readFileSync(join(run, 'state.json'), 'utf8')));
}

const isAlive = (pid: number): boolean => existsSync(`/proc/${pid}`);

/** Workers of PHP's server are children of the one whose id was noted. */
function withChildren(pid: number): number[] {
  const threads = isAlive(pid) ? readdirSync(`/proc/${pid}/task`) : [];
  const children = threads.flatMap((thread) => readFileSync(`/proc/${pid}/task/${thread}/children`, 'utf8').split(' ').filter(Boolean).map(Number)); // prettier-ignore
  return [pid, ...children.flatMap(withChildren)];
}

/** An id may have been given to another program since: only what names this run's folder is ended. */
function isOfRun(pid: number, run: string): boolean {
  return (
    isAlive(pid) &&
    [readFileSync(`/proc/${pid}/cmdline`, 'utf8'), readFileSync(`/proc/${pid}/environ`, 'utf8')].some((text) => text.includes(run))
  );
}

function signal(pids: number[], name: 'SIGTERM' | 'SIGKILL'): void {
  for (const pid of pids.filter(isAlive)) {
    try {
      process.kill(pid, name);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error; // It left meanwhile.
    }
  }
}

/** What uses the database first, the database last; then the run's folder is taken away. */
export async function endStore(run: string): Promise<void> {
  for (const name of ['cron', 'web', 'db']) {
    const file = join(run, 'pid', name);
    const pid = existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0;
    if (pid === 0 || !isOfRun(pid, run)) continue;
    const pids = withChildren(pid);
    signal(pids, 'SIGTERM');
    const deadline = performance.now() + graceMs;
    while (pids.some(isAlive) && performance.now() < deadline) await pause(100);
    signal(pids, 'SIGKILL');
  }
  await rm(run, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
}
