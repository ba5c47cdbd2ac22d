// Plain, typed collections on Mongoose's connection. Hydrated documents are not used: an append must cost one encode, and state is never edited in place.
import type { Connection, mongo } from 'mongoose';

export type Collection<T extends mongo.Document> = mongo.Collection<T>;

export function collectionOf<T extends mongo.Document>(connection: Connection, name: string): Collection<T> {
  if (connection.db === undefined) throw new Error('the database connection is not open');
  return connection.db.collection<T>(name);
}

const DUPLICATE_KEY = 11_000;

/** A unique index refused the write. Which one is never asked: MongoDB names only one of several. */
export function isDuplicateKey(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === DUPLICATE_KEY;
}

/** The same of a group of writes: unique indexes refused some, and nothing else went wrong. */
export function onlyDuplicateKeys(error: unknown): boolean {
  if (!(error instanceof Error) || !('writeErrors' in error)) return isDuplicateKey(error);
  const errors = error.writeErrors;
  return Array.isArray(errors) && errors.every((each: { code?: unknown }) => each.code === DUPLICATE_KEY);
}
