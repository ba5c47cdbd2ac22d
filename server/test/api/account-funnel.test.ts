// What a merchant is told of the offers after the purchase.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ADMIN_ENDPOINTS, problem } from '../../src/contract/index.ts';
import { isHeldBack } from '../../src/accounts/held-back.ts';
import { dayOf } from '../../src/loyalty/calendar.ts';
import { memberId, orderId, type MemberId, type OrderId, type StoreId } from '../../src/loyalty/ids.ts';
import { DEFAULT_SETTINGS } from '../../src/settings/default-settings.ts';
import { aLine } from '../builders/orders.ts';
import { aShopWorld, type ShopWorld } from './shop-world.ts';

const { path, answer } = ADMIN_ENDPOINTS.accountFunnel;
const DAY_MS = 86_400_000;
let world: ShopWorld;
beforeAll(async () => {
  world = await aShopWorld();
  world.core.time.now = Date.now();
});
afterAll(() => world.close());

const funnel = async (query: Record<string, string> = {}, of?: StoreId) => {
  const token = await world.token('analyst', of);
  return answer.parse(await (await world.call('GET', `${path}?${new URLSearchParams(query).toString()}`, { token })).json());
};

async function aGuest(): Promise<MemberId> {
  const id = memberId(`m-${randomUUID()}`);
  const profile = { email: null, phone: null, firstName: null, lastName: null, locale: null };
  const known = { kind: 'guest', externalId: null, guestEmailKey: `key-${id}`, profile, joinedAt: 1 } as const;
  await world.core.members.create({ storeId: world.store, memberId: id, ...known });
  return id;
}

let numbers = 40_000;
async function buys(member: MemberId, amount: number, id = orderId(`${(numbers += 1)}`)): Promise<OrderId> {
  const at = (world.core.time.now += 1_000);
  await world.order(world.store, member, { orderId: id, placedAt: at, version: at, paidAt: at, lines: [aLine(amount)] });
  await world.core.funnel.flush();
  return id;
}

const seen = (order: OrderId, step: 'opened' | 'started', surface: 'thank-you' | 'order-status') =>
  world.core.offers.seen({ storeId: world.store, orderId: order, surface, step, at: world.core.time.now });

describe('the funnel of offers', () => {
  it('tells each step by day and by where the offer was seen, and what those bought later who claimed', async () => {
    const [claims, looks, passes] = [await aGuest(), await aGuest(), await aGuest()];
    await seen(await buys(claims, 4_500), 'started', 'thank-you');
    await seen(await buys(looks, 4_500), 'opened', 'order-status');
    await buys(passes, 4_500);
    const store = (await world.core.stores.get(world.store)) ?? expect.fail('no store');
    await world.core.funnelWhenOpened({ store, memberId: claims, at: world.core.time.now, cause: 'a-test' });
    await world.core.members.update(world.store, claims, { kind: 'account', profile: { email: null, phone: null, firstName: null, lastName: null, locale: null } }); // prettier-ignore
    await buys(claims, 3_000);
    const today = dayOf(world.core.time.now, store.timeZone);
    const nothing = { opened: 0, started: 0, created: 0, claimed: 0, secondOrder: 0, revenueAfterMinor: 0 };
    const told = await funnel();
    expect(told).toMatchObject({ until: today, currency: 'EUR', holdout: null });
    expect(told.rows).toEqual([
      { ...nothing, day: today, surface: 'order-status', offered: 1, opened: 1 },
      {
        day: today,
        surface: 'thank-you',
        offered: 2,
        opened: 1,
        started: 1,
        created: 1,
        claimed: 1,
        secondOrder: 1,
        revenueAfterMinor: 3_000,
      },
    ]);
  });

  it('is of the days that are asked for, the last one included', async () => {
    const { until } = await funnel();
    const day = (back: number): string => dayOf(Date.parse(`${until}T00:00:00Z`) - back * DAY_MS, 'UTC');
    expect((await funnel({ from: until, until })).rows).toHaveLength(2);
    expect((await funnel({ from: day(9), until: day(1) })).rows).toEqual([]);
    expect(await funnel({ until: day(1) })).toMatchObject({ from: day(30), until: day(1) });
  });

  it.each([
    { from: '2026-02-01', until: '2026-01-01' },
    { from: '2024-01-01', until: '2026-01-01' },
    { from: '2026-02-30' },
    { until: 'today' },
  ])('refuses what is no span of at most a year: %o', async (query) => {
    const refused = await world.call('GET', `${path}?${new URLSearchParams(query).toString()}`);
    expect([refused.status, problem.parse(await refused.json()).error.code]).toEqual([400, 'invalid-input']);
  });

  it('tells those who were held back apart, and never among the offers', async () => {
    const values = { ...DEFAULT_SETTINGS, accounts: { ...DEFAULT_SETTINGS.accounts, heldBackPercent: 50 } };
    await world.core.settings.save(world.store, { revision: 1, values, savedAt: 1, by: { userId: 'u', name: 'U' } });
    const store = (await world.core.stores.get(world.store)) ?? expect.fail('no store');
    const before = await funnel();
    const drawn = Array.from({ length: 300 }, (_, index) => orderId(`${90_000 + index}`));
    const [held] = drawn.filter((id) => isHeldBack(store, id, { heldBackPercent: 50 }));
    const [free] = drawn.filter((id) => !isHeldBack(store, id, { heldBackPercent: 50 }));
    const [one, other] = [await aGuest(), await aGuest()];
    await buys(one, 1_000, held);
    await buys(other, 1_000, free);
    const [again] = drawn.filter((id) => id !== free && !isHeldBack(store, id, { heldBackPercent: 50 }));
    await buys(one, 700, again);
    const told = await funnel();
    const all = (rows: typeof told.rows): number => rows.reduce((sum, row) => sum + row.offered, 0);
    expect(all(told.rows)).toBe(all(before.rows) + 2);
    expect(told.holdout).toEqual({
      offered: { guests: 5, accounts: 1, secondOrder: 1, revenueAfterMinor: 3_000 },
      heldBack: { guests: 1, accounts: 0, secondOrder: 1, revenueAfterMinor: 700 },
    });
  });

  it('tells nothing of it to another store', async () => {
    expect(await funnel({}, world.other)).toMatchObject({ rows: [], holdout: null });
  });
});
