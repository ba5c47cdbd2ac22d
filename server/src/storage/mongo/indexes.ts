// Creates every index and proves that the guarantees hold, before anything is served.
import type { Connection, mongo } from 'mongoose';
import { GUARANTEES, type Guarantee } from '../guarantees.ts';
import { collectionOf } from './collection.ts';

/** Plain indexes: they make reads fast and promise nothing. */
const LOOKUPS: Readonly<Record<string, readonly mongo.IndexSpecification[]>> = {
  entries: [{ storeId: 1, about: 1 }, { storeId: 1, at: -1, _id: -1 }],
  orders: [{ storeId: 1, memberId: 1, 'order.placedAt': -1 }, { storeId: 1, 'order.placedAt': -1 }],
  members: [{ storeId: 1, joinedAt: -1, memberId: -1 }, { storeId: 1, searchWords: 1 }, { storeId: 1, memberId: 1 }, { storeId: 1, kind: 1 }, { storeId: 1, gone: 1 }],
  inbox: [{ state: 1, dueAt: 1 }, { storeId: 1, subject: 1 }, { storeId: 1, state: 1, receivedAt: -1, _id: -1 }],
  outbox: [{ state: 1, dueAt: 1 }, { storeId: 1, state: 1, dueAt: -1, _id: -1 }, { storeId: 1, lane: 1 }, { storeId: 1, subject: 1 }],
  balances: [
    { storeId: 1, nextDueAt: 1, memberId: 1 }, { storeId: 1, available: -1, memberId: -1 }, { storeId: 1, at: -1, memberId: -1 },
    { storeId: 1, deficit: -1, memberId: -1 },
  ],
  notes: [{ storeId: 1 }],
  consents: [{ storeId: 1, names: 1, at: 1 }],
  birthdays: [{ storeId: 1, names: 1 }, { storeId: 1, dayKey: 1, memberId: 1 }],
  mails: [{ storeId: 1, day: 1 }, { storeId: 1, template: 1, end: 1, day: 1, mailId: 1 }],
  mail_left: [{ storeId: 1, at: 1 }],
  mail_suppressed: [{ storeId: 1 }],
  checkpoint_pages: [{ storeId: 1, n: 1 }],
  audit: [
    { storeId: 1, at: -1, _id: -1 }, { storeId: 1, subjects: 1, at: -1, _id: -1 }, { storeId: 1, action: 1, at: -1, _id: -1 },
  ],
  data_files: [{ storeId: 1, askedAt: -1 }, { storeId: 1, subjects: 1 }, { askedAt: 1 }],
  verifications: [{ storeId: 1, at: -1 }],
  redemptions: [
    { storeId: 1, memberId: 1, askedAt: -1 }, { storeId: 1, dueAt: 1 }, { storeId: 1, orders: 1 }, { storeId: 1, externalId: 1 },
    { storeId: 1, group: 1, askedAt: -1, _id: -1 }, { storeId: 1, askedAt: -1, _id: -1 },
  ],
  vouchers: [{ storeId: 1, referralId: 1 }, { storeId: 1, orders: 1 }, { storeId: 1, externalId: 1 }, { storeId: 1, memberId: 1, askedAt: -1 }],
  referrals: [
    { storeId: 1, createdAt: -1, _id: -1 }, { storeId: 1, advocateId: 1, createdAt: -1 }, { storeId: 1, 'standing.dueAt': 1 },
    { storeId: 1, 'standing.state': 1, createdAt: -1, _id: -1 }, { storeId: 1, 'claim.voucherId': 1 }, { storeId: 1, 'standing.advocateVoucherId': 1 },
    { storeId: 1, 'claim.at': 1 }, { storeId: 1, 'judged.placedAt': 1 },
  ],
  referral_bans: [{ storeId: 1, memberId: 1 }],
  referral_reach: [{ storeId: 1, memberId: 1 }],
  order_traces: [{ storeId: 1, phone: 1, at: -1 }, { storeId: 1, mailbox: 1, at: -1 }],
  claim_traces: [
    { storeId: 1, friendKey: 1 }, { storeId: 1, advocateId: 1, at: -1 }, { storeId: 1, network: 1, at: -1 }, { storeId: 1, device: 1, at: -1 },
  ],
  offers: [{ storeId: 1, day: 1 }, { storeId: 1, memberId: 1 }],
  statuses: [{ storeId: 1, 'spans.tierId': 1, memberId: 1 }, { storeId: 1, dueAt: 1 }, { storeId: 1, into: 1 }],
}; // prettier-ignore

/** What is kept for a while: a document with `endsAt` goes by itself then. */
const PASSING = ['rate_limits', 'offers', 'invitations', 'referral_visitors', 'referral_day_keys', 'order_traces', 'claim_traces'] as const;

function options(guarantee: Guarantee): mongo.CreateIndexesOptions {
  const partial = guarantee.whereString === null ? {} : { partialFilterExpression: { [guarantee.whereString]: { $type: 'string' } } };
  return { name: guarantee.name, unique: true, ...partial };
}

export async function createIndexes(connection: Connection): Promise<void> {
  for (const passing of PASSING) await collectionOf(connection, passing).createIndex({ endsAt: 1 }, { expireAfterSeconds: 0 });
  await collectionOf(connection, 'claim_uses').createIndex({ expiresAt: 1 }, { expireAfterSeconds: 0 });
  await collectionOf(connection, 'waiting_consents').createIndex({ endsAt: 1 }, { expireAfterSeconds: 0 });
  for (const guarantee of GUARANTEES) {
    await collectionOf(connection, guarantee.collection).createIndex(guarantee.fields, options(guarantee));
  }
  for (const [collection, specifications] of Object.entries(LOOKUPS)) {
    for (const specification of specifications) await collectionOf(connection, collection).createIndex(specification);
  }
}

function stands(guarantee: Guarantee, indexes: readonly mongo.IndexDescriptionInfo[]): boolean {
  const found = indexes.find((index) => index.name === guarantee.name);
  return found?.unique === true && JSON.stringify(found.key) === JSON.stringify(guarantee.fields);
}

async function indexesOf(connection: Connection, collection: string): Promise<mongo.IndexDescriptionInfo[]> {
  return collectionOf(connection, collection).listIndexes().toArray() as Promise<mongo.IndexDescriptionInfo[]>;
}

/** The guarantees that do not stand: a dropped, renamed or non-unique index. Empty means that it is safe to serve. */
export async function missingGuarantees(connection: Connection): Promise<Guarantee[]> {
  const missing: Guarantee[] = [];
  for (const guarantee of GUARANTEES) {
    const indexes = await indexesOf(connection, guarantee.collection);
    if (!stands(guarantee, indexes)) missing.push(guarantee);
  }
  return missing;
}
