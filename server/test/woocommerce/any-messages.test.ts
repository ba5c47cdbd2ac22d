// Whatever happens in a shop, and whatever becomes of what it says: lost, late, twice, in any order, refused, answered and the answer lost. After one comparison the ledger
// is what the orders are worth. The end is a function of the orders, never of the messages.
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startLife, type LifeOf } from './shop-life.ts';
import { orderId } from '../../src/loyalty/ids.ts';
import { SEED } from '../builders/seed.ts';
import { theDoors, type Doors } from '../builders/woo-store.ts';
import { worths } from './truth.ts';

/** Ever new ones, and more of them, by hand: LIVES=500. */
const BY_HAND = process.env['LIVES'];
const CHOSEN = BY_HAND === undefined ? { numRuns: 16, seed: SEED, endOnFailure: true } : { numRuns: Number(BY_HAND), endOnFailure: true };

let doors: Doors;
beforeAll(async () => {
  doors = await theDoors();
});
afterAll(() => doors.close());

const anything: fc.Arbitrary<number> = fc.nat({ max: 1_000_000 });
const step = fc.record({ what: anything, which: anything, how: anything, fate: anything });

async function ended({ shop, ids }: LifeOf): Promise<Record<string, number>> {
  return Object.fromEntries(await Promise.all(ids.map(async (id) => [String(id), await shop.pointsOf(id)] as const)));
}

/** Whoever holds the points of an order is its customer where it has one. */
async function holders({ shop, ids }: LifeOf): Promise<void> {
  const { core, store, woo } = shop;
  for (const id of ids) {
    const customer = woo.shop.orders.get(id)?.customerId ?? 0;
    const shares = (await core.entries.sharesOfOrder(store, orderId(String(id)))).filter(({ points }) => points > 0);
    const members = await core.members.many(store, shares.map(({ memberId }) => memberId)); // prettier-ignore
    for (const { externalId, kind } of members) expect([id, externalId, kind]).toEqual(customer === 0 ? [id, null, 'guest'] : [id, String(customer), 'account']); // prettier-ignore
  }
}

describe('any life of a shop, and any fate of what it says', () => {
  it('ends, after one comparison, with what its orders are worth', { timeout: 600_000 }, async () => {
    let [orders, earning, lost] = [0, 0, 0];
    const lives = fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40, size: 'max' }), async (steps) => {
      const life = await startLife(doors);
      try {
        for (const one of steps) await life.live(one);
        await life.shop.work();
        await life.shop.compare();
        expect(await ended(life)).toEqual(worths(life.shop.woo.shop, life.ids));
        await holders(life);
        expect((await life.shop.core.proof.verify(life.shop.store)).problems).toEqual([]);
        // What is still on its way comes after all. One that is as old to the second as what is kept may be taken for the newer one, until the next comparison.
        await life.lateOnes();
        await life.shop.work();
        await life.shop.compare();
        expect(await ended(life)).toEqual(worths(life.shop.woo.shop, life.ids));
        expect(await life.shop.compare()).toBe(0);
        const worth = Object.values(worths(life.shop.woo.shop, life.ids));
        [orders, earning, lost] = [orders + worth.length, earning + worth.filter((points) => points > 0).length, lost + life.lost()];
      } finally {
        await life.shop.close();
      }
    });
    await fc.assert(lives, CHOSEN);
    // A property that nothing happens to proves nothing.
    expect([orders > 80, earning > 25, lost > 150]).toEqual([true, true, true]);
  });
});
