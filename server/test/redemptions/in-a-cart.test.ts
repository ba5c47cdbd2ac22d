// Rewards that are used in a WooCommerce cart: a quote that takes nothing, points that are set aside for one order, and whatever becomes of it.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { redeem } from '../../src/answer-requests.ts';
import { redemption, shopCalls, storefront } from '../../src/contract/index.ts';
import { pluginToken } from '../builders/plugin-shop.ts';
import { become, MINUTE, place, reserve, REWARDS, wishOf, type Reserved } from './cart-shopper.ts';
import { aCartWorld, type Buyer, type CartWorld } from './cart-world.ts';

let world: CartWorld;
let mina: Buyer;
beforeAll(async () => (world = await aCartWorld(REWARDS)));
afterAll(() => world.close());
beforeEach(async () => {
  Object.assign(world.shop, { silent: false, blind: false });
  mina = await world.buyer(1_000);
});

const wish = (change: object = {}) => wishOf(mina, change);
const reserved = (change: object = {}): Promise<Reserved> => reserve(world, mina, change);
const placed = (status: string, change: object = {}): Promise<Reserved> => place(world, mina, status, change);
const becomes = (kept: Reserved, status: string): Promise<void> => become(world, kept, status);
const proved = async (): Promise<void> => expect((await world.core.proof.verify(world.plugin.store)).problems).toEqual([]);

describe('a quote', () => {
  it('says what the code would be, cost and give, in the shopper’s words, and takes nothing', async () => {
    const asked = wish({ locale: 'fa' });
    const first = await (await world.calls('quote', asked)).json() as shopCalls.QuoteAnswer; // prettier-ignore
    expect(first).toMatchObject({
      name: 'پنج یورو تخفیف',
      points: 100,
      minimumMinor: null,
      gives: { kind: 'amount-off', amountMinor: 500 },
    });
    expect(first.code).toMatch(/^[0-9A-Z]{20}$/u);
    expect(await (await world.calls('quote', asked)).json()).toEqual(first);
    expect(await world.core.redemptions.read(world.plugin.store, asked.requestId)).toBeNull();
    expect(await world.state(mina)).toMatchObject({ available: 1_000, reserved: 0, open: 0 });
    expect(world.shop.coupons.asked).toEqual([]);
  });

  it.each([
    ['tenth', 1, 2_500, { gives: { kind: 'amount-off', amountMinor: 200 }, minimumMinor: 2_000 }],
    ['tenth', 1, 1_000, { gives: { kind: 'amount-off', amountMinor: 100 }, minimumMinor: 1_000 }],
    ['slider', 7, 2_500, { gives: { kind: 'amount-off', amountMinor: 700 }, points: 70 }],
    ['shipping', 1, 100, { gives: { kind: 'free-shipping', maximumMinor: null } }],
    ['cup', 1, 100, { gives: { kind: 'free-product', variantId: '26' }, appliesTo: { kind: 'products', ids: ['26'] } }],
  ])('of %s, %d steps, in a cart of %d tells its terms', async (rewardId, steps, amountMinor, terms) => {
    expect(await world.quote(mina, { rewardId, steps, amountMinor })).toMatchObject(terms);
  });

  it.each([
    ['large', { amountMinor: 2_500 }, [409, 'reward-unavailable', 'order-too-small', 9_000]],
    ['off', {}, [409, 'reward-unavailable', 'switched-off']],
    ['gold', {}, [409, 'reward-unavailable', 'other-tier']],
    ['nothing-of-the-kind', {}, [409, 'reward-unavailable', 'switched-off']],
    ['slider', { steps: 21 }, [400, 'amount-invalid', null]],
    ['card', {}, [409, 'reward-unavailable', 'not-allowed-here']],
    ['mug', {}, [409, 'reward-unavailable', 'not-allowed-here']],
  ])('of %s refuses, and says why', async (rewardId, change, refused) => {
    expect(await world.refusal(await world.calls('quote', wish({ rewardId, ...change })))).toEqual(refused);
  });

  it('refuses who has too few points, who never earned any, and whom nobody knows', async () => {
    const poor = await world.buyer(99);
    for (const customerId of [poor.customerId, (await world.buyer(0)).customerId, '999999999'])
      expect(await world.refusal(await world.calls('quote', wish({ customerId })))).toEqual([409, 'not-enough-points', null]);
  });

  it('refuses the last piece of a stock and the second of a limit once they are taken', async () => {
    await reserved({ rewardId: 'rare' });
    await reserved({ rewardId: 'once' });
    expect(await world.refusal(await world.calls('quote', wish({ rewardId: 'rare' })))).toEqual([
      409,
      'reward-unavailable',
      'out-of-stock',
    ]);
    expect(await world.refusal(await world.calls('quote', wish({ rewardId: 'once' })))).toEqual([
      409,
      'reward-unavailable',
      'limit-reached',
    ]);
  });

  it('of what is reserved already is what was agreed, until its order is done', async () => {
    const kept = await placed('pending');
    const again = await world.quote(mina, { requestId: kept.requestId });
    expect(again).toMatchObject({ code: kept.code, points: 100 });
    await becomes(kept, 'completed');
    expect(await world.refusal(await world.calls('quote', wish({ requestId: kept.requestId })))).toEqual([409, 'already-settled', null]);
  });
});

