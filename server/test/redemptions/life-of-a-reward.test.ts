// From points to a code, to an order, and back: over HTTP with a shop that keeps what it was asked for.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { isRefused } from '../../src/loyalty/refusal.ts';
import type { Redemption } from '../../src/redemptions/redemption.ts';
import { aReward } from '../builders/programs.ts';
import { aSellingWorld, MINUTE, SHOP, type SellingWorld } from './selling-world.ts';

const fiveOff = aReward('amount-off', { points: 100, amountMinor: 500 }, { id: 'five-off' });
const once = { period: 'lifetime', times: 1 } as const;
const REWARDS = [
  fiveOff,
  aReward('amount-off', { points: 100, amountMinor: 500 }, { id: 'once', limit: once }),
  aReward('amount-off', { points: 100, amountMinor: 500 }, { id: 'rare', stock: 1 }),
  aReward('percent-off', { points: 50, basisPoints: 1_000, maximumMinor: null }, { id: 'tenth' }),
  aReward('free-shipping', { points: 80, maximumMinor: null }, { id: 'shipping' }),
  aReward('variable-amount', { pointsPerStep: 10, amountMinorPerStep: 100, minSteps: 1, maxSteps: null }, { id: 'slider' }),
  aReward('gift-card', { points: 200, amountMinor: 2_000 }, { id: 'card' }),
  aReward('store-credit', { points: 200, amountMinor: 2_000 }, { id: 'credit' }),
  aReward('custom', { points: 30, instructions: { en: 'Ask at the till' } }, { id: 'mug' }),
];

let world: SellingWorld;
let mina: Awaited<ReturnType<SellingWorld['member']>>;

beforeAll(async () => {
  world = await aSellingWorld(REWARDS);
});
afterAll(() => world.close());
beforeEach(async () => {
  world.presently();
  await world.line.strike();
  mina = await world.member(1_000);
});

const redeems = (rewardId: string, change = {}): Promise<Redemption> => world.gets(mina.memberId, rewardId, change);
const proved = async (): Promise<void> => expect((await world.core.proof.verify(SHOP)).problems).toEqual([]);
const balance = () => world.state(mina.memberId);

