// Two members turn out to be one person: nothing is lost, nothing counted twice, and it can be undone.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hashOfIntention } from '../../src/ledger/hash.ts';
import { mergeMembers, undoMerge, type Merge } from '../../src/ledger/merge.ts';
import { entryKey, memberId, orderId, type MemberId, type StoreId } from '../../src/loyalty/ids.ts';
import type { Command } from '../../src/loyalty/ledger/command.ts';
import type { OrderState } from '../../src/loyalty/orders/order-state.ts';
import { isRefused } from '../../src/loyalty/refusal.ts';
import { digestOf } from '../../src/orders/order-desk.ts';
import { adjust, award, DAY } from '../builders/commands.ts';
import { aCore, type TestCore } from '../builders/core.ts';
import { anOrder, aRefund, PLACED } from '../builders/orders.ts';

let core: TestCore;
let shop: StoreId;

beforeAll(async () => {
  core = await aCore();
  shop = await core.addStore();
});
afterAll(async () => {
  const { ok, problems } = await core.proof.verify(shop);
  await core.database.close();
  expect([ok, problems]).toEqual([true, []]);
});

async function look(order: OrderState, member: MemberId): Promise<void> {
  const store = (await core.stores.get(shop)) ?? expect.fail('the store is missing');
  await core.desk.keep(store, { order, provenance: 'pushed', seenAt: 1, digest: digestOf(order) }, member, true);
  await core.desk.settle(store, order.orderId, 'test');
}

async function does(member: MemberId, command: Command): Promise<void> {
  const intention = { command, key: entryKey(randomUUID()), inputHash: '' };
  const answer = await core.ledger.append({ storeId: shop, memberId: member, cause: 'test', intend: () => intention });
  if (isRefused(answer)) throw new Error(`${answer.refused}: ${answer.detail}`);
  await core.appended(answer.entry);
}

const someone = (): MemberId => memberId(`m-${randomUUID()}`);
const someOrder = (version: number, id = orderId(randomUUID()), change: Partial<OrderState> = {}): OrderState =>
  anOrder({ orderId: id, version: PLACED + version, ...change });
const merging = (from: MemberId, into: MemberId): Merge => ({ storeId: shop, mergeId: randomUUID(), from, into, cause: 'test' });
const options = () => ({ ledger: core.ledger, entries: core.entries, appended: core.appended });

/** The first step of a merge, as if the process had died after it. */
async function accepts({ mergeId, into, from }: Merge): Promise<void> {
  const inputHash = hashOfIntention('merge', shop, mergeId, 'accept', from, into);
  const intention = {
    command: { kind: 'merge-accept', mergeId, undo: false } as const,
    key: entryKey(`merge:${mergeId}:accept`),
    inputHash,
  };
  await core.ledger.append({ storeId: shop, memberId: into, cause: 'test', intend: () => intention });
}

