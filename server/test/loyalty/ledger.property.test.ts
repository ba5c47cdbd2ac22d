// Random lives of a member: whatever happens in whatever order, every promise holds after every entry.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hashOfEntry } from '../../src/ledger/hash.ts';
import { entryKey, memberId, storeId } from '../../src/loyalty/ids.ts';
import { asOf } from '../../src/loyalty/ledger/advance.ts';
import { canonicalState, parseState } from '../../src/loyalty/ledger/canonical.ts';
import type { Command } from '../../src/loyalty/ledger/command.ts';
import { decide } from '../../src/loyalty/ledger/decide.ts';
import type { Entry } from '../../src/loyalty/ledger/entry.ts';
import { brokenBy } from '../../src/loyalty/ledger/invariants.ts';
import { EMPTY_STATE } from '../../src/loyalty/ledger/state.ts';
import { isRefused } from '../../src/loyalty/refusal.ts';
import { adjust, award, circumstances, givenIn, settleOrder } from '../builders/commands.ts';
import { SEED } from '../builders/seed.ts';

const HOUR = 3_600_000;
type Wish = {
  readonly after: number;
  readonly what: 'order' | 'award' | 'adjust' | 'expire';
  readonly order: number;
  readonly amount: number;
  readonly wait: number | null;
  readonly life: number | null;
};

const wish: fc.Arbitrary<Wish> = fc.record({
  after: fc.integer({ min: -2, max: 60 }),
  what: fc.constantFrom('order', 'order', 'award', 'adjust', 'expire'),
  order: fc.integer({ min: 1, max: 3 }),
  amount: fc.integer({ min: 0, max: 200 }),
  wait: fc.option(fc.integer({ min: 0, max: 40 })),
  life: fc.option(fc.integer({ min: 1, max: 90 })),
}); // prettier-ignore

class Life {
  readonly chain: Entry[] = [];
  now = 0;

  command({ what, order, amount, wait, life }: Wish): Command {
    const availableAt = wait === null ? null : this.now + wait * HOUR;
    const expiresAt = life === null ? null : this.now + ((wait ?? 0) + life) * HOUR;
    if (what === 'expire') return { kind: 'expire' };
    if (what === 'adjust') return adjust(amount % 2 === 0 ? amount : -amount);
    if (what === 'award') return award(amount, { availableAt: availableAt ?? 0, expiresAt });
    return settleOrder(amount, givenIn(this.chain, String(order)), { order: String(order), availableAt, expiresAt });
  }

  live(next: Wish): void {
    this.now = Math.max(0, this.now + next.after * HOUR);
    const previous = this.chain.at(-1) ?? null;
    const head = { seq: previous?.seq ?? 0, at: previous?.at ?? 0, state: previous?.after ?? EMPTY_STATE };
    const watermark = this.now - (next.amount % 30) * HOUR;
    const decided = decide(head, this.command(next), circumstances(this.now, { watermark }));
    if (isRefused(decided)) return;
    const who = {
      storeId: storeId('s'),
      memberId: memberId('m'),
      seq: head.seq + 1,
      key: entryKey(`k${head.seq}`),
      inputHash: '',
      cause: 'c',
    };
    const unhashed = { ...decided, ...who, prevHash: previous?.hash ?? '' };
    const entry = { ...unhashed, hash: hashOfEntry(unhashed) };
    expect(brokenBy(previous, entry, hashOfEntry)).toEqual([]);
    this.chain.push(entry);
  }
}

function lived(wishes: readonly Wish[]): Life {
  const life = new Life();
  for (const next of wishes) life.live(next);
  return life;
}

describe('a member after any sequence of orders, awards, adjustments and clock jumps', () => {
  const wishes = fc.array(wish, { minLength: 1, maxLength: 40 });

  it('keeps every promise of the ledger in every entry', () => {
    fc.assert(
      fc.property(wishes, (all) => void lived(all)),
      { seed: SEED, numRuns: 400 },
    );
  });

  it('has been given exactly what each order last deserved', () => {
    const check = (all: Wish[]): void => {
      const { chain } = lived(all);
      for (const [order, entries] of Map.groupBy(chain.filter((e) => e.order !== null), (e) => e.order?.orderId)) {
        const given = entries.reduce((sum, entry) => sum + (entry.order?.delta ?? 0), 0);
        expect([order, given]).toEqual([order, entries.at(-1)?.order?.deserved]);
      }
    }; // prettier-ignore
    fc.assert(fc.property(wishes, check), { seed: SEED, numRuns: 200 });
  });

  it('reads the same at any later time, whether or not a job posts what is due on the way', () => {
    const check = (all: Wish[], hours: number[]): void => {
      const life = lived(all);
      const last = life.chain.at(-1);
      if (last === undefined) return;
      const times = hours.map((hour) => last.at + hour * HOUR).toSorted((a, b) => a - b);
      const atEnd = times.at(-1) ?? last.at;
      const stepwise = times.reduce((state, at) => asOf(state, at), last.after);
      expect(canonicalState(stepwise)).toBe(canonicalState(asOf(last.after, atEnd)));
    };
    fc.assert(fc.property(wishes, fc.array(fc.integer({ min: 0, max: 200 }), { minLength: 1, maxLength: 5 }), check), {
      seed: SEED,
      numRuns: 200,
    });
  });

  it('survives being written down and read again', () => {
    const check = (all: Wish[]): void => {
      for (const { after } of lived(all).chain) expect(parseState(canonicalState(after))).toEqual(after);
    };
    fc.assert(fc.property(wishes, check), { seed: SEED, numRuns: 100 });
  });
});
