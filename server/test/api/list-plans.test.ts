// Every list asks for what an index gives in the wanted order: nothing is scanned and nothing is sorted, however large a store is.
import type { mongo } from 'mongoose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { collectionOf } from '../../src/storage/mongo/collection.ts';
import { aDatabase, type TestDatabase } from '../builders/database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await aDatabase();
});
afterAll(() => database.close());

const storeId = 's';
const older = { $or: [{ at: { $lt: 5 } }, { at: 5, _id: { $lt: 'x' } }] };

interface Asked {
  readonly collection: string;
  readonly filter: mongo.Document;
  readonly sort?: mongo.Sort;
}

/** As the stores ask, by what a person would call the list. */
const LISTS: Readonly<Record<string, Asked>> = {
  'the newest members': { collection: 'members', filter: { storeId }, sort: { joinedAt: -1, memberId: -1 } },
  'members of a span': { collection: 'members', filter: { storeId, joinedAt: { $gte: 1, $lt: 9 } }, sort: { joinedAt: -1, memberId: -1 } },
  'one member': { collection: 'members', filter: { storeId, memberId: 'm' } },
  'members by a word': { collection: 'members', filter: { storeId, searchWords: { $regex: /^mina/ } } },
  'members by points': { collection: 'balances', filter: { storeId, available: { $gte: 3 } }, sort: { available: -1, memberId: -1 } },
  'members by activity': { collection: 'balances', filter: { storeId, at: { $lt: 3 } }, sort: { at: -1, memberId: -1 } },
  'members who owe': { collection: 'balances', filter: { storeId, deficit: { $gt: 0 } }, sort: { deficit: -1, memberId: -1 } },
  'the history of a member': { collection: 'entries', filter: { storeId, memberId: 'm', seq: { $lt: 9 } }, sort: { seq: -1 } },
  'the activity of a store': { collection: 'entries', filter: { storeId, ...older }, sort: { at: -1, _id: -1 } },
  'the first entry of a store': { collection: 'entries', filter: { storeId }, sort: { at: 1, _id: 1 } },
  'the entries of a span': { collection: 'entries', filter: { storeId, at: { $gte: 1, $lt: 9 } }, sort: { at: -1, _id: -1 } },
  'the orders of a member': { collection: 'orders', filter: { storeId, memberId: 'm' }, sort: { 'order.placedAt': -1 } },
  'the newest orders': { collection: 'orders', filter: { storeId }, sort: { 'order.placedAt': -1 } },
  'the orders of ninety days': {
    collection: 'orders',
    filter: { storeId, 'order.placedAt': { $gte: 1, $lt: 9 } },
    sort: { 'order.placedAt': 1 },
  },
  'members of a level': {
    collection: 'statuses',
    filter: { storeId, memberId: { $gt: 'm' }, 'spans.tierId': 'gold', spans: { $elemMatch: { tierId: 'gold', from: { $lte: 5 } } } },
    sort: { memberId: 1 },
  },
  'members whose level changes by itself': { collection: 'statuses', filter: { storeId, dueAt: { $gt: 0, $lte: 5 } }, sort: { dueAt: 1 } },
  'members who were merged into one': { collection: 'statuses', filter: { storeId, into: { $in: ['m'] } } },
  'what members bought': { collection: 'orders', filter: { storeId, memberId: { $in: ['m', 'n'] } } },
  'who did what': { collection: 'audit', filter: { storeId, ...older }, sort: { at: -1, _id: -1 } },
  'who did one thing': { collection: 'audit', filter: { storeId, action: 'erase' }, sort: { at: -1, _id: -1 } },
  'what became of offers on some days': { collection: 'offers', filter: { storeId, day: { $gte: '2026-01-01', $lte: '2026-02-01' } } },
  'what became of offers to a person': { collection: 'offers', filter: { storeId, memberId: { $in: ['m', 'n'] } } },
  'the offer after an order': { collection: 'offers', filter: { storeId, orderId: 'o', offeredAt: { $exists: false } } },
  'the versions of a program': { collection: 'programs', filter: { storeId }, sort: { version: 1 } },
  'the days of a store': { collection: 'days', filter: { storeId, timeZone: 'UTC', day: { $gte: '2026-01-01' } }, sort: { day: 1 } },
  'mails of a kind that went out': {
    collection: 'mails',
    filter: { storeId, template: 'points-waiting', end: 'sent', day: { $gte: '2026-11-01', $lte: '2026-11-03' } },
    sort: { day: 1, mailId: 1 },
  },
  'the newest mail to one guest': { collection: 'mails', filter: { _id: { $gte: 's/a/', $lt: 's/a/z' } }, sort: { _id: -1 } },
  'whose points moved lately': { collection: 'balances', filter: { storeId, at: { $gte: 3 } }, sort: { at: 1, memberId: 1 } },
  'the newest rewards': { collection: 'redemptions', filter: { storeId }, sort: { askedAt: -1, _id: -1 } },
  'rewards under way': { collection: 'redemptions', filter: { storeId, group: 'open' }, sort: { askedAt: -1, _id: -1 } },
  'the rewards of a member': { collection: 'redemptions', filter: { storeId, memberId: { $in: ['m'] } }, sort: { askedAt: -1 } },
  'what could not be done in the store': { collection: 'outbox', filter: { storeId, state: 'dead' }, sort: { dueAt: -1, _id: -1 } },
  'the dead letters': { collection: 'inbox', filter: { storeId, state: 'dead' }, sort: { receivedAt: -1, _id: -1 } },
};

describe('an index gives', () => {
  it.each(Object.entries(LISTS))('what is asked for, in its order: %s', async (_, { collection, filter, sort }) => {
    const found = collectionOf(database.connection, collection).find(filter, sort === undefined ? {} : { sort });
    const plan = (await found.limit(25).explain()) as { queryPlanner: { winningPlan: object } };
    const text = JSON.stringify(plan.queryPlanner.winningPlan);
    expect(text).toContain('"indexName"');
    expect(text).not.toContain('COLLSCAN');
    expect(text).not.toContain('"SORT"');
  });
});
