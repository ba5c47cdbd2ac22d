import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { startChild, type Child } from './child.ts';
import { startDatabase, type Database } from './database.ts';
import { MEMORY_FLAGS } from './memory-flags.ts';
import { openOutput, welcome } from './output.ts';
import { whenNpmIsGone } from './parents.ts';
import { claimPort, host } from './ports.ts';
import type { Ready } from './ready-line.ts';
import { refuseSecondRun, removeRunning, writeRunning } from './running-file.ts';

export interface Settings {
  root: string;
  env: NodeJS.ProcessEnv;
  scripts: { database: string; server: string; sandbox: string };
  watch: boolean;
  /** Commands after `node` that rebuild on change, while watching. */
  watchers: string[][];
  build(): Promise<void>;
}

const graceMs = 10_000;
const patienceMs = 120_000;

/** Everything that was started, and the one way to stop it: what uses the database first, the database last. */
class Household {
  readonly users: Child[] = [];
  database: Child | undefined;
  #stopping: Promise<void> | undefined;

  get isStopping(): boolean {
    return this.#stopping !== undefined;
  }

  stop(): Promise<void> {
    this.#stopping ??= Promise.all(this.users.map((child) => child.stop(graceMs))).then(() => this.database?.stop(graceMs));
    return this.#stopping;
  }

  kill(): void {
    for (const child of [...this.users, this.database]) child?.kill();
  }
}

/** Rejects when the child ends, or takes too long, before `wanted` is there. */
function orElse<T>(wanted: Promise<T>, child: Child): Promise<T> {
  const tooLate = pause(patienceMs, undefined, { ref: false }).then(() => {
    throw new Error(`${child.name} was not ready within ${patienceMs / 1_000} s.`);
  });
  const dead = child.ended.then((how) => {
    throw new Error(`${child.name} ${how}.`);
  });
  return Promise.race([wanted, dead, tooLate]);
}

function startUsers(settings: Settings, household: Household, env: NodeJS.ProcessEnv, show: (line: string) => void): [Child, Child] {
  const { root, scripts, watch, watchers } = settings;
  const args = (script: string): string[] => (watch ? ['--watch', '--watch-preserve-output', script] : [script]);
  const server = startChild({ name: 'the server', args: [...MEMORY_FLAGS, ...args(scripts.server)], cwd: root, env, show });
  const sandbox = startChild({ name: 'the sandbox shop', args: args(scripts.sandbox), cwd: root, env, show });
  household.users.push(server, sandbox);
  if (watch)
    for (const command of watchers) household.users.push(startChild({ name: `node ${command[0]}`, args: command, cwd: root, show }));
  return [server, sandbox];
}

function uriOf({ uri, child }: Database): Promise<string> {
  return child ? orElse(uri, child) : uri;
}

function announce(server: Ready, sandbox: Ready): void {
  const admin = sandbox.admin ?? server.admin ?? `${server.url}/admin`;
  console.log(welcome({ shop: sandbox.url, admin, health: `${server.url}/healthz` }));
}

/** Starts all, and resolves when one of them ends by itself: with the sentence about it. */
async function live(settings: Settings, household: Household, dataDir: string): Promise<string> {
  const { env, root, scripts } = settings;
  refuseSecondRun(dataDir);
  const port = await claimPort('PORT', env['PORT'] ?? '3000');
  const sandboxPort = await claimPort('SANDBOX_PORT', env['SANDBOX_PORT'] ?? '3001');
  const smtpPort = await claimPort('SANDBOX_SMTP_PORT', env['SANDBOX_SMTP_PORT'] ?? '0');
  await settings.build();
  mkdirSync(dataDir, { recursive: true });
  const show = await openOutput(process.stdout.isTTY);
  const database = await startDatabase({ env, dataDir, root, script: scripts.database, show });
  household.database = database.child;
  console.log(database.sentence);
  const mongodbUri = await uriOf(database);
  if (household.isStopping) throw new Error('Stopped before everything had started.');
  writeRunning(dataDir, { mongodbUri, port, sandboxPort, pid: process.pid });
  const appUrl = env['APP_URL'] ?? `http://${host}:${port}`;
  const own = {
    APP_URL: appUrl,
    HOST: host,
    PORT: String(port),
    SANDBOX_PORT: String(sandboxPort),
    SANDBOX_SMTP_PORT: String(smtpPort),
    DATA_DIR: dataDir,
    MONGODB_URI: mongodbUri,
  };
  const [server, sandbox] = startUsers(settings, household, { ...env, ...own }, show);
  announce(...(await Promise.all([orElse(server.ready, server), orElse(sandbox.ready, sandbox)])));
  const all = [...household.users, ...(household.database ? [household.database] : [])];
  return Promise.race(all.map(async (child) => `${child.name} ${await child.ended}.`));
}

/** Runs until it is told to stop (exit code 0) or until one of the processes fails (1); never leaves one behind. */
export async function run(settings: Settings): Promise<number> {
  const household = new Household();
  const dataDir = resolve(settings.root, settings.env['DATA_DIR'] ?? '.data');
  const told = new Promise<void>((done) => {
    const onSignal = (): void => {
      if (household.isStopping) household.kill(); // Asked twice: at once, then.
      done();
    };
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal);
    whenNpmIsGone(done);
  });
  process.on('exit', () => household.kill());
  const failure = await Promise.race([
    told,
    live(settings, household, dataDir).catch((error: unknown) => (error instanceof Error ? error.message : String(error))),
  ]);
  if (failure) console.error(`\n${failure[0]?.toUpperCase()}${failure.slice(1)}`);
  await household.stop();
  removeRunning(dataDir);
  return failure ? 1 : 0;
}