describe('a member redeems', () => {
  it('gets a code that the shop knows, and the points are set aside', async () => {
    const reward = await redeems('five-off');
    expect(reward).toMatchObject({ stage: 'ready', points: 100, amountMinor: 500 });
    expect(await world.line.connection.rewards?.findCode(await world.codeOf(reward))).toEqual({ externalId: reward.externalId });
    expect(await balance()).toEqual({ available: 900, reserved: 100, deficit: 0, open: 1 });
  });

  it('spends the points when the order that carries the code is paid, and not before', async () => {
    const reward = await redeems('five-off');
    const order = await world.buys(mina.email, await world.codeOf(reward), { pay: false });
    expect(await balance()).toMatchObject({ available: 900, reserved: 100, open: 1 });
    expect(await world.read(reward.reservationId)).toMatchObject({ stage: 'ready', dueAt: null, orders: [order] });
    await world.does(order, 'pay');
    expect(await balance()).toMatchObject({ reserved: 0, open: 0 });
    expect((await world.core.entries.redeemed(SHOP, reward.reservationId)).settled).toBe(100);
    expect((await world.read(reward.reservationId)).stage).toBe('given');
    await proved();
  });

  it('has its points back in the part of the goods that was refunded, and all of them when everything was', async () => {
    const reward = await redeems('five-off');
    const order = await world.buys(mina.email, await world.codeOf(reward));
    await world.does(order, 'refund', { lines: [{ sku: 'TEA-SENCHA-100', quantity: 1 }] });
    expect((await world.core.entries.redeemed(SHOP, reward.reservationId)).settled).toBe(75);
    await world.does(order, 'refund', { lines: [{ sku: 'TEA-SENCHA-100', quantity: 3 }] });
    await world.work();
    expect((await world.core.entries.redeemed(SHOP, reward.reservationId)).settled).toBe(0);
    await proved();
  });

  it('has its points back when an order that was never paid is cancelled, and the code is gone', async () => {
    const reward = await redeems('five-off');
    const code = await world.codeOf(reward);
    const order = await world.buys(mina.email, code, { pay: false });
    await world.does(order, 'cancel');
    await world.work();
    expect(await balance()).toMatchObject({ available: 1_000, reserved: 0, open: 0 });
    expect(await world.line.connection.rewards?.findCode(code)).toBeNull();
    expect((await world.read(reward.reservationId)).stage).toBe('returned');
    await proved();
  });

  it('gives it back: the code goes first, then the points come', async () => {
    const reward = await redeems('five-off');
    expect(await world.cancels(reward.reservationId)).toBeNull();
    await world.work();
    expect(await balance()).toEqual({ available: 1_000, reserved: 0, deficit: 0, open: 0 });
    expect(await world.line.connection.rewards?.findCode(await world.codeOf(reward))).toBeNull();
    expect(await world.cancels(reward.reservationId)).toMatchObject({ refused: 'already-released' });
    await proved();
  });

  it('leaves a cart, and the points are back after the time the merchant set', async () => {
    const reward = await redeems('five-off', { cart: { token: 'cart-1', amountMinor: 5_000 } });
    await world.releaseDue();
    await world.work();
    expect((await balance()).reserved).toBe(100);
    world.later(126 * MINUTE);
    await world.releaseDue();
    await world.work();
    expect(await balance()).toMatchObject({ available: 1_000, reserved: 0 });
    expect(await world.read(reward.reservationId)).toMatchObject({ stage: 'returned', why: 'abandoned' });
  });

  it('keeps the points set aside for an order that is not paid yet, however long that takes', async () => {
    const reward = await redeems('five-off', { cart: { token: 'cart-2', amountMinor: 5_000 } });
    const order = await world.buys(mina.email, await world.codeOf(reward), { pay: false });
    world.later(5 * 24 * 60 * MINUTE);
    await world.releaseDue();
    await world.work();
    expect((await balance()).reserved).toBe(100);
    await world.does(order, 'pay');
    expect((await world.core.entries.redeemed(SHOP, reward.reservationId)).settled).toBe(100);
  });

  it('uses the code in the instant of its release: the order wins, and the points are spent', async () => {
    const reward = await redeems('five-off');
    const code = await world.codeOf(reward);
    // Bought, and nothing of it has reached us, when the member gives the reward back in another tab.
    await world.line.call('/orders', { customerEmail: mina.email, lines: [{ sku: 'TEA-SENCHA-100', quantity: 4 }], discountCode: code });
    await world.cancels(reward.reservationId);
    await world.work();
    expect((await world.core.entries.redeemed(SHOP, reward.reservationId)).settled).toBe(100);
    expect(await balance()).toMatchObject({ reserved: 0, open: 0 });
    expect((await world.read(reward.reservationId)).stage).toBe('given');
    await proved();
  });
});

describe('the same wish, again and again', () => {
  it('asked twice by one name makes one reward', async () => {
    const reservationId = randomUUID();
    const [first, second] = await Promise.all([redeems('five-off', { reservationId }), redeems('five-off', { reservationId })]);
    expect(second.reservationId).toBe(first.reservationId);
    await world.work();
    expect(await balance()).toMatchObject({ available: 900, reserved: 100, open: 1 });
  });

  it('asked in two tabs under two names sets the points of one aside', async () => {
    const answers = await Promise.all([world.redeems(mina.memberId, 'five-off'), world.redeems(mina.memberId, 'five-off')]);
    expect(answers.filter((one) => isRefused(one))).toMatchObject([{ refused: 'cap-reached' }]);
    expect(await balance()).toMatchObject({ available: 900, reserved: 100, open: 1 });
  });

  it('of a reward of which there is one, ten members at once have one', async () => {
    const members = await Promise.all(Array.from({ length: 10 }, () => world.member(200)));
    const answers = await Promise.all(members.map(({ memberId }) => world.redeems(memberId, 'rare')));
    const had = answers.filter((one) => !isRefused(one));
    expect(had).toHaveLength(1);
    const [first] = had;
    if (first !== undefined && !isRefused(first)) await world.cancels(first.reservationId);
    await world.work();
    expect(isRefused(await world.redeems(mina.memberId, 'rare'))).toBe(false);
  });

  it('a reward that was given back does not count against its limit', async () => {
    const reward = await redeems('once');
    expect(await world.redeems(mina.memberId, 'once', { cart: { token: 'c', amountMinor: 9_000 } })).toMatchObject({
      refused: 'reward-unavailable',
    });
    await world.cancels(reward.reservationId);
    await world.work();
    const again = await redeems('once');
    await world.buys(mina.email, await world.codeOf(again));
    expect(await world.redeems(mina.memberId, 'once')).toMatchObject({ refused: 'reward-unavailable', detail: 'limit-reached' });
  });

  it('another member cannot take up a wish by its name', async () => {
    const { reservationId } = await redeems('five-off');
    const other = await world.member(1_000);
    expect(await world.redeems(other.memberId, 'five-off', { reservationId })).toMatchObject({ refused: 'key-reused' });
    expect((await world.state(other.memberId)).available).toBe(1_000);
  });
});

