import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareSightings, winsWithoutAsking, type Sighting } from '../../src/loyalty/orders/newer.ts';
import { anOrder, aRefund } from '../builders/orders.ts';
import { SEED } from '../builders/seed.ts';

function seen(
  version: number,
  change: Partial<Sighting> & { refunded?: number; standing?: 'open' | 'deleted' | 'cancelled' } = {},
): Sighting {
  const { refunded = 0, standing = 'open', ...rest } = change;
  const order = anOrder({ version, standing, refunds: refunded > 0 ? [aRefund(refunded)] : [] });
  return { order, provenance: 'pushed', seenAt: 0, digest: `${version}-${refunded}-${standing}`, ...rest };
}

describe('which state of an order is newer', () => {
  it('counts a pushed state only if its version is strictly newer', () => {
    expect(compareSightings(seen(5), seen(6))).toBe('newer');
    expect(compareSightings(seen(5), seen(4))).toBe('older');
    expect(compareSightings(seen(5), seen(5))).toBe('same');
  });

  it('asks the store when two states have one time and other content, when there is no version, or when it was found gone', () => {
    expect(compareSightings(seen(5), seen(5, { refunded: 100 }))).toBe('doubtful');
    expect(compareSightings(seen(5), seen(0))).toBe('doubtful');
    expect(compareSightings(seen(5, { standing: 'deleted' }), seen(6))).toBe('doubtful');
  });

  it('believes what it fetched over what was pushed, and the later of two fetches', () => {
    const fetched = seen(5, { provenance: 'fetched', seenAt: 10, refunded: 1 });
    expect(compareSightings(seen(5), fetched)).toBe('newer');
    expect(compareSightings(fetched, seen(5, { provenance: 'fetched', seenAt: 9 }))).toBe('older');
    expect(compareSightings(fetched, seen(5, { provenance: 'fetched', seenAt: 11 }))).toBe('newer');
    expect(compareSightings(fetched, seen(5))).toBe('doubtful');
  });

  it('does not believe an older fetch over a newer push: it asks again', () => {
    expect(compareSightings(seen(7), seen(5, { provenance: 'fetched', seenAt: 10 }))).toBe('doubtful');
  });

  it('ends at the same state in every arrival order where the store cannot be asked', () => {
    const sighting = fc.record({
      version: fc.integer({ min: 1, max: 3 }),
      refunded: fc.integer({ min: 0, max: 2 }),
      standing: fc.constantFrom('open' as const, 'cancelled' as const),
    });
    const last = (states: readonly Sighting[]): Sighting | undefined => states.reduce<Sighting | undefined>((known, next) => {
      if (known === undefined) return next;
      const comparison = compareSightings(known, next);
      return comparison === 'newer' || (comparison === 'doubtful' && winsWithoutAsking(known, next)) ? next : known;
    }, undefined); // prettier-ignore
    fc.assert(
      fc.property(fc.array(sighting, { minLength: 1, maxLength: 8 }), fc.infiniteStream(fc.nat()), (facts, dice) => {
        const states = facts.map(({ version, ...rest }) => seen(version, rest));
        const shuffled = states.map((state) => ({ state, at: dice.next().value as number })).toSorted((a, b) => a.at - b.at);
        expect(last(shuffled.map(({ state }) => state))?.digest).toBe(last(states)?.digest);
      }),
      { seed: SEED },
    );
  });
});
