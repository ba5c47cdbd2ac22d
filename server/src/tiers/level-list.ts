// Which of many members are in which level now: by their rows, and by everything known where a row cannot say it (yet).
import type { MemberId, StoreId } from '../loyalty/ids.ts';
import { levelIn, standingAt } from '../loyalty/tiers/life.ts';
import { factsOfPersons } from './persons-facts.ts';
import type { FactReader, StatusRow, StatusRows, WalkMarks } from './status-row.ts';
import type { Levels, Statuses } from './statuses.ts';

export interface LevelListOptions {
  readonly rows: StatusRows;
  readonly facts: FactReader;
  readonly marks: Pick<WalkMarks, 'get'>;
  readonly statuses: Pick<Statuses, 'levels'>;
  readonly clock: () => number;
}

/** Those of a store who are in one level. */
export interface InLevel {
  readonly fits: (memberIds: readonly MemberId[]) => Promise<ReadonlySet<MemberId>>;
  /** In the order of their ids; null: they are too many, or not all known by rows, so everybody has to be looked at. */
  readonly next: ((after: MemberId | null, limit: number) => Promise<MemberId[]>) | null;
}

const NOBODY_KNOWN: ReadonlyMap<MemberId, string | null> = new Map();
const NO_FACTS = { orders: [], gifts: [] };

/** Null while there are no levels. */
function nobodysLevel({ eras }: Levels, at: number): string | null {
  return standingAt(NO_FACTS, eras, at)?.status.tierId ?? null;
}

export class LevelList {
  readonly #options: LevelListOptions;

  constructor(options: LevelListOptions) {
    this.#options = options;
  }

  /** The level of each of these persons now. Empty where the program has no levels. */
  async levelsOf(storeId: StoreId, memberIds: readonly MemberId[]): Promise<ReadonlyMap<MemberId, string | null>> {
    const levels = memberIds.length === 0 ? null : await this.#options.statuses.levels(storeId);
    return levels === null ? NOBODY_KNOWN : this.#levelsOf(storeId, memberIds, levels);
  }

  async inLevel(storeId: StoreId, tierId: string): Promise<InLevel> {
    const levels = await this.#options.statuses.levels(storeId);
    if (levels === null) return { fits: () => Promise.resolve(new Set<MemberId>()), next: () => Promise.resolve([]) };
    const fits = async (memberIds: readonly MemberId[]): Promise<ReadonlySet<MemberId>> => {
      const known = await this.#levelsOf(storeId, memberIds, levels);
      return new Set(memberIds.filter((memberId) => known.get(memberId) === tierId));
    };
    const { rows, clock } = this.#options;
    const now = clock();
    const rare = nobodysLevel(levels, now) !== tierId && (await this.#allLookedAt(storeId, levels));
    return { fits, next: rare ? (after, limit) => rows.inLevel(storeId, tierId, now, after, limit) : null };
  }

  /** Whoever has no row by then has nothing that is measured. */
  async #allLookedAt(storeId: StoreId, { measure }: Levels): Promise<boolean> {
    const mark = await this.#options.marks.get(storeId);
    return mark !== null && mark.done && mark.measure === measure;
  }

  async #levelsOf(storeId: StoreId, memberIds: readonly MemberId[], levels: Levels): Promise<Map<MemberId, string | null>> {
    const now = this.#options.clock();
    const [rows, whole] = await Promise.all([this.#options.rows.many(storeId, memberIds), this.#allLookedAt(storeId, levels)]);
    const byMember = new Map(rows.map((row) => [row.memberId, row]));
    const saysIt = (row: StatusRow | undefined): boolean => (row === undefined ? whole : row.measure === levels.measure);
    const nobodys = nobodysLevel(levels, now);
    const found = new Map(
      memberIds.map((memberId) => {
        const row = byMember.get(memberId);
        return [memberId, row === undefined || row.spans.length === 0 ? nobodys : levelIn(row.spans, now)];
      }),
    );
    const untold = memberIds.filter((memberId) => !saysIt(byMember.get(memberId)));
    if (untold.length === 0) return found;
    const facts = await factsOfPersons(this.#options, storeId, untold, levels.eras);
    for (const [memberId, theirs] of facts) found.set(memberId, standingAt(theirs, levels.eras, now)?.status.tierId ?? null);
    return found;
  }
}
