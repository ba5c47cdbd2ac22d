// Gifts cannot be taken back, and the shop gives them again to who asks again: whatever is lost on the way, they are given once and told once.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { OUTBOX } from '../../src/limits.ts';
import { anOutboxWorld, STEPS, type OutboxWorld, type Step } from './outbox-world.ts';
import { cardOf, creditOf } from './some-effects.ts';

let world: OutboxWorld;
let customerId: string;
let n = 0;

beforeAll(async () => {
  world = await anOutboxWorld();
});
afterAll(() => world.close());
beforeEach(async () => {
  await world.shop.strike();
  await world.core.outbox.prune(world.core.time.now + 1e12);
  n += 1;
  customerId = await world.shop.customer(`mina-${n}@example.com`);
});

const MINUTE = 60_000;

const credits = async (): Promise<number[]> =>
  ((await world.shop.connection.rewards?.creditMoves(customerId, 'EUR', 100)) ?? []).map(({ amount }) => amount.amountMinor);

describe('store credit', () => {
  const giving = (amountMinor = 500) => creditOf(`credit-${n}`, customerId, amountMinor, world.asked());
  const settled = async (): Promise<void> => {
    for (let look = 0; look < 3; look += 1) await world.later(2 * MINUTE);
  };

  it.each(['failBefore', 'cutBefore'] as const)('is given once after %s', async (kind) => {
    await world.core.outbox.add(giving());
    await world.shop.strike({ field: 'storeCreditAccountCredit', kind, times: 1 });
    await world.performAll();
    await settled();
    expect(await credits()).toEqual([500]);
    expect(await world.toldOf(`credit-${n}`)).toEqual([{ topic: 'effect/reward-given', body: { reservationId: `credit-${n}` } }]);
  });

  it.each(['failAfter', 'cutAfter'] as const)('whose answer was lost (%s) is found, and not given twice', async (kind) => {
    await world.shop.connection.rewards?.giveStoreCredit(customerId, { amountMinor: 500, currency: 'EUR' }, null);
    await world.core.outbox.add(giving());
    await world.shop.strike({ field: 'storeCreditAccountCredit', kind, times: 1 });
    await world.performAll();
    await settled();
    expect(await credits()).toEqual([500, 500]);
    expect(await world.toldOf(`credit-${n}`)).toHaveLength(1);
  });

  it.each(STEPS)('is given once and told once when its worker dies after it was %s', async (step: Step) => {
    await world.core.outbox.add(giving());
    void world.worker(step).once();
    await untilQuiet();
    await world.later(OUTBOX.leaseMs);
    await settled();
    expect(await credits()).toEqual([500]);
    expect(await world.toldOf(`credit-${n}`)).toHaveLength(1);
  });

  it('is not looked for before the shop had time to finish what it began', async () => {
    await world.core.outbox.add(giving());
    await world.shop.strike({ field: 'storeCreditAccountCredit', kind: 'cutBefore', times: 1 });
    await world.performAll();
    await world.later(10_000);
    await world.shop.strike();
    expect(await credits()).toEqual([]);
    expect((await world.effect(`give-store-credit/credit-${n}`)).reason).toMatch(/given time to finish/);
    await settled();
    expect(await credits()).toEqual([500]);
  });

  it('is a person’s to look at when two equal credits were given since, and holds up the customer’s next until then', async () => {
    await world.core.outbox.add(giving());
    await world.shop.strike({ field: 'storeCreditAccountCredit', kind: 'cutAfter', times: 1 });
    await world.performAll();
    await world.shop.connection.rewards?.giveStoreCredit(customerId, { amountMinor: 500, currency: 'EUR' }, null);
    await world.core.outbox.add({ ...creditOf(`next-${n}`, customerId, 700, world.asked()), createdAt: world.core.time.now + 1 });
    await settled();
    expect(await credits()).toEqual([500, 500]);
    expect(await world.effect(`give-store-credit/credit-${n}`)).toMatchObject({ state: 'dead', unclear: true });
    expect(await world.toldOf(`credit-${n}`)).toEqual([]);
    await world.core.outbox.close(world.store, `give-store-credit/credit-${n}`, world.core.time.now, 'given');
    await settled();
    expect(await credits()).toEqual([700, 500, 500]);
  });

  it('is not mistaken for what the customer got or spent otherwise', async () => {
    await world.core.outbox.add(giving());
    await world.shop.strike({ field: 'storeCreditAccountCredit', kind: 'cutBefore', times: 1 });
    await world.performAll();
    await world.shop.connection.rewards?.giveStoreCredit(customerId, { amountMinor: 300, currency: 'EUR' }, null);
    await settled();
    expect(await credits()).toEqual([500, 300]);
  });

  it('of two rewards of one customer is given twice, whatever is lost on the way', async () => {
    await world.core.outbox.add(giving());
    await world.core.outbox.add({ ...creditOf(`twin-${n}`, customerId, 500, world.asked()), createdAt: world.core.time.now + 1 });
    await world.shop.strike({ field: 'storeCreditAccountCredit', kind: 'cutAfter', times: 2 });
    await world.performAll();
    await settled();
    await settled();
    expect(await credits()).toEqual([500, 500]);
    expect([...(await world.toldOf(`credit-${n}`)), ...(await world.toldOf(`twin-${n}`))]).toHaveLength(2);
  });

  it('for somebody the shop does not know is told as refused', async () => {
    await world.core.outbox.add(creditOf(`credit-${n}`, '99999999', 500, world.asked()));
    await world.core.outbox.add(creditOf(`nobody-${n}`, null, 500, world.asked()));
    await world.performAll();
    expect((await world.toldOf(`credit-${n}`)).map(({ topic }) => topic)).toEqual(['effect/reward-refused']);
    expect((await world.toldOf(`nobody-${n}`)).map(({ topic }) => topic)).toEqual(['effect/reward-refused']);
  });
});

