// A product with a new store for every test, guests and accounts who buy in it, and the funnel of the offers that follow.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect } from 'vitest';
import type { OfferRow } from '../../../src/accounts/funnel/offer-rows.ts';
import type { AccountSettings } from '../../../src/contract/settings.ts';
import { mergeMembers, undoMerge, type Merge } from '../../../src/ledger/merge.ts';
import { orderId, type MemberId, type OrderId, type StoreId } from '../../../src/loyalty/ids.ts';
import { isRefused } from '../../../src/loyalty/refusal.ts';
import type { OrderState } from '../../../src/loyalty/orders/order-state.ts';
import type { Program } from '../../../src/loyalty/program/program.ts';
import { digestOf } from '../../../src/orders/order-desk.ts';
import { DEFAULT_SETTINGS } from '../../../src/settings/default-settings.ts';
import type { StoreRecord } from '../../../src/stores/store-record.ts';
import { aCore, type TestCore } from '../../builders/core.ts';
import { aLine, anOrder } from '../../builders/orders.ts';
import { aProgram, perMoney } from '../../builders/programs.ts';

export let core: TestCore;
export let store: StoreId;

/** Called once by a file of tests. */
export function useFunnelWorld(): void {
  beforeAll(async () => {
    core = await aCore();
    // What is kept for an hour only goes by the database's own clock.
    core.time.now = Date.now();
  });
  afterAll(() => core.database.close());
  beforeEach(async () => {
    store = await core.addStore();
    await publish(aProgram([perMoney()]));
  });
}

export async function publish(program: Program): Promise<void> {
  const versions = await core.stores.programs(store);
  await core.stores.publish(store, { ...program, version: versions.length + 1, inForceFrom: core.time.now + 1 });
  core.time.now += 1_000;
  core.directory.forget(store);
}

export async function shop(): Promise<StoreRecord> {
  return (await core.stores.get(store)) ?? expect.fail('the store is missing');
}

export async function decide(change: Partial<AccountSettings>): Promise<void> {
  const revision = ((await core.settings.get(store))?.revision ?? 0) + 1;
  const values = { ...DEFAULT_SETTINGS, accounts: { ...DEFAULT_SETTINGS.accounts, ...change } };
  expect(await core.settings.save(store, { revision, values, savedAt: core.time.now, by: { userId: 'u', name: 'U' } })).toBe(true);
}

export async function aMember(hasAccount: boolean, isCustomer = hasAccount): Promise<MemberId> {
  const known = { email: `${randomUUID()}@example.com`, phone: null, firstName: 'Ada', lastName: null, locale: 'en', hasAccount };
  const customer = { ...known, emailVerified: false, externalId: isCustomer ? randomUUID() : null };
  return (await core.registry.memberFor(await shop(), customer, 'order', null)) ?? expect.fail('nobody');
}
export const aGuest = (): Promise<MemberId> => aMember(false);
export const anAccount = (): Promise<MemberId> => aMember(true);

let orders = 5_000;
export const newNumber = (): OrderId => orderId(`${(orders += 1)}`);

interface Buying extends Partial<OrderState> {
  readonly amount?: number;
}

/** A paid order of this moment, unless it says otherwise; the same number again is its newer state. */
export async function buys(member: MemberId, { amount = 4_500, ...change }: Buying = {}): Promise<OrderId> {
  const at = (core.time.now += 1_000);
  const times = { placedAt: at, version: at, paidAt: at };
  const order = anOrder({ orderId: newNumber(), ...times, lines: [aLine(amount)], ...change, ...(change.orderId ? { version: at } : {}) });
  const record = await shop();
  await core.desk.keep(record, { order, provenance: 'pushed', seenAt: at, digest: digestOf(order) }, member, true);
  await core.desk.settle(record, order.orderId, 'a-test');
  return order.orderId;
}

/** Everything that was noted is told. */
export const told = (): Promise<void> => core.funnel.flush();

export async function rowsOf(...members: readonly MemberId[]): Promise<OfferRow[]> {
  await told();
  return (await core.offers.ofMembers(store, members)).toSorted((a, b) => a.placedAt - b.placedAt);
}

export async function rowOf(member: MemberId): Promise<OfferRow> {
  const [row] = await rowsOf(member);
  return row ?? expect.fail('nothing was offered');
}

const merging = (from: MemberId, into: MemberId): Merge => ({ storeId: store, mergeId: randomUUID(), from, into, cause: 'test' });
export async function merges(from: MemberId, into: MemberId): Promise<Merge> {
  const merge = merging(from, into);
  expect(isRefused(await mergeMembers(core, merge))).toBe(false);
  return merge;
}
export const unmerges = (merge: Merge) => undoMerge(core, merge);
