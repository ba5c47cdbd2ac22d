// What becomes of rewards, as stories of what we are asked and what the shop does. Every deed of ours may be cut short and is then asked for again,
// as a browser's user, the shop and the clock do.
import { randomUUID } from 'node:crypto';
import { cancelReward, redeem } from '../../../src/answer-requests.ts';
import type { Core } from '../../../src/core.ts';
import { releaseRewards } from '../../../src/jobs/release-rewards.ts';
import type { MemberId } from '../../../src/loyalty/ids.ts';
import type { Reward } from '../../../src/loyalty/rewards/reward.ts';
import { rewardCode } from '../../../src/redemptions/reward-code.ts';
import type { Stage } from '../../../src/redemptions/redemption.ts';
import { pino } from 'pino';
import { aReward } from '../../builders/programs.ts';
import { MINUTE, SHOP, type SellingWorld } from '../../redemptions/selling-world.ts';

export const GIVEN = 1_000;

export const REWARDS: readonly Reward[] = [
  aReward('amount-off', { points: 100, amountMinor: 500 }, { id: 'five-off' }),
  aReward('amount-off', { points: 100, amountMinor: 500 }, { id: 'scarce', stock: 1_000_000 }),
  aReward('gift-card', { points: 100, amountMinor: 500 }, { id: 'card' }),
  aReward('store-credit', { points: 100, amountMinor: 500 }, { id: 'credit' }),
  aReward('custom', { points: 100, instructions: { en: 'Ask at the till' } }, { id: 'mug' }),
];

/** One life of one reward. */
export interface Tale {
  readonly world: SellingWorld;
  readonly memberId: MemberId;
  readonly email: string;
  readonly reservationId: string;
  order: string;
}

/** Of ours: by whichever process is there. Of the shop: it never dies, and is not told of us. */
export type Deed =
  | { readonly by: 'us'; readonly act: (core: Core, tale: Tale) => Promise<unknown> }
  | { readonly by: 'shop'; readonly act: (tale: Tale) => Promise<unknown> };

export interface Story {
  readonly what: string;
  readonly deeds: readonly Deed[];
  readonly ends: { readonly stage: Stage; readonly settled: number };
}

type Cart = { readonly token: string; readonly amountMinor: number };
const us = (act: (core: Core, tale: Tale) => Promise<unknown>): Deed => ({ by: 'us', act });
const shop = (act: (tale: Tale) => Promise<unknown>): Deed => ({ by: 'shop', act });

const redeems = (rewardId: string, cart: Cart | null = null): Deed =>
  us((core, { memberId, reservationId, world }) =>
    redeem(core, { storeId: SHOP, memberId, reservationId, rewardId, steps: 1, cart }, world.clock()),
  );
const cancels = us((core, { reservationId, world }) => cancelReward(core, { storeId: SHOP, reservationId }, world.clock()));

/** Until there is nothing to do at this moment. */
export async function workOn({ drain, performer }: Core): Promise<void> {
  for (let idle = 0; idle < 2;) {
    const [items, effects] = [await drain.once(), await performer.once()];
    idle = items + effects === 0 ? idle + 1 : 0;
  }
}
const works = us(workOn);

const log = pino({ level: 'silent' });
const looksAtTheClock = us(async (core, { world }) => releaseRewards({ ...core, clock: world.clock, log }));

async function heard(core: Core, world: SellingWorld, topic: string, body: object): Promise<void> {
  const item = {
    itemId: randomUUID(),
    storeId: SHOP,
    origin: 'webhook',
    topic,
    dedupe: null,
    headers: {},
    receivedAt: world.clock(),
  } as const;
  await core.inbox.insert({ ...item, body: Buffer.from(JSON.stringify(body)) });
  await core.drain.once();
}
const hearsOfTheOrder = us((core, { world, order }) => heard(core, world, 'orders/edited', { order_edit: { order_id: Number(order) } }));

const buys = (pay: boolean): readonly Deed[] => [
  shop(async (tale) => {
    const discountCode = rewardCode(await tale.world.store(), tale.reservationId);
    const wish = { customerEmail: tale.email, lines: [{ sku: 'TEA-SENCHA-100', quantity: 4 }], discountCode, pay };
    tale.order = String((await tale.world.line.call<{ id: number }>('/orders', wish)).id);
  }),
  hearsOfTheOrder,
];
const order = (action: string, wish: object = {}): readonly Deed[] => [
  shop(({ world, order: id }) => world.line.call(`/orders/${id}/${action}`, wish)),
  hearsOfTheOrder,
];
const refunds = (quantity: number): readonly Deed[] => order('refund', { lines: [{ sku: 'TEA-SENCHA-100', quantity }] });
const later = (minutes: number): Deed => shop(({ world }) => Promise.resolve(world.later(minutes * MINUTE)));
const fails = (field: string, fault: object): Deed => shop(({ world }) => world.line.strike({ field, ...fault }));
const recovers = shop(({ world }) => world.line.strike());

const theMerchantDeletesTheCode: readonly Deed[] = [
  shop(async (tale) => {
    const code = rewardCode(await tale.world.store(), tale.reservationId);
    const found = await tale.world.line.connection.rewards?.findCode(code);
    tale.order = found?.externalId ?? '0';
    await tale.world.line.connection.rewards?.removeCode(code);
  }),
  us((core, { world, order: code }) =>
    heard(core, world, 'discounts/delete', { admin_graphql_api_id: `gid://shopify/DiscountCodeNode/${code}` }),
  ),
];

const RETURNED = { stage: 'returned', settled: 0 } as const;
const SPENT = { stage: 'given', settled: 100 } as const;

export const STORIES: readonly Story[] = [
  { what: 'it is bought with and paid later', deeds: [redeems('five-off'), ...buys(false), ...order('pay'), works], ends: SPENT },
  { what: 'it is given back', deeds: [redeems('scarce'), cancels, works], ends: RETURNED },
  {
    what: 'it is given back while the shop is still asked for it',
    deeds: [fails('discountCodeBasicCreate', { kind: 'failAfter' }), redeems('five-off'), cancels, recovers, works],
    ends: RETURNED,
  },
  {
    what: 'a cart is left behind',
    deeds: [redeems('five-off', { token: 'cart', amountMinor: 5_000 }), later(126), looksAtTheClock, works],
    ends: RETURNED,
  },
  { what: 'an order is never paid', deeds: [redeems('scarce'), ...buys(false), ...order('cancel'), works], ends: RETURNED },
  {
    what: 'it is bought with and refunded in parts',
    deeds: [redeems('five-off'), ...buys(true), ...refunds(1), ...refunds(3), works],
    ends: RETURNED,
  },
  { what: 'the merchant deletes the code', deeds: [redeems('five-off'), ...theMerchantDeletesTheCode, works], ends: RETURNED },
  { what: 'a gift card', deeds: [redeems('card'), works], ends: SPENT },
  { what: 'store credit', deeds: [redeems('credit'), works], ends: SPENT },
  { what: 'what the shop hands out itself', deeds: [redeems('mug'), works], ends: SPENT },
  {
    what: 'the shop says no for good',
    deeds: [fails('discountCodeBasicCreate', { kind: 'userError', code: 'MAX_APP_DISCOUNTS' }), redeems('scarce'), works, recovers],
    ends: RETURNED,
  },
  {
    what: 'it is bought with while it is given back',
    deeds: [redeems('five-off'), ...buys(true).slice(0, 1), cancels, hearsOfTheOrder, works],
    ends: SPENT,
  },
];
