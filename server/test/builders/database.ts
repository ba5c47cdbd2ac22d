// A database of its own for a test file: on MONGODB_URI when it is set (a real engine), else on an embedded one that lives as long as the file.
import { randomBytes } from 'node:crypto';
import type { Connection } from 'mongoose';
import { connectMongo } from '../../src/storage/mongo/connect.ts';
import { createIndexes } from '../../src/storage/mongo/indexes.ts';

export interface TestDatabase {
  readonly uri: string;
  readonly name: string;
  readonly connection: Connection;
  close(): Promise<void>;
}

async function server(): Promise<{ uri: string; close: () => Promise<void> }> {
  const uri = process.env['MONGODB_URI'];
  if (uri !== undefined) return { uri, close: () => Promise.resolve() };
  // Loaded only when it is used: a real engine's run must not depend on it.
  const { startDevDb } = await import('../../devdb/index.ts');
  return startDevDb({ folder: ':memory:', durable: false });
}

export async function aDatabase(): Promise<TestDatabase> {
  const { uri, close } = await server();
  const name = `test_${process.pid}_${randomBytes(4).toString('hex')}`;
  const connection = await connectMongo(uri, name);
  await createIndexes(connection);
  const end = async (): Promise<void> => {
    await connection.dropDatabase();
    await connection.close();
    await close();
  };
  return { uri, name, connection, close: end };
}
