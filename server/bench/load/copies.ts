// The baseline's documents: what the subject really wrote, read back and given new identities of the same length, so that the bytes are the
// same whatever the code writes next year, and unique indexes accept them.
import { randomUUID } from 'node:crypto';
import { ObjectId } from 'bson';
import { z } from 'zod';
import type { Connection, mongo } from 'mongoose';
import { collectionOf, type Collection } from '../../src/storage/mongo/collection.ts';

export type Row = mongo.Document & { readonly _id: unknown; readonly storeId: string };

/** Same length as the original, another value in every round. */
function otherStore(storeId: string, round: number): string {
  return `raw${round}-`.padEnd(storeId.length, 'x').slice(0, storeId.length);
}

/** The same length with other digits at the end, so that a document which stands for several fits its unique indexes. */
function numbered(text: string, copy: number): string {
  const digits = copy.toString(36);
  return `${text.slice(0, -digits.length)}${digits}`;
}

/** `copy` tells copies of one row in one round apart. */
export function copyOf(row: Row, round: number, copy: number | null = null): Row {
  const member = copy === null || typeof row['memberId'] !== 'string' ? {} : { memberId: numbered(row['memberId'], copy) };
  return { ...row, ...member, _id: typeof row._id === 'string' ? randomUUID() : new ObjectId(), storeId: otherStore(row.storeId, round) };
}

/** `all`: fewer than `count` are an error. */
export async function written(connection: Connection, collection: string, count: number, order = '_id', all = true): Promise<Row[]> {
  const rows = await collectionOf<Row>(connection, collection)
    .find({}, { sort: { [order]: 1 }, limit: count })
    .toArray();
  if (all && rows.length < count)
    throw new Error(`the subject wrote ${rows.length} documents to ${collection}, ${count} are needed to compare`);
  return rows;
}

const indexSchema = z.looseObject({ name: z.string(), key: z.record(z.string(), z.union([z.literal(1), z.literal(-1)])) });

/** An own collection with exactly the indexes of the subject's. */
export async function rawCollection(connection: Connection, like: string): Promise<Collection<Row>> {
  const raw = collectionOf<Row>(connection, `raw_${like}`);
  const indexes = z.array(indexSchema).parse(await collectionOf(connection, like).listIndexes().toArray());
  for (const { v: _version, ns: _namespace, key, ...options } of indexes) if (options.name !== '_id_') await raw.createIndex(key, options);
  return raw;
}
