import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, test } from 'vitest';

const samples = join(import.meta.dirname, 'samples');
const roles = ['database', 'server', 'sandbox'];

async function until(what: () => boolean): Promise<void> {
  const deadline = performance.now() + 15_000;
  while (!what() && performance.now() < deadline) await pause(30);
  if (!what()) throw new Error(`This never came true: ${what.toString()}`);
}

function isAlive(pid: number): boolean {
  try {
    // A zombie still has its number; it is gone all the same.
    return !readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z ');
  } catch {
    return false;
  }
}

/** Starts a household of stand-ins and gives the test what it needs to see how it lives and ends. */
async function household(script: 'start.ts' | 'npm.ts', extra: NodeJS.ProcessEnv = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'start-'));
  const { npm_lifecycle_event: _outer, MONGODB_URI: _uri, NODE_OPTIONS: _options, ...env } = process.env;
  const starter = spawn(process.execPath, [join(samples, script)], {
    env: { ...env, DATA_DIR: folder, PORT: '0', SANDBOX_PORT: '0', PATH: '/usr/bin:/bin', ...extra },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [starter.stdout, starter.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const code = new Promise<number | null>((done) => starter.on('exit', done));
  const pids = (): number[] => roles.map((role) => Number(readFileSync(join(folder, `${role}.pid`), 'utf8')));
  const read = (name: string): string => (existsSync(join(folder, name)) ? readFileSync(join(folder, name), 'utf8') : '');
  const cleanUp = (): void => rmSync(folder, { recursive: true, force: true });
  const welcomed = (): Promise<void> => until(() => output.includes('Lasting is ready.'));
  const allGone = (): Promise<void> => until(() => !pids().some(isAlive));
  return { folder, starter, code, read, cleanUp, welcomed, allGone, output: () => output };
}

const starterPid = (home: { read(name: string): string }): number => (JSON.parse(home.read('running.json')) as { pid: number }).pid;

// The processes are watched through /proc; the starter itself also runs where there is none.
describe.runIf(process.platform === 'linux').concurrent('npm start', () => {
  test('tells the addresses, hands the database on, and keeps a note of the run', async ({ expect }) => {
    const home = await household('start.ts');
    await home.welcomed();
    expect(home.output()).toMatch(/Shop +http:\/\/127\.0\.0\.1:\d+/);
    expect(home.output()).toMatch(/Health +http:\/\/127\.0\.0\.1:\d+\/healthz/);
    expect(home.output()).toContain('for trying and testing');
    expect(home.read('diary')).toContain('server got mongodb://127.0.0.1:*/sample');
    expect(JSON.parse(home.read('running.json'))).toMatchObject({
      pid: home.starter.pid,
      mongodbUri: expect.stringContaining('mongodb://') as string,
    });
    home.starter.kill('SIGINT');
    expect(await home.code).toBe(0);
    home.cleanUp();
  });

  test('closes the database last when it is told to stop, and takes its note away', async ({ expect }) => {
    const home = await household('start.ts');
    await home.welcomed();
    home.starter.kill('SIGTERM');
    expect(await home.code).toBe(0);
    await home.allGone();
    expect(home.read('diary').trim().split('\n').at(-1)).toBe('database closes');
    expect(home.read('running.json')).toBe('');
    home.cleanUp();
  });

  test('stops everything, and says why, when the server dies', async ({ expect }) => {
    const home = await household('start.ts', { DIES: 'server' });
    expect(await home.code).toBe(1);
    expect(home.output()).toContain('The server ended with exit code 7.');
    await home.allGone();
    home.cleanUp();
  });

  test('leaves nothing behind when npm is told to stop and tells only its shell', async () => {
    const home = await household('npm.ts');
    await home.welcomed();
    home.starter.kill('SIGTERM');
    await home.allGone();
    await until(() => home.read('running.json') === '');
    home.cleanUp();
  });

  test('leaves nothing behind when npm is killed and its shell stays', async () => {
    const home = await household('npm.ts');
    await home.welcomed();
    home.starter.kill('SIGKILL');
    await home.allGone();
    home.cleanUp();
  });

  test('leaves nothing behind when the starter itself is killed', async () => {
    const home = await household('npm.ts');
    await home.welcomed();
    process.kill(starterPid(home), 'SIGKILL');
    await home.allGone();
    home.cleanUp();
  });

  test('ends even a child that does not listen when it is told twice', async ({ expect }) => {
    const home = await household('start.ts', { STUBBORN: 'server' });
    await home.welcomed();
    home.starter.kill('SIGTERM');
    await pause(200);
    home.starter.kill('SIGTERM');
    await home.code;
    await home.allGone();
    expect(home.read('diary')).not.toContain('server closes');
    home.cleanUp();
  });

  test('prefers a mongod of this machine, and takes that along too when it is killed', async ({ expect }) => {
    const bin = mkdtempSync(join(tmpdir(), 'bin-'));
    const listen = `require('node:net').createServer().listen(Number(process.argv[process.argv.indexOf('--port') + 1]), '127.0.0.1');`;
    const program = `#!${process.execPath}\nrequire('node:fs').writeFileSync(process.env.DATA_DIR + '/database.pid', String(process.pid));\n${listen}`;
    writeFileSync(join(bin, 'mongod'), program, { mode: 0o755 });
    const home = await household('start.ts', { PATH: `/usr/bin:/bin:${bin}` });
    await home.welcomed();
    expect(home.output()).toContain(`Database: ${bin}/mongod`);
    expect(home.read('diary')).toContain('server got mongodb://127.0.0.1:*/lasting');
    home.starter.kill('SIGKILL');
    await home.allGone();
    home.cleanUp();
    rmSync(bin, { recursive: true });
  });

  test('refuses a second run on the same data folder', async ({ expect }) => {
    const home = await household('start.ts');
    await home.welcomed();
    const second = await household('start.ts', { DATA_DIR: home.folder });
    expect(await second.code).toBe(1);
    expect(second.output()).toContain('already runs with this data folder');
    second.cleanUp();
    home.starter.kill('SIGTERM');
    await home.code;
    home.cleanUp();
  });
});
