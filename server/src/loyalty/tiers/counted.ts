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
  /** By which it was changed; absent: it never is. */
  readonly later?: readonly { readonly at: number; readonly points: number }[];
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

const giftSteps = ({ at, points, later = [] }: Gift) => [{ at, points }, ...later].map((step) => ({ ...step, spendMinor: 0 }));

function changesOf({ placedAt, steps, gift }: OrderStory & { readonly gift: boolean }, era: LevelEra, stays: number): Change[] {
  const of: Counting = { measured: true, spendMinor: 0, points: 0 };
  const changes = steps.map((step) => ({ ...step, of, gift, leaves: false }));
  const end = placedAt >= stays ? Infinity : leavesAt(era.tiers, placedAt, era.place);
  return end === Infinity ? changes : [...changes, { at: end, of, gift, leaves: true, spendMinor: 0, points: 0 }];
}

export class Counted {
  readonly #changes: Change[];
  readonly #sums = { spendMinor: 0, points: 0, orders: 0 };
  #next = 0;

  /** From an instant of the era on; nothing after `until` will be asked. */
  constructor({ orders, gifts }: TierFacts, era: LevelEra, from: number, until: number) {
    const since = measuredFrom(era.tiers, from, era.place);
    // What the window still reaches at the end does not leave it before: the calendar is asked only about the rest.
    const stays = until === Infinity ? Infinity : measuredFrom(era.tiers, until, era.place);
    const placed = [
      ...orders.map((order) => ({ ...order, gift: false })),
      ...gifts.map((gift) => ({ placedAt: gift.at, steps: giftSteps(gift), gift: true })),
    ];
    const changes = placed.filter(({ placedAt }) => placedAt >= since).flatMap((each) => changesOf(each, era, stays));
    this.#changes = changes.filter(({ at }) => at <= until).toSorted((a, b) => a.at - b.at);
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
