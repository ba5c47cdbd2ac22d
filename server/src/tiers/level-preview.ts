// Who would be in another level: every person measured by the levels of now and by the ones that are thought of, by the same facts that decide later.
import type { MemberId, StoreId } from '../loyalty/ids.ts';
import type { Program } from '../loyalty/program/program.ts';
import type { TierFacts } from '../loyalty/tiers/counted.ts';
import { eraOf } from '../loyalty/tiers/eras.ts';
import { figuresAt } from '../loyalty/tiers/figures-at.ts';
import type { TierFigures } from '../loyalty/tiers/figures.ts';
import { whoMoves, type MemberFigures, type TierMove } from '../loyalty/tiers/who-moves.ts';
import { factsOfPersons } from './persons-facts.ts';
import type { FactReader, StatusRows } from './status-row.ts';

export interface LevelPreviewOptions {
  readonly rows: Pick<StatusRows, 'many' | 'mergedInto'>;
  readonly facts: FactReader;
  readonly clock: () => number;
}

const BATCH = 500;
const NOTHING: TierFigures = { spendMinor: 0, points: 0, orders: 0 };

function figuresBy({ tiers, timeZone, calendar }: Program, facts: TierFacts, now: number): TierFigures {
  return tiers === null ? NOTHING : figuresAt(facts, now, tiers, { timeZone, calendar });
}

export class LevelPreview {
  readonly #options: LevelPreviewOptions;

  constructor(options: LevelPreviewOptions) {
    this.#options = options;
  }

  /** `members`: how many there are, with orders or without. Reads, and keeps sums only. */
  async moves(storeId: StoreId, live: Program, after: Program, members: number): Promise<TierMove[]> {
    const measured: MemberFigures[] = [];
    for await (const batch of this.#measured(storeId, live, after)) measured.push(...batch);
    const others = Math.max(0, members - measured.length);
    const nothing = { memberId: '', before: NOTHING, after: NOTHING };
    return whoMoves([...measured, ...Array.from({ length: others }, () => nothing)], live.tiers, after.tiers);
  }

  async *#measured(storeId: StoreId, live: Program, after: Program): AsyncIterable<MemberFigures[]> {
    const now = this.#options.clock();
    for (let last: MemberId | null = null; ;) {
      const memberIds: MemberId[] = await this.#options.facts.everyone(storeId, last, BATCH);
      const facts = await factsOfPersons(this.#options, storeId, await this.#persons(storeId, memberIds), [eraOf(live), eraOf(after)]);
      // Whoever did nothing that is measured is told apart by number alone.
      const busy = [...facts].filter(([, { orders, gifts }]) => orders.length + gifts.length > 0);
      yield busy.map(([memberId, theirs]) => ({
        memberId,
        before: figuresBy(live, theirs, now),
        after: figuresBy(after, theirs, now),
      }));
      if (memberIds.length < BATCH) return;
      last = memberIds.at(-1) ?? null;
    }
  }

  /** Without those who are part of somebody else. */
  async #persons(storeId: StoreId, memberIds: readonly MemberId[]): Promise<MemberId[]> {
    const rows = await this.#options.rows.many(storeId, memberIds);
    const merged = new Set(rows.flatMap(({ memberId, into }) => (into === null ? [] : [memberId])));
    return memberIds.filter((memberId) => !merged.has(memberId));
  }
}
