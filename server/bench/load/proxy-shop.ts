// A shop whose members look at their points: every kind of reward, action and level is in its program, and some of its members have a history.
import type { MemberId } from '../../src/loyalty/ids.ts';
import { collectionOf } from '../../src/storage/mongo/collection.ts';
import { toDocument } from '../../src/storage/mongo/mongo-ledger-store.ts';
import { installStore } from '../../src/stores/install-store.ts';
import { shopifyStoreId } from '../../src/stores/store-id.ts';
import { everyKindProgram } from '../../test/builders/programs.ts';
import { awardChains } from './award-chains.ts';
import type { BenchCore } from './bench-core.ts';
import { memberOf, orderOf, rowOf } from './office-shop.ts';

export const PROXY_DOMAIN = 'bench.myshopify.com';
const PROXY_SHOP = shopifyStoreId(PROXY_DOMAIN);
/** The first ones, so long as there are so many: a page of history each. */
export const OLD_FRIENDS = 2_000;
const THEIR_ENTRIES = 10;

async function addMembers({ connection }: BenchCore, from: number, until: number, entriesEach: number): Promise<void> {
  const now = Date.now();
  const insert = async (name: string, documents: object[]): Promise<void> =>
    void (await collectionOf(connection, name).insertMany(documents, { ordered: false }));
  let next = from;
  for await (const batch of awardChains(PROXY_SHOP, until, entriesEach, from)) {
    const numbers = new Map<MemberId, number>();
    for (const { memberId } of batch) if (!numbers.has(memberId)) numbers.set(memberId, next++);
    const last = new Map(batch.map((entry) => [entry.memberId, entry]));
    const members = [...numbers];
    await insert('entries', batch.map(toDocument));
    await insert('balances', [...last.values()].map((entry, index) => rowOf(entry, index))); // prettier-ignore
    await insert('members', members.map(([memberId, n]) => memberOf(PROXY_SHOP, memberId, n, now))); // prettier-ignore
    await insert('orders', members.map(([memberId, n]) => orderOf(PROXY_SHOP, memberId, n, now))); // prettier-ignore
  }
}

export async function fillProxyShop(opened: BenchCore, members: number): Promise<void> {
  const place = { name: 'Bench', domain: PROXY_DOMAIN, url: `https://${PROXY_DOMAIN}`, currency: 'EUR', timeZone: 'Europe/Berlin' };
  const access = { webhookSecret: '', credentials: {} };
  await installStore(opened.core.stores, { storeId: PROXY_SHOP, platform: 'shopify', ...place, startsAt: 0, ...access }, Date.now());
  await opened.core.stores.publish(PROXY_SHOP, { ...everyKindProgram(), version: 2, inForceFrom: 1 });
  const friends = Math.min(OLD_FRIENDS, Math.ceil(members / 2));
  await addMembers(opened, 0, friends, THEIR_ENTRIES);
  await addMembers(opened, friends, members, 1);
}
