// Where it is measured: the embedded database in a process of its own and durable on a real disk, or the server that was named.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import type { Connection } from 'mongoose';
import { connectMongo } from '../src/storage/mongo/connect.ts';
import { createIndexes } from '../src/storage/mongo/indexes.ts';

export interface Engine {
  readonly uri: string;
  /** "devdb", or what the server says of itself. */
  readonly name: string;
  readonly isDevDb: boolean;
  /** CPU time its process has used, where that can be known. */
  cpuMicros(): number | null;
  close(): Promise<void>;
}

const buildInfoSchema = z.object({ version: z.string(), gitVersion: z.string().optional() });

async function withConnection<T>(uri: string, database: string, work: (connection: Connection) => Promise<T>): Promise<T> {
  const connection = await connectMongo(uri, database, 2);
  try {
    return await work(connection);
  } finally {
    await connection.close();
  }
}

async function nameOf(uri: string): Promise<string> {
  const info = await withConnection(uri, 'admin', async (connection) => connection.db?.admin().buildInfo());
  const { version, gitVersion } = buildInfoSchema.parse(info);
  return gitVersion === 'devdb' ? 'devdb' : `MongoDB protocol ${version} (given server)`;
}

async function startDevDb(folder: string): Promise<{ uri: string; child: ChildProcess }> {
  const script = new URL('../devdb/main.ts', import.meta.url).pathname;
  const child = spawn(process.execPath, [...process.execArgv, script, '--folder', folder], { stdio: ['ignore', 'pipe', 'ignore'] });
  const said: unknown[] = await Promise.race([
    once(createInterface({ input: child.stdout }), 'line'),
    once(child, 'exit').then(() => {
      throw new Error('the embedded database did not start');
    }),
  ]);
  const { uri } = z.object({ uri: z.string() }).parse(JSON.parse(String(said[0])));
  return { uri, child };
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  const force = setTimeout(() => child.kill('SIGKILL'), 5_000);
  await ended;
  clearTimeout(force);
}

/** User and system time in hundredths of a second, after the name in brackets; only Linux tells. */
function cpuMicrosOf(pid: number | undefined): number | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return (Number(fields[11]) + Number(fields[12])) * 10_000;
  } catch {
    return null;
  }
}

export async function openEngine(uri: string | null, folder: string): Promise<Engine> {
  if (uri !== null) {
    const name = await nameOf(uri);
    return { uri, name, isDevDb: name === 'devdb', cpuMicros: () => null, close: () => Promise.resolve() };
  }
  const started = await startDevDb(folder);
  return {
    uri: started.uri,
    name: 'devdb',
    isDevDb: true,
    cpuMicros: () => cpuMicrosOf(started.child.pid),
    close: () => stop(started.child),
  };
}

export async function makeDatabase(uri: string, name: string): Promise<void> {
  await withConnection(uri, name, createIndexes);
}

/** The case's database and those it made beside it. The name is random, so nothing else can begin with it. */
export async function dropDatabases(uri: string, prefix: string): Promise<void> {
  await withConnection(uri, 'admin', async (connection) => {
    const names = (await connection.db?.admin().listDatabases({ nameOnly: true }))?.databases.map(({ name }) => name) ?? [];
    for (const name of names) if (name.startsWith(prefix)) await connection.useDb(name).dropDatabase();
  });
}