describe('a reward that is taken out again', () => {
  const release = async (requestId: string): Promise<string> =>
    shopCalls.releaseAnswer.parse(await (await world.calls('release', { requestId })).json()).state;

  it('gives its points back, as often as it is said', async () => {
    const kept = await reserved();
    expect([await release(kept.requestId), await release(kept.requestId)]).toEqual(['released', 'released']);
    await world.work();
    expect(await world.state(mina)).toMatchObject({ available: 1_000, reserved: 0, open: 0 });
    expect(await release(randomUUID())).toBe('unknown');
    await proved();
  });

  it('is answered at once by us, also while the shop is silent, and comes back when it speaks again', async () => {
    const kept = await reserved();
    world.shop.silent = true;
    const before = world.shop.heard;
    expect(await release(kept.requestId)).toBe('released');
    expect(world.shop.heard).toBe(before);
    expect(await world.state(mina)).toMatchObject({ reserved: 100 });
    world.shop.silent = false;
    world.core.time.now += 60 * MINUTE;
    await world.work();
    expect(await world.state(mina)).toMatchObject({ available: 1_000, reserved: 0 });
  });

  it('stays with the order that carries it, also with one that nobody told of', async () => {
    const told = await placed('pending');
    expect(await release(told.requestId)).toBe('on-order');
    const untold = await reserved();
    world.shop.places(untold.order, { customerId: Number(mina.customerId), code: untold.code, status: 'on-hold' });
    // The shop is asked later: it may be waiting for this very answer.
    expect(await release(untold.requestId)).toBe('released');
    await world.work();
    expect(await world.read(untold.requestId)).toMatchObject({ stage: 'ready', orders: [String(untold.order)] });
    expect(await release(untold.requestId)).toBe('on-order');
    expect(await world.state(mina)).toMatchObject({ available: 800, reserved: 200 });
  });

  it('goes back when the shopper’s next try of the same order is without it', async () => {
    const kept = await placed('pending');
    world.core.time.now += MINUTE;
    world.shop.drops(kept.order);
    await world.hears(kept.order);
    expect(await world.read(kept.requestId)).toMatchObject({ stage: 'returned' });
    expect(await world.state(mina)).toMatchObject({ available: 1_000, reserved: 0 });
  });

  it('is no way to give back a code that somebody holds: only what a cart had', async () => {
    const { core, plugin } = world;
    const reservationId = randomUUID();
    await redeem(
      core,
      { storeId: plugin.store, memberId: mina.memberId, rewardId: 'five-off', reservationId, steps: 1, cart: null },
      core.time.now,
    );
    expect(await release(reservationId)).toBe('unknown');
    expect(await world.state(mina)).toMatchObject({ reserved: 100 });
  });
});

describe('what its member sees of it', () => {
  it('is that an order has it: no code to type, no address that applies it, nothing to cancel', async () => {
    const kept = await reserved();
    const token = await pluginToken(world.plugin, 'shopper', world.core.time.now, { claims: { sub: `customer:${mina.customerId}` } });
    const answer = await world.app.fetch('/ext/me', { headers: { authorization: `Bearer ${token}` } });
    const { held } = storefront.storefrontMe.parse(await answer.json());
    expect(held).toMatchObject([{ id: kept.requestId, state: 'on-order', code: null, applyPath: null, cancellable: false }]);
    expect(JSON.stringify(held)).not.toContain(kept.code);
  });
});

describe('rewards of a WooCommerce shop without its cart', () => {
  const asked = async (path: string, body?: object): Promise<Response> => {
    const token = await pluginToken(world.plugin, 'shopper', world.core.time.now, { claims: { sub: `customer:${mina.customerId}` } });
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    return world.app.fetch(path, body === undefined ? { headers } : { method: 'POST', headers, body: JSON.stringify(body) });
  };
  const redeems = (rewardId: string): Promise<Response> => asked('/ext/redeem', { requestId: randomUUID(), rewardId });
  const had = async (answer: Response) => redemption.heldAnswer.parse(await answer.json()).reward;

  it('are those that WooCommerce can give: no gift cards, in the program, in offers, and when somebody asks all the same', async () => {
    const program = storefront.storefrontProgram.parse(await (await asked('/ext/program')).json());
    const givable = REWARDS.filter(({ id, on }) => on && id !== 'card').map(({ id }) => id);
    expect(program.rewards.map(({ id }) => id).toSorted()).toEqual(givable.toSorted());
    const me = storefront.storefrontMe.parse(await (await asked('/ext/me')).json());
    expect(me.offers.map(({ id }) => id)).not.toContain('card');
    expect(await world.refusal(await redeems('card'))).toEqual([409, 'reward-unavailable', 'not-allowed-here']);
    expect(await world.state(mina)).toMatchObject({ available: 1_000 });
  });

  it('are handed out by the shop where that is what they are', async () => {
    expect(await had(await redeems('mug'))).toMatchObject({ state: 'used', instructions: 'Ask at the till' });
    expect(await world.state(mina)).toMatchObject({ available: 970, reserved: 0 });
  });

  it('can be a coupon of the shop: once, for the address of the account, and gone when it is given back', async () => {
    const reward = await had(await redeems('five-off'));
    expect(reward).toMatchObject({ state: 'ready', cancellable: true, applyPath: null });
    const coupon = () => world.shop.coupons.coupons.find(({ code }) => code === reward.code?.toLowerCase());
    expect(coupon()).toMatchObject({ amount: '5.00', usage_limit: 1, email_restrictions: [`c${mina.customerId}@example.test`] });
    const back = await had(await asked(`/ext/held/${reward.id}/cancel`, {}));
    expect(back).toMatchObject({ state: 'returned', code: null });
    expect(coupon()).toBeUndefined();
    expect(await world.state(mina)).toMatchObject({ available: 1_000, reserved: 0 });
  });

  it('can be used in a cart or typed, and either way belong to who asked: nobody else’s is shown', async () => {
    const { requestId } = await reserved();
    mina = await world.buyer(0);
    expect((await asked(`/ext/held/${requestId}`)).status).toBe(404);
    expect((await asked(`/ext/held/${requestId}/cancel`, {})).status).toBe(404);
  });
});
