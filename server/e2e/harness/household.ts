// The whole product as `npm start` runs it: its own processes, ports and data folder. It can be stopped and started again on the same data.
import { spawn, type ChildProcess } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import { freePort } from '../../tools/start/ports.ts';

export const root = resolve(import.meta.dirname, '../../..');
const guard = pathToFileURL(resolve(import.meta.dirname, '../../tools/start/leave-with-parent.ts')).href;
/** A first start builds everything, on a machine that may be busy with other things. */
const patienceMs = 180_000;
const running = z.object({ mongodbUri: z.string() });

export interface Household {
  readonly shop: string;
  readonly admin: string;
  readonly dataDir: string;
  readonly env: NodeJS.ProcessEnv;
  /** Ready means that the addresses are printed and the sandbox shop has installed the app. */
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Stops, and starts again so many days after today: what was to end by then has ended. Only ever further ahead. */
  liveAhead(days: number): Promise<void>;
  mongodbUri(): string;
  /** Stops, and takes the data away. */
  end(): Promise<void>;
}

/** What this process was given for itself (by Vitest, npm, a shell) must not change what is started. */
function ownEnvironment(own: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const { PATH, HOME, LANG, TMPDIR } = process.env;
  return Object.fromEntries(Object.entries({ PATH, HOME, LANG, TMPDIR, ...own }).filter(([, value]) => value !== undefined));
}

/** Resolves with the output when it says that it is ready, rejects with the output when it ends before. */
function readiness(child: ChildProcess): Promise<void> {
  let output = '';
  return new Promise((done, fail) => {
    const timer = setTimeout(() => fail(new Error(`npm start was not ready within ${patienceMs} ms:\n${output}`)), patienceMs);
    child.on('exit', (code) => fail(new Error(`npm start ended with ${code}:\n${output}`)));
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (chunk: Buffer) => {
        output = (output + chunk.toString()).slice(-20_000);
        if (output.includes('Lasting is ready.')) done(clearTimeout(timer));
      });
    }
  });
}

/** The development login is answered once the shop is installed. */
async function installed(admin: string): Promise<void> {
  const deadline = performance.now() + patienceMs;
  const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' };
  for (;;) {
    const { status } = await fetch(`${admin}/admin/api/dev-login`, init);
    if (status === 200) return;
    if (performance.now() > deadline) throw new Error(`the sandbox shop was not installed: the development login answers ${status}`);
    await new Promise((next) => setTimeout(next, 300));
  }
}

/** `more`: what is not as usual in its environment. */
export async function makeHousehold(name: string, more: NodeJS.ProcessEnv = {}): Promise<Household> {
  const [port, sandboxPort] = [await freePort(), await freePort()];
  const dataDir = join(root, '.data', `e2e-${process.pid}-${name}`);
  const env = ownEnvironment({ PORT: String(port), SANDBOX_PORT: String(sandboxPort), DATA_DIR: dataDir, ...more });
  const admin = `http://127.0.0.1:${port}`;
  let child: ChildProcess | null = null;

  async function start(): Promise<void> {
    const args = ['--import', guard, 'server/tools/start.ts'];
    child = spawn(process.execPath, args, { cwd: root, env, stdio: ['pipe', 'pipe', 'pipe'] });
    await readiness(child);
    await installed(admin);
  }
  async function stop(): Promise<void> {
    const stopping = child;
    child = null;
    if (stopping === null || stopping.exitCode !== null) return;
    const ended = new Promise((done) => stopping.once('exit', done));
    stopping.kill('SIGTERM');
    await ended;
  }
  return {
    shop: `http://127.0.0.1:${sandboxPort}`,
    admin,
    dataDir,
    env,
    start,
    stop,
    async liveAhead(days) {
      await stop();
      env['SANDBOX_DAYS_AHEAD'] = String(days);
      await start();
    },
    mongodbUri: () => running.parse(JSON.parse(readFileSync(join(dataDir, 'running.json'), 'utf8'))).mongodbUri,
    async end() {
      await stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

export async function startHousehold(name: string): Promise<Household> {
  const household = await makeHousehold(name);
  await household.start();
  return household;
}
