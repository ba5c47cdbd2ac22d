// Deliveries get lost. Whatever was lost, after the store was compared with what is kept everything is as if nothing had been.
import { afterEach, describe, expect, it } from 'vitest';
import { RECONCILE } from '../../src/limits.ts';
import { aSandboxShop, type SandboxShop, type SandboxShopOptions } from '../builders/sandbox-shop.ts';
import { endState, live } from './shop-life.ts';

const MINUTE = 60_000;
const STEPS = 60;
/** Every run of one seed lives at the same instants. */
const FROM = Math.floor((Date.now() - 40 * MINUTE) / 1000) * 1000;
const shops: SandboxShop[] = [];
afterEach(async () => {
  for (const shop of shops.splice(0)) await shop.close();
});

async function aShop(options: SandboxShopOptions = {}): Promise<SandboxShop> {
  const shop = await aSandboxShop({ installedAt: FROM - MINUTE, ...options });
  shops.push(shop);
  return shop;
}

/** A look, a quarter of an hour later, and everything that it found. */
async function compared(shop: SandboxShop): Promise<number> {
  shop.core.time.now = Date.now() + 15 * MINUTE;
  const look = await shop.core.reconciler.look(await shop.record());
  await shop.work();
  await shop.core.reconciler.advance(shop.store);
  if (look.kind !== 'looked') throw new Error(`the look ended as ${JSON.stringify(look)}`);
  return look.found;
}

const fourOfTen = (_: string, digest: number): boolean => digest % 10 < 4;

describe('when deliveries are lost', () => {
  it.each([1, 2, 3, 4])('the end is as if none had been, with the seed %i', async (seed) => {
    const whole = await aShop();
    const ids = await live(whole, seed, FROM, STEPS);
    await whole.settle();

    let [lost, sent] = [0, 0];
    const loses = (topic: string, digest: number): boolean => {
      const isLost = fourOfTen(topic, digest);
      [lost, sent] = [lost + Number(isLost), sent + 1];
      return isLost;
    };
    const lossy = await aShop({ loses });
    expect(await live(lossy, seed, FROM, STEPS)).toEqual(ids);
    await lossy.settle();
    expect(lost / sent).toBeGreaterThan(0.2);
    await compared(lossy);
    expect(await endState(lossy, ids)).toEqual(await endState(whole, ids));
    expect((await lossy.core.inbox.summary(lossy.store, Date.now())).dead).toBe(0);
  });

  it('the same holds when they are also repeated and out of order', async () => {
    const whole = await aShop();
    const ids = await live(whole, 5, FROM, STEPS);
    await whole.settle();
    const lossy = await aShop();
    await lossy.act('/faults', { dropRate: 0.4, duplicateRate: 0.3, shuffleMs: 300 });
    await live(lossy, 5, FROM, STEPS);
    await lossy.settle();
    await compared(lossy);
    expect(await endState(lossy, ids)).toEqual(await endState(whole, ids));
  });

  it('nothing at all has to arrive', async () => {
    const whole = await aShop();
    const ids = await live(whole, 6, FROM, STEPS);
    await whole.settle();
    const deaf = await aShop({ loses: () => true });
    await live(deaf, 6, FROM, STEPS);
    expect(await endState(deaf, ids)).not.toEqual(await endState(whole, ids));
    expect(await compared(deaf)).toBeGreaterThan(5);
    const [known, told] = [await endState(deaf, ids), await endState(whole, ids)];
    // Who is only known by an order that is gone was never heard of.
    expect({ ...known, people: [] }).toEqual({ ...told, people: [] });
  });
});

describe('a second look', () => {
  it('finds nothing and changes nothing', async () => {
    const shop = await aShop({ loses: fourOfTen });
    const ids = await live(shop, 7, FROM, STEPS);
    await shop.settle();
    await compared(shop);
    const [state, entries] = [await endState(shop, ids), await entriesOf(shop)];
    expect(await compared(shop)).toBe(0);
    expect(await compared(shop)).toBe(0);
    expect([await endState(shop, ids), await entriesOf(shop)]).toEqual([state, entries]);
  });

  it('finds nothing after everything arrived by itself', async () => {
    const shop = await aShop();
    await live(shop, 8, FROM, STEPS);
    await shop.settle();
    expect(await compared(shop)).toBe(0);
  });

  it('is within a quarter of an hour, with time to spare', () => {
    expect(RECONCILE.everyMs + RECONCILE.graceMs + RECONCILE.tickMs).toBeLessThan(10 * MINUTE);
    expect(RECONCILE.longestRetryMs).toBeLessThan(15 * MINUTE);
  });
});

async function entriesOf({ core, store }: SandboxShop): Promise<number> {
  const { members } = await core.members.search(store, null, null, 100);
  const chains = await Promise.all(members.map(({ memberId }) => core.entries.history(store, memberId, null, 1_000)));
  return chains.flat().length;
}