describe('a guest who turns out to be an account', () => {
  it('brings points, waiting points, a reservation and the dates of them, and leaves nothing behind', async () => {
    const [guest, account] = [someone(), someone()];
    await does(guest, award(50, { expiresAt: core.time.now + 90 * DAY }));
    await does(guest, award(20, { availableAt: core.time.now + DAY }));
    await does(guest, { kind: 'reserve', reservationId: 'r-1', rewardId: 'coffee', cart: null, points: 10, expiresAt: 0, limit: null });
    await does(account, award(5));
    await mergeMembers(options(), merging(guest, account));
    const after = (await core.entries.head(shop, account))?.after;
    expect(after).toMatchObject({ available: 45, pending: 20, reserved: 10 });
    expect(after?.lots.map((lot) => lot.expiresAt)).toContain(core.time.now + 90 * DAY);
    expect((await core.entries.head(shop, guest))?.after).toMatchObject({
      available: 0,
      pending: 0,
      reserved: 0,
      closed: { how: 'merged', into: account },
    });
    await does(account, { kind: 'release', reservationId: 'r-1', why: 'cancelled', ended: null });
    expect(await core.available(shop, account)).toBe(55);
  });

  it('is merged once, however often the merge is asked for, and from wherever it stopped', async () => {
    const [guest, account] = [someone(), someone()];
    await does(guest, award(30));
    const merge = merging(guest, account);
    await Promise.all([mergeMembers(options(), merge), mergeMembers(options(), merge), mergeMembers(options(), merge)]);
    await mergeMembers(options(), merge);
    expect(await core.available(shop, account)).toBe(30);
  });

  it('keeps what its orders gave: news of an order that names the account reverses nothing', async () => {
    const [guest, account] = [someone(), someone()];
    const order = someOrder(1);
    await look(order, guest);
    await mergeMembers(options(), merging(guest, account));
    await look({ ...order, version: order.version + 1 }, account);
    expect(await core.available(shop, account)).toBe(45);
    await look({ ...order, version: order.version + 2, refunds: [aRefund(1_000)] }, account);
    expect(await core.available(shop, account)).toBe(35);
  });

  it('is found under its old name: an order that still names the guest is settled with the account', async () => {
    const [guest, account] = [someone(), someone()];
    const order = someOrder(1);
    await look(order, guest);
    await mergeMembers(options(), merging(guest, account));
    await look({ ...order, version: order.version + 1, standing: 'cancelled' }, guest);
    await look(someOrder(1), guest);
    expect(await core.available(shop, account)).toBe(45);
  });

  it('gets back what is left when the merge is undone, and its orders are its own again', async () => {
    const [guest, account] = [someone(), someone()];
    const order = someOrder(1);
    await look(order, guest);
    await does(account, award(100));
    const merge = merging(guest, account);
    await mergeMembers(options(), merge);
    await does(account, adjust(-110));
    await undoMerge(options(), merge);
    await look({ ...order, version: order.version + 1 }, guest);
    const both = await Promise.all([guest, account].map((member) => core.available(shop, member)));
    expect(both.reduce((a, b) => a + b, 0)).toBe(35);
    await does(guest, award(1));
    expect((await core.entries.head(shop, guest))?.after.closed).toBeNull();
  });

  it('gets an order back as it was changed meanwhile, and the account neither owes nor waits for anything', async () => {
    const [guest, account] = [someone(), someone()];
    const order = someOrder(1);
    await look(order, guest);
    await does(account, award(100));
    const merge = merging(guest, account);
    await mergeMembers(options(), merge);
    await look({ ...order, version: order.version + 1, refunds: [aRefund(1_000)] }, account);
    await undoMerge(options(), merge);
    await look({ ...order, version: order.version + 2, refunds: [aRefund(1_000)] }, guest);
    const states = await Promise.all([guest, account].map((member) => core.entries.head(shop, member)));
    expect(states.map((entry) => [entry?.after.available, entry?.after.pending, entry?.after.deficit])).toEqual([
      [35, 0, 0],
      [100, 0, 0],
    ]);
  });

  it('uses a limit once, however often it is merged and parted again', async () => {
    const [guest, account] = [someone(), someone()];
    const limit = { rule: 'review', period: 'ever', times: 2, points: null };
    await does(guest, award(10, { limit }));
    const first = merging(guest, account);
    await mergeMembers(options(), first);
    await undoMerge(options(), first);
    await mergeMembers(options(), merging(guest, account));
    await does(account, award(10, { limit }));
    expect((await core.entries.head(shop, account))?.after.counters).toEqual([{ rule: 'review', period: 'ever', n: 2, points: 20 }]);
  });

  it('is parted from the outside in, where an account was merged on', async () => {
    const [guest, account, other] = [someone(), someone(), someone()];
    await does(guest, award(10));
    await does(account, award(20));
    const [inner, outer] = [merging(guest, account), merging(account, other)];
    await mergeMembers(options(), inner);
    await mergeMembers(options(), outer);
    expect(await undoMerge(options(), inner)).toMatchObject({ refused: 'member-merged' });
    await undoMerge(options(), outer);
    await undoMerge(options(), inner);
    const all = await Promise.all([guest, account, other].map((member) => core.entries.head(shop, member)));
    expect(all.map((entry) => entry?.after.available)).toEqual([10, 20, 0]);
  });

  it('gets everything back when the account is erased before it arrived', async () => {
    const [guest, account] = [someone(), someone()];
    await does(guest, award(50));
    await does(guest, { kind: 'reserve', reservationId: randomUUID(), rewardId: 'tea', cart: null, points: 10, expiresAt: 0, limit: null });
    const merge = merging(guest, account);
    await accepts(merge);
    await does(account, { kind: 'erase' });
    expect(await mergeMembers(options(), merge)).toMatchObject({ refused: 'member-erased' });
    expect(await mergeMembers(options(), merge)).toMatchObject({ refused: 'member-erased' });
    expect((await core.entries.head(shop, guest))?.after).toMatchObject({ available: 40, reserved: 10, closed: null });
  });

  it('that cannot leave sets the account free again', async () => {
    const [guest, account, third] = [someone(), someone(), someone()];
    await does(account, award(5));
    await does(guest, { kind: 'erase' });
    const refused = merging(guest, account);
    expect(await mergeMembers(options(), refused)).toMatchObject({ refused: 'member-erased' });
    await mergeMembers(options(), merging(account, third));
    expect(await core.available(shop, third)).toBe(5);
    expect(await mergeMembers(options(), refused)).toMatchObject({ refused: 'nothing-to-do' });
  });

  it('is at home again when a merge that stopped half-way is undone, also if both are asked for at once', async () => {
    for (let round = 0; round < 5; round += 1) {
      const [guest, account] = [someone(), someone()];
      await does(guest, award(30));
      const merge = merging(guest, account);
      await accepts(merge);
      await Promise.all([mergeMembers(options(), merge), undoMerge(options(), merge)]);
      const heads = await Promise.all([guest, account].map((member) => core.entries.head(shop, member)));
      expect(heads.reduce((sum, entry) => sum + (entry?.after.available ?? 0), 0)).toBe(30);
    }
  });

  it('cannot be merged into somebody who is leaving, nor leave while somebody arrives', async () => {
    const [first, second, third] = [someone(), someone(), someone()];
    await does(first, award(1));
    await does(second, award(1));
    await mergeMembers(options(), merging(second, third));
    expect(await mergeMembers(options(), merging(first, second))).toMatchObject({ refused: 'member-merged' });
  });
});
