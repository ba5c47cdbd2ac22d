// Everything that can go wrong between us and a shop, over HTTP: whatever it is, the reward is there once, and it is told once what became of it.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { OUTBOX } from '../../src/limits.ts';
import { anOutboxWorld, STEPS, type OutboxWorld, type Step } from './outbox-world.ts';
import { aCodeWish, makingOf, removingOf } from './some-effects.ts';

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
const aCode = (): string => `K7Q2M9XWA4ZB8D3RH${String(n).padStart(3, '0')}`;

const Codes = z.object({ codeDiscountNodes: z.object({ nodes: z.array(z.object({ id: z.string() })) }) });
async function codes(code: string): Promise<number> {
  const document = 'query Codes($query: String!) { codeDiscountNodes(first: 10, query: $query) { nodes { id } } }';
  const answer = await world.shop.platform.client(world.shop.store).ask(document, { query: `code:${code}` }, Codes);
  return answer.codeDiscountNodes.nodes.length;
}
describe('a code', () => {
  const making = () => makingOf(`code-${n}`, aCodeWish({ code: aCode(), customerId }), world.asked());

  it('is made, told as made, and done', async () => {
    await world.core.outbox.add(making());
    await world.performAll();
    expect(await codes(aCode())).toBe(1);
    const externalId = expect.stringMatching(/^\d+$/) as string;
    expect(await world.toldOf(`code-${n}`)).toEqual([{ topic: 'effect/code-made', body: { reservationId: `code-${n}`, externalId } }]);
    expect(await world.effect(`make-code/code-${n}`)).toMatchObject({ state: 'done', reason: null });
  });

  it.each(['failBefore', 'failAfter', 'cutBefore', 'cutAfter'] as const)('is there once and told once after %s', async (kind) => {
    await world.core.outbox.add(making());
    await world.shop.strike({ field: 'discountCodeBasicCreate', kind, times: 1 });
    await world.performAll();
    expect(await world.effect(`make-code/code-${n}`)).toMatchObject({ state: 'new', attempts: 1 });
    await world.later(MINUTE);
    expect(await codes(aCode())).toBe(1);
    expect(await world.toldOf(`code-${n}`)).toHaveLength(1);
  });

  it.each(['throttled', 'tooMany', 'unauthorized'] as const)('is made although the shop first answers "%s"', async (kind) => {
    await world.core.outbox.add(making());
    await world.shop.strike({ field: 'discountCodeBasicCreate', kind, times: 1 });
    await world.performAll();
    await world.later(MINUTE);
    expect(await codes(aCode())).toBe(1);
    expect(await world.toldOf(`code-${n}`)).toHaveLength(1);
  });

  it.each(STEPS)('is there once and told once when its worker dies after it was %s', async (step: Step) => {
    await world.core.outbox.add(making());
    void world.worker(step).once();
    await untilQuiet();
    await world.later(OUTBOX.leaseMs);
    await world.later(OUTBOX.leaseMs);
    expect(await codes(aCode())).toBe(1);
    expect(await world.toldOf(`code-${n}`)).toHaveLength(1);
    expect(await world.effect(`make-code/code-${n}`)).toMatchObject({ state: 'done' });
  });

  it('is made once by two workers and somebody who waits, all at the same moment', async () => {
    await world.core.outbox.add(making());
    const [one, other] = [world.worker(), world.worker()];
    const waited = await Promise.all([one.once(), other.one(world.store, `make-code/code-${n}`), other.once()]);
    expect(waited[1]).toBe('done');
    expect(await codes(aCode())).toBe(1);
    expect(await world.toldOf(`code-${n}`)).toHaveLength(1);
  });

  it('that the shop will not make is told as refused, in the shop’s own code and without what was sent', async () => {
    await world.core.outbox.add(making());
    await world.shop.strike({ field: 'discountCodeBasicCreate', kind: 'userError', code: 'MAX_APP_DISCOUNTS', times: 1 });
    await world.performAll();
    const reason = 'MAX_APP_DISCOUNTS (no field)';
    expect(await world.toldOf(`code-${n}`)).toEqual([{ topic: 'effect/reward-refused', body: { reservationId: `code-${n}`, reason } }]);
    expect(await world.effect(`make-code/code-${n}`)).toMatchObject({ state: 'done', reason });
  });

  it('that may have been made is not told as refused because the shop turns us away afterwards', async () => {
    await world.core.outbox.add(making());
    await world.shop.strike({ field: 'discountCodeBasicCreate', kind: 'cutAfter', times: 1 }, { kind: 'unauthorized', skip: 2, times: 2 });
    await world.performAll();
    await world.later(MINUTE);
    expect(await world.toldOf(`code-${n}`)).toEqual([]);
    expect((await world.effect(`make-code/code-${n}`)).reason).toMatch(/^StoreRefused/);
    await world.later(OUTBOX.leaseMs);
    expect((await world.toldOf(`code-${n}`)).map(({ topic }) => topic)).toEqual(['effect/code-made']);
  });

  it('is told as refused where the store takes no codes', async () => {
    await world.core.outbox.add(making());
    await world.performAll(world.worker(undefined, { ...world.shop.connection, codes: null }));
    expect((await world.toldOf(`code-${n}`)).map(({ topic }) => topic)).toEqual(['effect/reward-refused']);
  });

  it('says "later" to whoever waits longer than their patience, and is made all the same', async () => {
    await world.core.outbox.add({ ...making(), dueAt: world.core.time.now + MINUTE });
    await world.shop.strike({ field: 'discountCodeBasicCreate', kind: 'slowAnswer', ms: 600, times: 1 });
    const worker = world.worker();
    expect(await worker.one(world.store, `make-code/code-${n}`, 200)).toBe('later');
    await worker.stop();
    expect((await world.toldOf(`code-${n}`)).map(({ topic }) => topic)).toEqual(['effect/code-made']);
  });
});