describe('two rewards of one member', () => {
  it('are each spent by its own order, and come back with it', async () => {
    const [off, shipping] = [await redeems('five-off'), await redeems('shipping')];
    const order = await world.buys(mina.email, await world.codeOf(off));
    const other = await world.buys(mina.email, await world.codeOf(shipping));
    const spent = async () =>
      Promise.all([off, shipping].map(async ({ reservationId }) => (await world.core.entries.redeemed(SHOP, reservationId)).settled));
    expect(await spent()).toEqual([100, 80]);
    await world.does(order, 'cancel');
    await world.work();
    expect(await spent()).toEqual([0, 80]);
    await world.does(other, 'cancel');
    await world.work();
    expect(await spent()).toEqual([0, 0]);
    await proved();
  });
});

describe('every kind of reward', () => {
  it.each([
    ['tenth', 50],
    ['shipping', 80],
  ])('%s becomes a code of the shop', async (rewardId, points) => {
    const reward = await redeems(rewardId);
    expect(reward).toMatchObject({ stage: 'ready', points });
    await world.buys(mina.email, await world.codeOf(reward));
    expect((await world.core.entries.redeemed(SHOP, reward.reservationId)).settled).toBe(points);
  });

  it('a slider takes as many steps as were chosen', async () => {
    const reward = await redeems('slider', { steps: 7 });
    expect(reward).toMatchObject({ points: 70, amountMinor: 700, stage: 'ready' });
    expect(await world.redeems(mina.memberId, 'slider', { steps: 101, cart: { token: 'x', amountMinor: 99_999 } })).toMatchObject({
      refused: 'not-enough-points',
    });
  });

  it('a gift card is the member’s at once, and its points are spent', async () => {
    const reward = await redeems('card');
    await world.work();
    expect(await world.read(reward.reservationId)).toMatchObject({ stage: 'given' });
    expect(await balance()).toMatchObject({ available: 800, reserved: 0, open: 0 });
    await proved();
  });

  it('store credit is given once, also when the answer was lost', async () => {
    await world.line.strike({ field: 'storeCreditAccountCredit', kind: 'failAfter', times: 1 });
    const reward = await redeems('credit');
    await world.work();
    world.later(10 * MINUTE);
    await world.work();
    expect(await world.read(reward.reservationId)).toMatchObject({ stage: 'given' });
    const customer = (await world.core.members.get(SHOP, mina.memberId))?.externalId ?? '';
    const moves = await world.line.connection.rewards?.creditMoves(customer, 'EUR', 10);
    expect(moves?.map(({ amount }) => amount.amountMinor)).toEqual([2_000]);
    expect(await balance()).toMatchObject({ available: 800, reserved: 0 });
    await proved();
  });

  it('what the shop hands out itself is spent at once', async () => {
    const reward = await redeems('mug');
    expect(await world.read(reward.reservationId)).toMatchObject({ stage: 'given' });
    expect(await balance()).toMatchObject({ available: 970, reserved: 0 });
  });

  it('of what was given for good nothing comes back', async () => {
    const reward = await redeems('mug');
    expect(await world.cancels(reward.reservationId)).toMatchObject({ refused: 'already-settled' });
    expect((await balance()).available).toBe(970);
  });
});

describe('who may not', () => {
  it('cannot have more than their points are enough for', async () => {
    const poor = await world.member(99);
    expect(await world.redeems(poor.memberId, 'five-off')).toMatchObject({ refused: 'not-enough-points' });
    expect(await world.state(poor.memberId)).toMatchObject({ available: 99, reserved: 0 });
  });

  it('cannot have what the program does not offer, or a strange number of steps', async () => {
    expect(await world.redeems(mina.memberId, 'nothing-of-the-kind')).toMatchObject({ refused: 'reward-unavailable' });
    for (const steps of [0, -1, 2 ** 40]) {
      await expect(world.redeems(mina.memberId, 'slider', { steps }).then((answer) => isRefused(answer))).resolves.toBe(true);
    }
    expect((await balance()).available).toBe(1_000);
  });

  it('somebody else who types the code gets nothing, and the points stay where they are', async () => {
    const reward = await redeems('five-off');
    const thief = await world.member(0);
    await expect(world.buys(thief.email, await world.codeOf(reward))).rejects.toThrow(/discount code cannot be used/);
    expect(await balance()).toMatchObject({ reserved: 100 });
  });
});
