// One connection for a process: majority writes that are journaled, majority reads. A slow or absent database is an error, never an empty answer.
import mongoose, { type Connection } from 'mongoose';

export type { Connection };

/** Every write is acknowledged by a majority and on disk before we believe it; heads are read the same way. */
const CAREFUL = { w: 'majority', journal: true, readConcernLevel: 'majority' } as const;

/** @throws when no server answers within five seconds. */
export async function connectMongo(uri: string, database = 'lasting', poolSize = 64): Promise<Connection> {
  const connection = mongoose.createConnection(uri, {
    ...CAREFUL,
    dbName: database,
    maxPoolSize: poolSize,
    serverSelectionTimeoutMS: 5_000,
    socketTimeoutMS: 30_000,
    autoIndex: false,
    autoCreate: false,
    bufferCommands: false,
  });
  return connection.asPromise();
}
