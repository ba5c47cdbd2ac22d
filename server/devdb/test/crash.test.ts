import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { mongo } from 'mongoose';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startDevDb } from '../index.ts';
import { adding } from './engine.ts';
import type { Row } from './engine.ts';

const MAIN = fileURLToPath(new URL('../main.ts', import.meta.url));
let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'devdb-'));
});
afterEach(async () => rm(folder, { recursive: true, force: true }));

async function startProcess(): Promise<{ readonly child: ChildProcess; readonly uri: string }> {
  const child = spawn(process.execPath, [MAIN, '--folder', folder, '--port', '0'], { stdio: ['ignore', 'pipe', 'ignore'] });
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  return { child, uri: (JSON.parse(line.toString()) as { uri: string }).uri };
}

const connected = async (uri: string): Promise<mongo.MongoClient> =>
  new mongo.MongoClient(uri, { serverSelectionTimeoutMS: 2000, writeConcern: { w: 'majority', j: true } }).connect();

test('a killed process loses no acknowledged write, and its indexes agree with its documents', async () => {
  const { child, uri } = await startProcess();
  const client = await connected(uri);
  const rows = client.db('crash').collection<Row>('rows');
  await rows.createIndex({ key: 1 }, { unique: true });
  await rows.insertOne({ _id: 'counter', key: 'counter', n: 0 });
  const acknowledged = new Set<string>();
  let increments = 0;
  const write = async (writer: number): Promise<void> => {
    for (let i = 0; ; i++) {
      const key = `${writer}/${i}`;
      await rows.insertOne({ _id: key, key });
      acknowledged.add(key);
      await rows.updateOne({ _id: 'counter' }, adding({ n: 1 }));
      increments++;
    }
  };
  const writers = Array.from({ length: 16 }, async (_, writer) => write(writer).catch(() => undefined));
  await expect.poll(() => acknowledged.size, { timeout: 10_000 }).toBeGreaterThan(300);
  child.kill('SIGKILL');
  await Promise.all(writers);
  await client.close(true);

  const server = await startDevDb({ folder });
  const again = await connected(server.uri);
  const found = await again.db('crash').collection<Row>('rows').find().toArray();
  const byIndex = await again.db('crash').collection<Row>('rows').find().hint({ key: 1 }).toArray();
  const ids = new Set(found.map(({ _id }) => _id));
  expect([...acknowledged].filter((key) => !ids.has(key))).toEqual([]);
  expect(new Set(byIndex.map(({ _id }) => _id))).toEqual(ids);
  expect(found.length - 1 - acknowledged.size).toBeLessThanOrEqual(16);
  expect(Number(found.find(({ _id }) => _id === 'counter')?.['n'])).toBeGreaterThanOrEqual(increments);
  await again.close();
  await server.close();
});

test('a folder belongs to one process at a time', async () => {
  const { child } = await startProcess();
  await expect(startDevDb({ folder })).rejects.toThrow(/another process holds the data folder/);
  const closed = once(child, 'exit');
  child.kill('SIGTERM');
  expect((await closed)[0]).toBe(0);
  const server = await startDevDb({ folder });
  await expect(startDevDb({ folder })).rejects.toThrow(/another process holds the data folder/);
  await server.close();
});

test('what was stored is there after a restart, indexes and validators included', async () => {
  const first = await startDevDb({ folder });
  const client = await connected(first.uri);
  const db = client.db('kept');
  await db.createCollection('rows', { validator: { a: { $gte: 0 } } });
  await db.collection<Row>('rows').createIndex({ a: 1 }, { unique: true });
  await db.collection<Row>('rows').insertMany([{ a: 1 }, { a: 2 }]);
  await client.close();
  await first.close();

  const second = await startDevDb({ folder });
  const again = await connected(second.uri);
  const rows = again.db('kept').collection<Row>('rows');
  expect(await rows.countDocuments()).toBe(2);
  await expect(rows.insertOne({ a: 2 })).rejects.toMatchObject({ code: 11000 });
  await expect(rows.insertOne({ a: -1 })).rejects.toMatchObject({ code: 121 });
  await again.close();
  await second.close();
});
