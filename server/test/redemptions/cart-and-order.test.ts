// A reward in the cart of a WooCommerce shop and the order that carries it: set aside, kept, spent, and given back with whatever becomes of the order.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { shopCalls } from '../../src/contract/index.ts';
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

describe('a reward in a cart', () => {
  it('sets its points aside for the order, at once, and asks the shop for nothing', async () => {
    const { requestId, code } = await reserved();
    expect(await world.read(requestId)).toMatchObject({ stage: 'ready', points: 100, externalId: null });
    expect(await world.state(mina)).toMatchObject({ available: 900, reserved: 100, open: 1 });
    await world.work();
    expect([world.shop.coupons.asked, world.shop.coupons.coupons, code.length]).toEqual([[], [], 20]);
    await proved();
  });

  it('is one, asked for again, and at the same moment', async () => {
    const asked = { ...wish(), orderId: String(world.shop.nextId()) };
    const answers = await Promise.all([1, 2, 3, 4].map(() => world.calls('reserve', asked)));
    const codes = await Promise.all(answers.map(async (one) => shopCalls.reserveAnswer.parse(await one.json()).code));
    expect(new Set(codes).size).toBe(1);
    expect(await world.state(mina)).toMatchObject({ available: 900, reserved: 100, open: 1 });
  });

  it('belongs to one member, one order and one wish: the same name for another is refused', async () => {
    const kept = await reserved();
    const same = { ...wish(), requestId: kept.requestId, orderId: String(kept.order) };
    const reza = await world.buyer(1_000);
    for (const other of [
      { customerId: reza.customerId },
      { orderId: String(world.shop.nextId()) },
      { rewardId: 'slider' },
      { steps: 2, rewardId: 'slider' },
    ])
      // prettier-ignore
      expect(await world.refusal(await world.calls('reserve', { ...same, ...other }))).toEqual([409, 'key-reused', null]);
    expect(await world.state(reza)).toMatchObject({ available: 1_000, reserved: 0 });
    expect(await world.state(mina)).toMatchObject({ available: 900, reserved: 100, open: 1 });
  });

  it('never takes points twice: of ten orders at once with points for three, three have something', async () => {
    const sara = await world.buyer(300);
    const asks = Array.from({ length: 10 }, () =>
      world.calls('reserve', wish({ customerId: sara.customerId, orderId: String(world.shop.nextId()) })),
    );
    const statuses = (await Promise.all(asks)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(3);
    expect(statuses.filter((status) => status === 409)).toHaveLength(7);
    expect(await world.state(sara)).toMatchObject({ available: 0, reserved: 300, open: 3 });
  });

  it('is refused where it costs or gives something else than was said', async () => {
    const { points, gives } = await world.quote(mina, {});
    const orderId = String(world.shop.nextId());
    for (const other of [
      { points: 90, gives },
      { points, gives: { kind: 'amount-off', amountMinor: 600 } },
      { points, gives: { kind: 'free-shipping', maximumMinor: null } },
    ])
      // prettier-ignore
      expect(await world.refusal(await world.calls('reserve', wish({ orderId, ...other })))).toEqual([409, 'reward-unavailable', 'changed']);
    expect(await world.state(mina)).toMatchObject({ available: 1_000, reserved: 0 });
    await reserved({ points, gives });
  });

  it.each(['pending', 'on-hold', 'processing'])('keeps its points aside while the order is %s and not paid, however long that takes', async (status) => {
    const kept = await placed(status);
    world.core.time.now += 30 * 24 * 60 * MINUTE;
    await world.releaseDue();
    await world.work();
    expect(await world.read(kept.requestId)).toMatchObject({ stage: 'ready', dueAt: null, orders: [String(kept.order)] });
    expect(await world.state(mina)).toMatchObject({ available: 900, reserved: 100 });
  }); // prettier-ignore

  it('is spent when the order is paid, gives a part back with a refund, and all of it with the rest', async () => {
    const kept = await placed('pending');
    await becomes(kept, 'completed');
    expect([await world.spent(kept.requestId), (await world.read(kept.requestId)).stage]).toEqual([100, 'given']);
    world.core.time.now += MINUTE;
    world.shop.refunds(kept.order, 1);
    await world.hears(kept.order);
    expect(await world.spent(kept.requestId)).toBe(50);
    world.shop.refunds(kept.order, 1);
    await becomes(kept, 'refunded');
    expect(await world.spent(kept.requestId)).toBe(0);
    expect(await world.state(mina)).toMatchObject({ available: 1_000, reserved: 0, open: 0 });
    await proved();
  });

  it.each(['cancelled', 'failed', 'trash'])('goes back to points when the order is %s, and the shop is asked for nothing that is not there', async (status) => {
    const kept = await placed('pending');
    await becomes(kept, status);
    expect(await world.read(kept.requestId)).toMatchObject({ stage: 'returned' });
    expect(await world.state(mina)).toMatchObject({ available: 1_000, reserved: 0, open: 0, deficit: 0 });
    await proved();
  }); // prettier-ignore

  it('takes its points again when an order that failed is paid after all', async () => {
    const kept = await placed('pending');
    await becomes(kept, 'failed');
    await becomes(kept, 'completed');
    expect(await world.spent(kept.requestId)).toBe(100);
    expect(await world.state(mina)).toMatchObject({ available: 900, reserved: 0, open: 0 });
    await proved();
  });

  it('is over once its points went back: asked for again it is refused, under another name it is had', async () => {
    const kept = await placed('pending');
    await becomes(kept, 'failed');
    const again = { ...wish(), orderId: String(kept.order) };
    expect(await world.refusal(await world.calls('reserve', { ...again, requestId: kept.requestId }))).toEqual([
      409,
      'already-released',
      null,
    ]);
    expect((await world.calls('reserve', again)).status).toBe(200);
    expect(await world.state(mina)).toMatchObject({ available: 900, reserved: 100 });
  });

  it('goes back by itself where no order ever came, after the time that the merchant set', async () => {
    const kept = await reserved();
    await world.releaseDue();
    await world.work();
    expect(await world.state(mina)).toMatchObject({ reserved: 100 });
    world.core.time.now += 126 * MINUTE;
    await world.releaseDue();
    await world.work();
    expect(await world.read(kept.requestId)).toMatchObject({ stage: 'returned', why: 'abandoned' });
    expect(await world.state(mina)).toMatchObject({ available: 1_000, reserved: 0 });
    await proved();
  });

  it.each([[false], [true]])('is kept when its time is over and an order has it that nobody told of (the shop’s search finds nothing: %s)', async (blind) => {
    const kept = await reserved();
    world.shop.places(kept.order, { customerId: Number(mina.customerId), code: kept.code, status: 'completed' });
    world.shop.blind = blind;
    world.core.time.now += 126 * MINUTE;
    await world.releaseDue();
    await world.work();
    expect(await world.spent(kept.requestId)).toBe(100);
    expect((await world.read(kept.requestId)).stage).toBe('given');
    await proved();
  }); // prettier-ignore

  it('comes back only when the shop has said that no order has it', async () => {
    const kept = await reserved();
    world.shop.silent = true;
    world.core.time.now += 126 * MINUTE;
    await world.releaseDue();
    await world.work();
    expect(await world.state(mina)).toMatchObject({ reserved: 100 });
    world.shop.silent = false;
    world.core.time.now += 60 * MINUTE;
    await world.work();
    expect(await world.read(kept.requestId)).toMatchObject({ stage: 'returned' });
  });

  it('meets an order that was told of before it was asked for', async () => {
    const orderId = world.shop.nextId();
    const asked = { ...wish(), orderId: String(orderId) };
    const { code } = await world.quote(mina, { requestId: asked.requestId });
    world.shop.places(orderId, { customerId: Number(mina.customerId), code, status: 'pending' });
    await world.hears(orderId);
    await reserved(asked);
    expect(await world.read(asked.requestId)).toMatchObject({ stage: 'ready', dueAt: null, orders: [String(orderId)] });
  });

  it('counts once when two orders show the same code', async () => {
    const kept = await placed('completed');
    const second = world.shop.nextId();
    world.shop.places(second, { customerId: Number(mina.customerId), code: kept.code, status: 'completed' });
    await world.hears(second);
    expect(await world.spent(kept.requestId)).toBe(100);
    await becomes(kept, 'cancelled');
    expect(await world.spent(kept.requestId)).toBe(100);
    await proved();
  });
});
