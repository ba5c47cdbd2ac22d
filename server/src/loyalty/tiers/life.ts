/**
 * A member's levels over time, from everything that is known: past, present, and the future in which nothing more happens. Every instant at which
 * anything can change is visited in order: orders and refunds, ends of windows, of promises and of graces, new versions of the program. So the
 * answer for an instant is the same whenever it is asked, and whoever asked before.
 */
import { Counted, type LevelEra, type TierFacts } from './counted.ts';
import type { Era } from './eras.ts';
import type { TierFigures } from './figures.ts';
import { entryPointsOf, tierAfter, type TierStatus } from './status.ts';

export interface LevelSpan {
  /** null: in no level. */
  readonly tierId: string | null;
  readonly from: number;
  /** null: for ever, if nothing more happens. */
  readonly until: number | null;
}

/** A level was entered for the first time, and its version of the program gives something for that. */
export interface LevelEntry {
  readonly tierId: string;
  readonly at: number;
}

export interface Life {
  readonly spans: readonly LevelSpan[];
  readonly entries: readonly LevelEntry[];
}

/** How somebody stands at an instant. */
export interface Standing {
  readonly status: TierStatus;
  /** In this level without a break; a promise that was renewed breaks nothing. null: nothing ever happened. */
  readonly since: number | null;
  readonly figures: TierFigures;
  /** They should know by now that the level will be lost at `status.losesAt`. */
  readonly notice: boolean;
}

const NOTHING: TierFigures = { spendMinor: 0, points: 0, orders: 0 };

/** Nobody's level is looked at before there is anything to look at. */
function beginningOf({ orders, gifts }: TierFacts): number {
  const firsts = [...orders.flatMap(({ steps }) => steps.slice(0, 1)), ...gifts].map(({ at }) => at);
  return firsts.reduce((a, b) => Math.min(a, b), Infinity);
}

class Walk {
  readonly spans: { tierId: string | null; from: number; until: number | null }[] = [];
  readonly entries: LevelEntry[] = [];
  standing: Standing | null = null;
  readonly #facts: TierFacts;
  readonly #levels: (string | null)[] = [];

  constructor(facts: TierFacts) {
    this.#facts = facts;
  }

  /** `until` is included. */
  through(era: Era, from: number, last: number): void {
    if (era.tiers === null) {
      if (this.standing !== null) this.#note(null, from);
      this.standing = null;
      return;
    }
    const levels: LevelEra = { ...era, tiers: era.tiers };
    const counted = new Counted(this.#facts, levels, from, last);
    for (let now = from; now <= last && now !== Infinity;) {
      counted.to(now);
      this.#look(levels, counted.figures, now);
      now = Math.min(counted.nextAt, this.#endAt(counted.nextAt === Infinity && last === Infinity));
    }
  }

  #look({ tiers, place }: LevelEra, figures: TierFigures, now: number): void {
    const { status, change, notice } = tierAfter(this.standing?.status ?? null, figures, now, tiers, place);
    if (change !== null) {
      if (change.to !== null && entryPointsOf(change, this.#levels, tiers) > 0) this.entries.push({ tierId: change.to, at: now });
      this.#levels.push(change.to);
    }
    this.#note(status.tierId, now);
    this.standing = { status, since: this.spans.at(-1)?.from ?? now, figures, notice };
  }

  /** The next instant at which the status may change by itself. Where nothing else will ever happen, promises are renewed for ever. */
  #endAt(nothingElse: boolean): number {
    const { losesAt, validUntil } = this.standing?.status ?? { losesAt: null, validUntil: null };
    if (losesAt !== null) return losesAt;
    return nothingElse ? Infinity : (validUntil ?? Infinity);
  }

  #note(tierId: string | null, at: number): void {
    const open = this.spans.at(-1);
    if (open?.tierId === tierId) return;
    if (open !== undefined) open.until = at;
    this.spans.push({ tierId, from: at, until: null });
  }
}

function walked(facts: TierFacts, eras: readonly Era[], until: number): Walk {
  const walk = new Walk(facts);
  const begin = beginningOf(facts);
  eras.forEach((era, index) => {
    const end = (eras[index + 1]?.from ?? Infinity) - 1;
    const [from, last] = [Math.max(era.from, begin), Math.min(end, until)];
    if (from <= last && from !== Infinity) walk.through(era, from, last);
  });
  return walk;
}

/** All of it, as of all that is known. No spans: there is nothing to look at, and they stand where {@link standingAt} puts nobody's. */
export function lifeOf(facts: TierFacts, eras: readonly Era[]): Life {
  const { spans, entries } = walked(facts, eras, Infinity);
  return { spans, entries };
}

/** Null: the program has no levels then. */
export function standingAt(facts: TierFacts, eras: readonly Era[], at: number): Standing | null {
  const era = eras.findLast(({ from }) => from <= at);
  if (era?.tiers == null) return null;
  const { standing } = walked(facts, eras, at);
  if (standing !== null) return standing;
  const { status, notice } = tierAfter(null, NOTHING, at, era.tiers, era.place);
  return { status, since: null, figures: NOTHING, notice };
}

/** In which level somebody is at an instant; null: none. */
export function levelIn(spans: readonly LevelSpan[], at: number): string | null {
  return spans.find(({ from, until }) => from <= at && (until === null || at < until))?.tierId ?? null;
}