const Cards = z.object({ giftCards: z.object({ nodes: z.array(z.object({ initialValue: z.object({ amount: z.string() }) })) }) });
async function cards(code: string): Promise<string[]> {
  const document = 'query Cards($query: String!) { giftCards(first: 10, query: $query) { nodes { initialValue { amount } } } }';
  const answer = await world.shop.platform.client(world.shop.store).ask(document, { query: code }, Cards);
  return answer.giftCards.nodes.map(({ initialValue }) => initialValue.amount);
}

describe('a gift card', () => {
  const code = (): string => `GK7Q2M9XWA4ZB8D3${String(n).padStart(4, '0')}`;
  const giving = () => cardOf(`card-${n}`, code(), world.asked());

  it.each(['failBefore', 'failAfter', 'cutBefore', 'cutAfter'] as const)('is there once and told once after %s', async (kind) => {
    await world.core.outbox.add(giving());
    await world.shop.strike({ field: 'giftCardCreate', kind, times: 1 });
    await world.performAll();
    await world.later(MINUTE);
    expect(await cards(code())).toEqual(['10.00']);
    expect(await world.toldOf(`card-${n}`)).toEqual([{ topic: 'effect/reward-given', body: { reservationId: `card-${n}` } }]);
  });

  it.each(STEPS)('is there once and told once when its worker dies after it was %s', async (step: Step) => {
    await world.core.outbox.add(giving());
    void world.worker(step).once();
    await untilQuiet();
    await world.later(OUTBOX.leaseMs);
    await world.later(OUTBOX.leaseMs);
    expect(await cards(code())).toEqual(['10.00']);
    expect(await world.toldOf(`card-${n}`)).toHaveLength(1);
  });

  it('of our code that was there before we asked is a person’s to look at: we never asked for it', async () => {
    const gift = { code: code(), amount: { amountMinor: 9_900, currency: 'EUR' }, customerId: null, note: 'by hand', endsAt: null };
    await world.shop.connection.rewards?.giveGiftCard(gift);
    await world.core.outbox.add(giving());
    await world.performAll();
    expect(await world.effect(`give-gift-card/card-${n}`)).toMatchObject({ state: 'dead', unclear: true });
    expect(await world.toldOf(`card-${n}`)).toEqual([]);
  });

  it('that the shop judges and will not make is told as refused on the first try, and is a person’s to look at on a later one', async () => {
    await world.core.outbox.add(giving());
    await world.shop.strike({ field: 'giftCardCreate', kind: 'userError', code: 'GIFT_CARD_LIMIT_EXCEEDED', times: 1 });
    await world.performAll();
    expect((await world.toldOf(`card-${n}`)).map(({ topic }) => topic)).toEqual(['effect/reward-refused']);
    await world.core.outbox.add({ ...giving(), effectId: `give-gift-card/again-${n}` });
    await world.shop.strike(
      { field: 'giftCardCreate', kind: 'cutBefore', times: 1 },
      { field: 'giftCardCreate', kind: 'userError', code: 'GIFT_CARD_LIMIT_EXCEEDED', times: 1 },
    );
    await world.performAll();
    await world.later(MINUTE);
    expect(await world.effect(`give-gift-card/again-${n}`)).toMatchObject({ state: 'dead', unclear: true });
  });
});

/** A worker that died does nothing more; what it began before is over after this. */
async function untilQuiet(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 400));
}
