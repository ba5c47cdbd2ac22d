import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/** Says, while `npm start` runs, where: so that the command line joins the running database instead of opening it twice. */
const runningSchema = z.object({ mongodbUri: z.string(), port: z.number(), sandboxPort: z.number(), pid: z.number() });
export type Running = z.infer<typeof runningSchema>;

const fileIn = (dataDir: string): string => join(dataDir, 'running.json');

function read(dataDir: string): Running | undefined {
  try {
    return runningSchema.parse(JSON.parse(readFileSync(fileIn(dataDir), 'utf8')));
  } catch {
    return undefined; // No file, or one that a crash left half written: nobody can be found by it.
  }
}

/** A number alone proves nothing: after a crash another program may have it. So on Linux the command is looked at too. */
function isStarter(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return process.platform !== 'linux' || readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('start');
  } catch {
    return false;
  }
}

/** Undefined: nothing runs with this data folder. */
export function runningIn(dataDir: string): Running | undefined {
  const running = read(dataDir);
  return running && isStarter(running.pid) ? running : undefined;
}

/** Two runs in one data folder would both write to its database. */
export function refuseSecondRun(dataDir: string): void {
  const running = runningIn(dataDir);
  if (!running || running.pid === process.pid) return;
  throw new Error(
    `Lasting already runs with this data folder: http://127.0.0.1:${running.port} (process ${running.pid}). ` +
      'Stop it first, or give this one its own DATA_DIR, PORT and SANDBOX_PORT.',
  );
}

export function writeRunning(dataDir: string, running: Running): void {
  mkdirSync(dataDir, { recursive: true });
  const draft = `${fileIn(dataDir)}.${process.pid}`;
  writeFileSync(draft, `${JSON.stringify(running)}\n`, { mode: 0o600 }); // The address may hold a password.
  renameSync(draft, fileIn(dataDir));
}

export function removeRunning(dataDir: string): void {
  if (read(dataDir)?.pid === process.pid) rmSync(fileIn(dataDir), { force: true });
}
