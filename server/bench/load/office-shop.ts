// A shop as its merchant's admin sees it: members with names, balances of all sizes, some debts, an entry and an order each, over ninety days.
import { storeId, orderId, type MemberId, type StoreId } from '../../src/loyalty/ids.ts';
import type { Entry } from '../../src/loyalty/ledger/entry.ts';
import { searchWords } from '../../src/members/search-words.ts';
import { balanceRow } from '../../src/projections/show-balance.ts';
import { collectionOf } from '../../src/storage/mongo/collection.ts';
import { toDocument } from '../../src/storage/mongo/mongo-ledger-store.ts';
import { installStore } from '../../src/stores/install-store.ts';
import { aLine, anOrder } from '../../test/builders/orders.ts';
import { awardChains, memberAt } from './award-chains.ts';
import type { BenchCore } from './bench-core.ts';

export const OFFICE_SHOP = storeId('office-shop');
export const MEMBER_IN_THE_MIDDLE = (members: number): MemberId => memberAt(Math.floor(members / 2));

const DAY_S = 86_400;
/** Spread over time without order, as people are. */
const agoMs = (n: number, days: number): number => ((n * 7_919) % (days * DAY_S)) * 1_000;

export function memberOf(store: StoreId, memberId: MemberId, n: number, now: number): object {
  const profile = { email: `p${n}@example.com`, phone: null, firstName: `First${n % 5_000}`, lastName: `Last${n % 777}`, locale: null };
  const known = { externalId: String(n), profile };
  return {
    storeId: store,
    memberId,
    kind: n % 3 === 0 ? 'guest' : 'account',
    ...known,
    joinedAt: now - n * 60_000,
    searchWords: searchWords(known),
  };
}

export function orderOf(store: StoreId, memberId: MemberId, n: number, now: number): object {
  const lines = [aLine(1_000 + (n % 9_000)), aLine(500, { lineId: 'l-2', productId: 'p-2' })];
  const order = anOrder({ orderId: orderId(`o-${n}`), name: `#${n}`, placedAt: now - agoMs(n, 89), lines, total: 1_500 + (n % 9_000) });
  const sighting = { order, provenance: 'pushed', seenAt: now, digest: 'd'.repeat(64), judgement: { programVersion: 1 } };
  return { storeId: store, orderId: order.orderId, memberId, revision: 1, ...sighting };
}

export const rowOf = (entry: Entry, n: number): object => ({
  ...balanceRow(entry),
  available: (n * 31) % 5_000,
  deficit: n % 997 === 0 ? 5 : 0,
});

export async function fillShop({ core, connection }: BenchCore, members: number): Promise<void> {
  const now = Date.now();
  const place = { name: 'Office', domain: 'office.example', url: 'https://office.example', currency: 'EUR', timeZone: 'Europe/Berlin' };
  await installStore(
    core.stores,
    { storeId: OFFICE_SHOP, platform: 'woocommerce', ...place, startsAt: 0, webhookSecret: 'x', credentials: null },
    now,
  );
  const insert = (name: string, documents: object[]): Promise<unknown> =>
    collectionOf(connection, name).insertMany(documents, { ordered: false });
  let first = 0;
  for await (const batch of awardChains(OFFICE_SHOP, members, 1)) {
    const from = first;
    const dated = batch.map((entry, index): Entry => ({ ...entry, at: now - agoMs(from + index, 89) }));
    await insert('entries', dated.map(toDocument));
    await insert('balances', dated.map((entry, index) => rowOf(entry, from + index))); // prettier-ignore
    await insert('members', dated.map((entry, index) => memberOf(OFFICE_SHOP, entry.memberId, from + index, now))); // prettier-ignore
    await insert('orders', dated.map((entry, index) => orderOf(OFFICE_SHOP, entry.memberId, from + index, now))); // prettier-ignore
    first += batch.length;
  }
}
