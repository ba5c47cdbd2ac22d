/**
 * A shop's past by bulk operations: Shopify writes a file of all accounts, then one of all orders, and we read them in parts. Where we are is written
 * in the position, so a process that dies leaves it to the next one; the worst that is lost is an operation that nobody looks at.
 *
 * Without read_all_orders the orders of the last 60 days are in the file, and no others.
 */
import { z } from 'zod';
import { StoreRefused, StoreUnreachable, type PastPage } from '../../platform.ts';
import { BulkLook, BulkStart } from '../graphql/answers.ts';
import type { GraphqlClient } from '../graphql/client.ts';
import { BULK_LOOK, BULK_START } from '../graphql/documents.ts';
import { instantOf } from '../orders/amount.ts';
import { customersInBulk, ordersInBulk } from './documents.ts';
import { FileGone, readPart } from './jsonl.ts';
import { pastCustomer, pastOrder } from './past-things.ts';

const place = z.object({
  reading: z.enum(['customers', 'orders']),
  /** Personal fields are hidden from us: the file is ordered without them. */
  bare: z.boolean(),
  operation: z.string().nullable(),
  /** The byte at which the next part begins. */
  from: z.number(),
  tries: z.int(),
});
type Place = z.infer<typeof place>;
type Told = z.output<typeof BulkLook>['bulkOperation'];

const START: Place = { reading: 'customers', bare: false, operation: null, from: 0, tries: 0 };
const TRIES_MAX = 3;
const THINGS_AT_ONCE = 200;
/** Small shops are done in seconds, large ones in minutes; the end is also announced (bulk_operations/finish). */
const LOOK_AGAIN_MS = 5_000;
/** Other operations of this app are under way. */
const BUSY_MS = 30_000;

export type History = (client: GraphqlClient, position: string | null) => Promise<PastPage>;

export function createHistory(fetchImpl: typeof fetch, now: () => number): History {
  return async (client, position) => {
    const at = position === null ? START : place.parse(JSON.parse(position));
    if (at.operation === null) return begin(client, at, now());
    const { bulkOperation } = await client.ask(BULK_LOOK, { id: at.operation }, BulkLook);
    if (bulkOperation === null) return again(at, now(), 'the shop does not know the operation any more');
    return goOn(fetchImpl, at, bulkOperation, now());
  };
}

const waiting = (at: Place, readAt: number, waitMs: number): PastPage => ({
  reading: at.reading,
  things: [],
  readAt,
  of: null,
  waitMs,
  next: JSON.stringify(at),
});

/** Accounts before orders, so that who buys is known. */
function afterFile(at: Place): string | null {
  return at.reading === 'orders' ? null : JSON.stringify({ ...START, bare: at.bare, reading: 'orders' } satisfies Place);
}

async function begin(client: GraphqlClient, at: Place, now: number): Promise<PastPage> {
  const query = at.reading === 'customers' ? customersInBulk(at.bare) : ordersInBulk(at.bare);
  const { bulkOperation, userErrors } = (await client.ask(BULK_START, { query }, BulkStart)).bulkOperationRunQuery;
  if (bulkOperation !== null) return waiting({ ...at, operation: bulkOperation.id, from: 0 }, now, LOOK_AGAIN_MS);
  if (userErrors.some(({ code }) => code === 'LIMIT_REACHED' || code === 'OPERATION_IN_PROGRESS')) return waiting(at, now, BUSY_MS);
  throw new StoreRefused(200, userErrors.map(({ message }) => message).join('; ') || 'the shop began no bulk operation');
}

async function goOn(fetchImpl: typeof fetch, at: Place, told: NonNullable<Told>, now: number): Promise<PastPage> {
  switch (told.status) {
    case 'CREATED':
    case 'RUNNING':
    case 'CANCELING':
      return waiting(at, now, LOOK_AGAIN_MS);
    case 'COMPLETED':
      return part(fetchImpl, at, told, now);
    case 'CANCELED':
      throw new StoreRefused(200, 'somebody cancelled the reading of the history in the shop');
    case 'FAILED':
      if (told.errorCode === 'ACCESS_DENIED') return withoutPersonalFields(at, now);
      return again(at, now, `the shop could not read its history (${told.errorCode ?? 'no reason'})`);
    case 'EXPIRED':
      return again(at, now, 'the file of the shop’s history was not fetched in time');
  }
}

async function part(fetchImpl: typeof fetch, at: Place, told: NonNullable<Told>, now: number): Promise<PastPage> {
  // When it was ordered: whatever is in the file was so then, or later.
  const common = { reading: at.reading, readAt: instantOf('createdAt', told.createdAt), of: Number(told.rootObjectCount), waitMs: 0 };
  if (told.url === null) return { ...common, things: [], next: afterFile(at) };
  try {
    const { things, next } = await readPart(fetchImpl, told.url, at.from, THINGS_AT_ONCE);
    const past = things.flatMap(at.reading === 'customers' ? pastCustomer : pastOrder);
    return { ...common, things: past, next: next === null ? afterFile(at) : JSON.stringify({ ...at, from: next } satisfies Place) };
  } catch (error) {
    if (error instanceof FileGone) return again(at, now, error.message);
    throw error;
  }
}

/** Without their names and addresses people are still customers; guests are asked for one by one, in case that shows more. */
function withoutPersonalFields(at: Place, now: number): PastPage {
  if (at.bare) throw new StoreRefused(403, 'the shop does not let this app read its history: a permission is missing');
  return waiting({ ...at, bare: true, operation: null, from: 0 }, now, 0);
}

/** From the beginning of this file. What was read of it already is known, and changes nothing. */
function again(at: Place, now: number, why: string): PastPage {
  if (at.tries >= TRIES_MAX) throw new StoreUnreachable(why);
  return waiting({ ...at, operation: null, from: 0, tries: at.tries + 1 }, now, LOOK_AGAIN_MS);
}