describe('a code that is taken away', () => {
  const removing = () => removingOf(`gone-${n}`, aCode(), world.asked());
  const made = () => world.shop.connection.rewards?.makeCode(aCodeWish({ code: aCode(), customerId, startsAt: 1 }));

  it('is told with the orders that carry it', async () => {
    await made();
    const bought = { customerEmail: `mina-${n}@example.com`, lines: [{ sku: 'TEA-SENCHA-100', quantity: 3 }], discountCode: aCode() };
    const { id } = await world.shop.call<{ id: number }>('/orders', bought);
    await world.core.outbox.add(removing());
    await world.performAll();
    expect(await world.toldOf(`gone-${n}`)).toEqual([
      { topic: 'effect/code-removed', body: { reservationId: `gone-${n}`, orderIds: [String(id)] } },
    ]);
    expect(await codes(aCode())).toBe(0);
  });

  it.each(STEPS)('is told once when its worker dies after it was %s', async (step: Step) => {
    await made();
    await world.core.outbox.add(removing());
    void world.worker(step).once();
    await untilQuiet();
    await world.later(OUTBOX.leaseMs);
    await world.later(OUTBOX.leaseMs);
    expect(await codes(aCode())).toBe(0);
    expect(await world.toldOf(`gone-${n}`)).toHaveLength(1);
  });

  it('is never told to be gone while the shop does not say so, however long that lasts, and waits where it can be seen', async () => {
    await made();
    await world.core.outbox.add(removing());
    for (let tries = 0; tries < OUTBOX.attemptsMax + 3; tries += 1) {
      await world.performAll(world.worker(undefined, null));
      world.core.time.now += 2 * OUTBOX.longestRetryMs;
    }
    expect(await world.toldOf(`gone-${n}`)).toEqual([]);
    const left = await world.effect(`remove-code/gone-${n}`);
    expect(left).toMatchObject({ state: 'new', attempts: OUTBOX.attemptsMax + 3 });
    expect(left.reason).toMatch(/^StoreUnreachable/);
    await world.performAll();
    expect(await world.toldOf(`gone-${n}`)).toHaveLength(1);
  });

  it('waits for the making of the same code to be over', async () => {
    await world.core.outbox.add(makingOf(`gone-${n}`, aCodeWish({ code: aCode(), customerId }), world.asked()));
    await world.core.outbox.add({ ...removing(), createdAt: world.core.time.now + 1 });
    await world.shop.strike({ field: 'discountCodeBasicCreate', kind: 'cutAfter', times: 1 });
    await world.performAll();
    for (let look = 0; look < 4; look += 1) await world.later(MINUTE);
    expect((await world.toldOf(`gone-${n}`)).map(({ topic }) => topic)).toEqual(['effect/code-made', 'effect/code-removed']);
    expect(await codes(aCode())).toBe(0);
  });
});

/** A worker that died does nothing more; what it began before is over after this. */
async function untilQuiet(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 400));
}
