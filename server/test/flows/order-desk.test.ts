// From a state of an order to points: whatever arrives, in whatever order, by whoever at the same time.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { digestOf } from '../../src/orders/order-desk.ts';
import { memberId, orderId, type MemberId, type OrderId, type StoreId } from '../../src/loyalty/ids.ts';
import { rateOfBasisPoints, withMainRate } from '../../src/loyalty/program/main-rate.ts';
import type { OrderState } from '../../src/loyalty/orders/order-state.ts';
import { aCore, type TestCore } from '../builders/core.ts';
import { aLine, anOrder, aRefund, PLACED } from '../builders/orders.ts';

let core: TestCore;
let shop: StoreId;
let count = 0;

beforeAll(async () => {
  core = await aCore();
  shop = await core.addStore();
});
afterAll(async () => {
  await core.database.close();
});

const freshOrder = (): OrderId => orderId(`o-${(count += 1)}`);
const freshMember = (): MemberId => memberId(`m-${(count += 1)}`);

async function look(order: OrderState, member: MemberId, settle = true): Promise<void> {
  const store = await core.stores.get(shop);
  if (store === null) throw new Error('the store is missing');
  await core.desk.keep(store, { order, provenance: 'pushed', seenAt: 1, digest: digestOf(order) }, member, true);
  if (settle) await core.desk.settle(store, order.orderId, 'test');
}

const state = (id: OrderId, version: number, change: Partial<OrderState> = {}): OrderState =>
  anOrder({ orderId: id, version: PLACED + version, ...change });

describe('an order', () => {
  it('gives points when it is paid, less when part of it is refunded, none when it is cancelled', async () => {
    const [id, member] = [freshOrder(), freshMember()];
    await look(state(id, 1, { payment: 'unpaid' }), member);
    expect(await core.available(shop, member)).toBe(0);
    await look(state(id, 2), member);
    expect(await core.available(shop, member)).toBe(45);
    await look(state(id, 3, { refunds: [aRefund(1_250)] }), member);
    expect(await core.available(shop, member)).toBe(32);
    await look(state(id, 4, { standing: 'cancelled' }), member);
    expect(await core.available(shop, member)).toBe(0);
  });

  it('counts once, however often the same state arrives and however many look at the same time', async () => {
    const [id, member] = [freshOrder(), freshMember()];
    await Promise.all(Array.from({ length: 20 }, () => look(state(id, 1), member)));
    expect(await core.available(shop, member)).toBe(45);
    expect(await core.entries.history(shop, member, null, 10)).toHaveLength(1);
  });

  it('ends at its newest state when every state arrives at the same time', async () => {
    const [id, member] = [freshOrder(), freshMember()];
    const amounts = Array.from({ length: 12 }, (_, index) => state(id, index, { lines: [aLine(1_000 + index * 100)] }));
    await Promise.all(amounts.map((order) => look(order, member)));
    expect(await core.available(shop, member)).toBe(21);
  });

  it('is taken from the one and given to the other when it turns out to be somebody else’s', async () => {
    const [id, guest, account] = [freshOrder(), freshMember(), freshMember()];
    await look(state(id, 1), guest);
    await look(state(id, 2), account);
    expect([await core.available(shop, guest), await core.available(shop, account)]).toEqual([0, 45]);
    await look(state(id, 3), guest);
    expect([await core.available(shop, guest), await core.available(shop, account)]).toEqual([45, 0]);
  });

  it('is judged by the program version that was in force when it was placed, also after the merchant changed the rate', async () => {
    const [id, member] = [freshOrder(), freshMember()];
    await look(state(id, 1), member);
    const newest = (await core.stores.programs(shop)).at(-1) ?? expect.fail('no program');
    const faster = withMainRate(newest, rateOfBasisPoints(50_000, newest.currency));
    await core.stores.publish(shop, { ...faster, version: newest.version + 1, inForceFrom: PLACED + 500 });
    core.directory.forget(shop);
    await look(state(id, 2, { refunds: [aRefund(500)] }), member);
    expect(await core.available(shop, member)).toBe(40);
    const later = freshOrder();
    await look(state(later, 600, { placedAt: PLACED + 600 }), member);
    expect(await core.available(shop, member)).toBe(40 + 225);
  });

  it('writes the calculation into the entry, so that anybody can see why', async () => {
    const [id, member] = [freshOrder(), freshMember()];
    await look(state(id, 1, { lines: [aLine(2_500, { lineId: 'a', title: 'Mug' }), aLine(2_000, { lineId: 'b', title: 'Tea' })] }), member);
    const [entry] = await core.entries.history(shop, member, null, 1);
    const lines = [{ lineId: 'a', title: 'Mug', amount: 2_500 }, { lineId: 'b', title: 'Tea', amount: 2_000 }]; // prettier-ignore
    const parts = [
      {
        part: 'purchase',
        points: 45,
        lines: [
          { lineId: 'a', points: 25 },
          { lineId: 'b', points: 20 },
        ],
      },
    ];
    expect(JSON.parse(entry?.explain ?? 'null')).toMatchObject({ shape: 2, basis: 4_500, points: 45, lines, parts });
  });

  it('holds nothing that names a person', async () => {
    const [id, member] = [freshOrder(), freshMember()];
    await look(state(id, 1), member);
    const [entry] = await core.entries.history(shop, member, null, 1);
    expect(JSON.stringify(entry)).not.toMatch(/@|first|last|phone|address/i);
  });
});
