// The CLI reaches the data as the server does: the running one's database when `npm start` runs, the same folder by itself when it does not.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { buildCore, type BuiltCore } from '../wiring.ts';
import { readEnv } from '../env.ts';
import { createLog } from '../log.ts';

const running = z.object({ mongodbUri: z.string(), pid: z.number() });

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** The database of a running `npm start` on this data folder; null when none runs. */
function runningUri(dataDir: string): string | null {
  try {
    const { mongodbUri, pid } = running.parse(JSON.parse(readFileSync(join(dataDir, 'running.json'), 'utf8')));
    return isAlive(pid) ? mongodbUri : null;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw new Error(`${join(dataDir, 'running.json')} cannot be read; delete it if nothing is running`, { cause: error });
  }
}

async function database(uri: string | null, dataDir: string): Promise<{ uri: string; close: () => Promise<void> }> {
  const known = uri ?? runningUri(dataDir);
  if (known !== null) return { uri: known, close: () => Promise.resolve() };
  const { startDevDb } = await import('../../devdb/index.ts');
  return startDevDb({ folder: join(dataDir, 'db') });
}

/** Does one piece of work on the store's data and closes everything behind it. */
export async function withCore<T>(work: (core: BuiltCore) => Promise<T>): Promise<T> {
  const env = readEnv();
  const data = await database(env.mongodbUri, env.dataDir);
  try {
    const core = await buildCore({ ...env, mongodbUri: data.uri }, createLog({ ...env, logLevel: 'error' }));
    try {
      return await work(core);
    } finally {
      await core.close();
    }
  } finally {
    await data.close();
  }
}
