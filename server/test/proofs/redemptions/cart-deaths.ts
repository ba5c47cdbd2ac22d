// A process dies before any of its writes while a reward is in a WooCommerce cart or on its order; another one goes on. Nothing is taken twice, nothing
// stays set aside, and the shop is never asked to make a coupon.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { cancelReward, redeem } from '../../../src/answer-requests.ts';
import type { Core } from '../../../src/core.ts';
import { releaseRewards } from '../../../src/jobs/release-rewards.ts';
import { INBOX } from '../../../src/limits.ts';
import { orderId } from '../../../src/loyalty/ids.ts';
import { rewardCode } from '../../../src/redemptions/reward-code.ts';
import { servicesOf } from '../../builders/server.ts';
import { aReward } from '../../builders/programs.ts';
import { MINUTE } from '../../redemptions/cart-shopper.ts';
import { aCartWorld, noted, worked, type Buyer, type CartWorld } from '../../redemptions/cart-world.ts';
import { PATIENT } from '../process/runner.ts';
import { everyDeath } from './every-death.ts';
import { Life, mortal } from './mortal.ts';

const SCARCE = aReward('amount-off', { points: 100, amountMinor: 500 }, { id: 'scarce', stock: 100_000 });
let world: CartWorld;

interface Tale {
  readonly buyer: Buyer;
  readonly requestId: string;
  readonly order: number;
}

/** `us`: a process of ours does it, and may die of it; then it is done again, as the plugin and the clock do. */
type Deed =
  | { readonly by: 'us'; readonly act: (core: Core, tale: Tale) => Promise<unknown> }
  | { readonly by: 'shop'; readonly act: (tale: Tale) => Promise<void> | void };

const reserves: Deed = {
  by: 'us',
  act: (core, { buyer, requestId, order }) => {
    const cart = { token: `order/${order}`, amountMinor: 2_500 };
    const wish = { storeId: world.plugin.store, memberId: buyer.memberId, reservationId: requestId, rewardId: SCARCE.id, steps: 1, cart };
    return redeem(core, { ...wish, forOrder: orderId(String(order)) }, world.core.time.now);
  },
};
const releases: Deed = {
  by: 'us',
  act: (core, { requestId }) => cancelReward(core, { storeId: world.plugin.store, reservationId: requestId }, world.core.time.now),
};
const works: Deed = { by: 'us', act: (core) => worked(core) };
const looksAtTheClock: Deed = {
  by: 'us',
  act: (core) => releaseRewards({ ...core, clock: () => world.core.time.now, log: servicesOf(world.core).log }),
};
const later: Deed = { by: 'shop', act: () => void (world.core.time.now += 126 * MINUTE) };
const places = (status: string, isTold = true): Deed => ({
  by: 'shop',
  act: async ({ buyer, requestId, order }) => {
    const store = await world.core.stores.get(world.plugin.store);
    if (store === null) throw new Error('no store');
    world.shop.places(order, { customerId: Number(buyer.customerId), code: rewardCode(store, requestId), status });
    if (isTold) await noted(world.core, world.plugin, order);
  },
});
const becomes = (status: string): Deed => ({
  by: 'shop',
  act: async ({ order }) => {
    world.core.time.now += MINUTE;
    world.shop.becomes(order, status);
    await noted(world.core, world.plugin, order);
  },
});

const SPENT = { stage: 'given', settled: 100 };
const RETURNED = { stage: 'returned', settled: 0 };
const STORIES: readonly { what: string; deeds: readonly Deed[]; ends: { stage: string; settled: number } }[] = [
  { what: 'it is paid', deeds: [reserves, places('pending'), works, becomes('completed'), works], ends: SPENT },
  { what: 'its order is cancelled', deeds: [reserves, places('on-hold'), works, becomes('cancelled'), works], ends: RETURNED },
  { what: 'no order ever comes', deeds: [reserves, later, looksAtTheClock, works], ends: RETURNED },
  { what: 'it is taken out of the cart', deeds: [reserves, releases, works], ends: RETURNED },
  { what: 'nobody tells of its order', deeds: [reserves, places('completed', false), later, looksAtTheClock, works], ends: SPENT },
  { what: 'its order is told of first', deeds: [places('completed'), works, reserves, works], ends: SPENT },
];

async function settle(): Promise<void> {
  for (let round = 0; round < 4; round += 1) {
    world.core.time.now += INBOX.leaseMs + INBOX.longestRetryMs;
    await world.work();
  }
}

/** False: it did not live to die. */
async function told(deeds: readonly Deed[], tale: Tale, diesBefore: number): Promise<boolean> {
  const life = new Life(diesBefore);
  let core: Core = mortal(world.core.anotherProcess(), life);
  let isMourned = false;
  for (const deed of deeds) {
    if (deed.by === 'shop') await deed.act(tale);
    else
      await deed.act(core, tale).catch((error: unknown) => {
        if (!life.isDead) throw error;
      });
    if (!life.isDead || isMourned) continue;
    isMourned = true;
    core = world.core;
    await settle();
    if (deed.by === 'us') await deed.act(core, tale);
  }
  await settle();
  return life.isDead;
}

/** Of the deaths of each story one in so many, another one in each. */
export function cartDeaths(oneIn: number): void {
  beforeAll(async () => (world = await aCartWorld([SCARCE])));
  afterAll(() => world.close());

  it.each(STORIES)('no death costs points or spends them twice when $what', PATIENT, async (story) => {
    const { deeds, ends } = story;
    const first = 1 + (STORIES.indexOf(story) % oneIn);
    const deaths = await everyDeath(async (nth) => {
      const n = first + (nth - 1) * oneIn;
      const tale = { buyer: await world.buyer(1_000), requestId: randomUUID(), order: world.shop.nextId() };
      const died = await told(deeds, tale, n);
      const left = 1_000 - ends.settled;
      const { stage } = await world.read(tale.requestId);
      expect([n, { stage, settled: await world.spent(tale.requestId) }]).toEqual([n, ends]);
      expect([n, await world.state(tale.buyer)]).toEqual([n, { available: left, reserved: 0, open: 0, deficit: 0 }]);
      const [row] = await world.core.balances.many(world.plugin.store, [tale.buyer.memberId]);
      expect([n, row?.available]).toEqual([n, left]);
      return died;
    });
    expect(deaths).toBeGreaterThan(4 / oneIn);
    expect(world.shop.coupons.asked.filter(({ method }) => method === 'POST')).toEqual([]);
  });

  it('after all these deaths the books are right', PATIENT, async () => {
    expect((await world.core.proof.verify(world.plugin.store)).problems).toEqual([]);
  });
}
