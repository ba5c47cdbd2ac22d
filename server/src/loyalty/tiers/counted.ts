// What is measured of a member within one era, moved from instant to instant: sums are changed by what changes and never summed anew.
import type { Era } from './eras.ts';
import type { TierFigures } from './figures.ts';
import { measuredFrom } from './figures.ts';
import type { OrderStory } from './order-story.ts';
import type { Tiers } from './tiers.ts';
import { leavesAt } from './window-end.ts';

/** Points that no order gave. */
export interface Gift {
  readonly at: number;
  readonly points: number;
}

/** Everything that levels are measured by, of one person. */
export interface TierFacts {
  readonly orders: readonly OrderStory[];
  readonly gifts: readonly Gift[];
}

export type LevelEra = Era & { readonly tiers: Tiers };

interface Counting {
  measured: boolean;
  spendMinor: number;
  points: number;
}

interface Change {
  readonly at: number;
  readonly of: Counting;
  readonly leaves: boolean;
  readonly spendMinor: number;
  readonly points: number;
  /** A gift counts without a spend. */
  readonly gift: boolean;
}

export class Counted {
  readonly #changes: Change[];
  readonly #sums = { spendMinor: 0, points: 0, orders: 0 };
  #next = 0;

  /** Up to the first instant of the era, or of what is measured; nothing after `until` will be asked. */
  constructor(facts: TierFacts, era: LevelEra, from: number, until: number) {
    const since = measuredFrom(era.tiers, from, era.place);
    const orders = facts.orders.filter(({ placedAt }) => placedAt >= since).flatMap(({ placedAt, steps }) => this.#changesOf(placedAt, steps, false, era, until)); // prettier-ignore
    const gifts = facts.gifts.filter(({ at }) => at >= since).flatMap((gift) => this.#changesOf(gift.at, [{ ...gift, spendMinor: 0 }], true, era, until)); // prettier-ignore
    this.#changes = [...orders, ...gifts].filter(({ at }) => at <= until).toSorted((a, b) => a.at - b.at);
    this.to(from);
  }

  get figures(): TierFigures {
    return { ...this.#sums };
  }

  /** The next instant at which the figures change; Infinity: they stay. */
  get nextAt(): number {
    return this.#changes[this.#next]?.at ?? Infinity;
  }

  to(at: number): void {
    for (; this.nextAt <= at; this.#next += 1) {
      const change = this.#changes[this.#next];
      if (change !== undefined) this.#apply(change);
    }
  }

  #changesOf(placedAt: number, steps: OrderStory['steps'], gift: boolean, era: LevelEra, until: number): Change[] {
    const of: Counting = { measured: true, spendMinor: 0, points: 0 };
    const changes = steps.map((step) => ({ ...step, of, gift, leaves: false }));
    // Asked of the calendar only where it matters: what the window still reaches at the end does not leave it before.
    const stays = until !== Infinity && placedAt >= measuredFrom(era.tiers, until, era.place);
    const end = stays ? Infinity : leavesAt(era.tiers, placedAt, era.place);
    return end === Infinity ? changes : [...changes, { at: end, of, gift, leaves: true, spendMinor: 0, points: 0 }];
  }

  #apply({ of, leaves, spendMinor, points, gift }: Change): void {
    this.#count(of, gift, -1);
    of.spendMinor += spendMinor;
    of.points += points;
    if (leaves) of.measured = false;
    this.#count(of, gift, 1);
  }

  /** An order of which everything was given back is none, as in `figuresOf`. */
  #count({ measured, spendMinor, points }: Counting, gift: boolean, sign: 1 | -1): void {
    if (!measured || (!gift && spendMinor <= 0)) return;
    this.#sums.points += sign * points;
    if (gift) return;
    this.#sums.spendMinor += sign * spendMinor;
    this.#sums.orders += sign;
  }
}
