// A program with conditions, limits and budgets, from an order's state to the points of its member.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { digestOf } from '../../src/orders/order-desk.ts';
import { memberId, orderId, type MemberId, type OrderId, type StoreId } from '../../src/loyalty/ids.ts';
import type { OrderState } from '../../src/loyalty/orders/order-state.ts';
import type { Program } from '../../src/loyalty/program/program.ts';
import { aCore, type TestCore } from '../builders/core.ts';
import { aLine, anOrder, aRefund, PLACED } from '../builders/orders.ts';
import { aCampaign, aProgram, aRule, perMoney, when } from '../builders/programs.ts';

let core: TestCore;
let count = 0;

beforeAll(async () => {
  core = await aCore();
});
afterAll(async () => {
  await core.database.close();
});

const freshOrder = (): OrderId => orderId(`rules-${(count += 1)}`);
const freshMember = (): MemberId => memberId(`buyer-${(count += 1)}`);

/** A store whose orders are judged by this program. */
async function shopWith(program: Program): Promise<StoreId> {
  const shop = await core.addStore();
  await core.stores.publish(shop, { ...program, version: 2, inForceFrom: 1 });
  core.directory.forget(shop);
  return shop;
}

async function look(shop: StoreId, id: OrderId, member: MemberId | null, change: Partial<OrderState> = {}): Promise<void> {
  const order = anOrder({ orderId: id, ...change });
  const store = (await core.directory.get(shop)) ?? expect.fail('no store');
  await core.desk.keep(store, { order, provenance: 'pushed', seenAt: order.version, digest: digestOf(order) }, member, false);
  await core.desk.settle(store, id, 'test');
}

describe('a bonus for a first order', () => {
  const program = aProgram([perMoney(), aRule('bonus-per-order', { points: 100 }, { when: [when('first-order', {})] })]);

  it('is given once to a member, for the order that was placed first', async () => {
    const [shop, member] = [await shopWith(program), freshMember()];
    await look(shop, freshOrder(), member);
    expect(await core.available(shop, member)).toBe(145);
    await look(shop, freshOrder(), member, { placedAt: PLACED + 1_000 });
    expect(await core.available(shop, member)).toBe(190);
  });

  it('stays with the order that had it, also after an earlier order became known', async () => {
    const [shop, member, id] = [await shopWith(program), freshMember(), freshOrder()];
    await look(shop, id, member);
    await look(shop, freshOrder(), member, { placedAt: PLACED - 1_000 });
    await look(shop, id, member, { version: PLACED + 1, refunds: [aRefund(500)] });
    expect(await core.available(shop, member)).toBe(140 + 145);
  });

  it('waits for the member of an order of nobody, and is theirs then', async () => {
    const [shop, member, id] = [await shopWith(program), freshMember(), freshOrder()];
    await look(shop, id, null);
    await look(shop, id, member, { version: PLACED + 1 });
    expect(await core.available(shop, member)).toBe(145);
  });

  it('is not for the renewal of a subscription, which earns like any other order', async () => {
    const [shop, member] = [await shopWith(program), freshMember()];
    await look(shop, freshOrder(), member, { subscriptionRenewal: true });
    expect(await core.available(shop, member)).toBe(45);
  });
});

describe('a campaign with a budget', () => {
  const program = aProgram([perMoney()], {}, { campaigns: [aCampaign({ kind: 'bonus', points: 30 }, { budget: 50 })] });

  it('gives to those who come first, then what is left, then nothing', async () => {
    const [shop, members] = [await shopWith(program), [freshMember(), freshMember(), freshMember()]];
    for (const member of members) await look(shop, freshOrder(), member);
    expect(await Promise.all(members.map((member) => core.available(shop, member)))).toEqual([75, 65, 45]);
  });

  it('has again what an order gives back, for the next one', async () => {
    const [shop, first, second, id] = [await shopWith(program), freshMember(), freshMember(), freshOrder()];
    await look(shop, id, first);
    await look(shop, id, first, { version: PLACED + 1, standing: 'cancelled' });
    await look(shop, freshOrder(), second);
    await look(shop, freshOrder(), second, { placedAt: PLACED + 1_000 });
    expect([await core.available(shop, first), await core.available(shop, second)]).toEqual([0, 75 + 65]);
  });
});

describe('a rule with a limit per member', () => {
  it('gives to each member so much in a month, and not for each order', async () => {
    const program = aProgram([perMoney(100, { limit: { period: 'month', times: null, points: 60 } })]);
    const [shop, member, other] = [await shopWith(program), freshMember(), freshMember()];
    await look(shop, freshOrder(), member);
    await look(shop, freshOrder(), member, { placedAt: PLACED + 1_000 });
    await look(shop, freshOrder(), other, { lines: [aLine(2_000)] });
    expect([await core.available(shop, member), await core.available(shop, other)]).toEqual([60, 20]);
  });

  it('says the same to whoever only asks, as the proof of the ledger does', async () => {
    const program = aProgram([perMoney(100, { limit: { period: 'lifetime', times: 1, points: null } })]);
    const [shop, member, ids] = [await shopWith(program), freshMember(), [freshOrder(), freshOrder()]];
    for (const id of ids) await look(shop, id, member);
    const store = (await core.directory.get(shop)) ?? expect.fail('no store');
    const orders = await Promise.all(ids.map((id) => core.orders.read(shop, id)));
    const asked = await Promise.all(orders.map((order) => core.desk.deservedBy(store, order ?? expect.fail('no order'))));
    expect(asked.map(({ points }) => points)).toEqual([45, 0]);
  });
});
