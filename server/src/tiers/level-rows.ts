// Rows of levels as a whole: taken further when instants pass and when the program's levels change, proved, and made again.
import type { MemberId, StoreId } from '../loyalty/ids.ts';
import type { FactReader, StatusRows, WalkMarks } from './status-row.ts';
import { textOfRow, type Levels, type Statuses } from './statuses.ts';

export interface LevelRowsOptions {
  readonly rows: StatusRows;
  readonly facts: Pick<FactReader, 'everyone'>;
  readonly marks: WalkMarks;
  readonly statuses: Pick<Statuses, 'levels' | 'refresh' | 'rightTexts'>;
  readonly clock: () => number;
}

const BATCH = 200;
/** So many side by side: more would only wait for each other. */
const ABREAST = 8;
const LOOKS = 3;

async function abreast(memberIds: readonly MemberId[], look: (memberId: MemberId) => Promise<boolean>): Promise<number> {
  let found = 0;
  for (let from = 0; from < memberIds.length; from += ABREAST) {
    const answers = await Promise.all(memberIds.slice(from, from + ABREAST).map(look));
    found += answers.filter(Boolean).length;
  }
  return found;
}

export class LevelRows {
  readonly #options: LevelRowsOptions;

  constructor(options: LevelRowsOptions) {
    this.#options = options;
  }

  /** What became due by itself, and everybody once after the program's levels changed. Says how many members it looked at. */
  async advance(storeId: StoreId): Promise<number> {
    const levels = await this.#options.statuses.levels(storeId);
    return levels === null ? 0 : (await this.#advanceDue(storeId)) + (await this.#walk(storeId, levels));
  }

  /** Members whose row does not say what orders and entries say. Reads only. */
  async wrong(storeId: StoreId): Promise<MemberId[]> {
    const levels = await this.#options.statuses.levels(storeId);
    const mark = levels === null ? null : await this.#options.marks.get(storeId);
    // Before everybody was looked at, rows are still being written, and nobody goes by them alone.
    if (levels === null || mark === null || !mark.done || mark.measure !== levels.measure) return [];
    const wrong: MemberId[] = [];
    for await (const memberIds of this.#all(storeId)) {
      for (const memberId of await this.#differing(storeId, memberIds, levels)) {
        if (await this.#isWrong(storeId, memberId, levels)) wrong.push(memberId);
      }
    }
    return wrong;
  }

  /** Makes every row again from what is stored. Says how many were not right. */
  async rebuild(storeId: StoreId): Promise<number> {
    const levels = await this.#options.statuses.levels(storeId);
    if (levels === null) return 0;
    let mended = 0;
    for await (const memberIds of this.#all(storeId)) mended += await this.#refresh(storeId, await this.#differing(storeId, memberIds, levels)); // prettier-ignore
    await this.#options.marks.set(storeId, { measure: levels.measure, after: null, done: true });
    return mended;
  }

  #refresh(storeId: StoreId, memberIds: readonly MemberId[]): Promise<number> {
    return abreast(memberIds, (memberId) => this.#options.statuses.refresh(storeId, memberId));
  }

  async #advanceDue(storeId: StoreId): Promise<number> {
    const { rows, clock } = this.#options;
    let looked = 0;
    for (;;) {
      const due = await rows.due(storeId, clock(), BATCH);
      await this.#refresh(storeId, due);
      looked += due.length;
      if (due.length < BATCH) return looked;
    }
  }

  /** Goes on where it stopped; begins anew when the levels changed again meanwhile. */
  async #walk(storeId: StoreId, levels: Levels): Promise<number> {
    const { marks, statuses } = this.#options;
    const { measure } = levels;
    const known = await marks.get(storeId);
    const mark = known?.measure === measure ? known : { measure, after: null, done: false };
    if (mark.done) return 0;
    let looked = 0;
    for await (const memberIds of this.#everyone(storeId, mark.after)) {
      await this.#refresh(storeId, await this.#differing(storeId, memberIds, levels));
      looked += memberIds.length;
      await marks.set(storeId, { measure, after: memberIds.at(-1) ?? null, done: false });
      if ((await statuses.levels(storeId))?.measure !== measure) return looked;
    }
    await marks.set(storeId, { measure, after: null, done: true });
    return looked;
  }

  async *#everyone(storeId: StoreId, from: MemberId | null): AsyncIterable<readonly MemberId[]> {
    for (let after = from; ;) {
      const memberIds = await this.#options.facts.everyone(storeId, after, BATCH);
      if (memberIds.length > 0) yield memberIds;
      if (memberIds.length < BATCH) return;
      after = memberIds.at(-1) ?? null;
    }
  }

  /** Everybody who has a row, and everybody who might need one. */
  async *#all(storeId: StoreId): AsyncIterable<readonly MemberId[]> {
    for await (const rows of this.#options.rows.every(storeId)) yield rows.map(({ memberId }) => memberId);
    for await (const memberIds of this.#everyone(storeId, null)) {
      const have = new Set((await this.#options.rows.many(storeId, memberIds)).map(({ memberId }) => memberId));
      yield memberIds.filter((memberId) => !have.has(memberId));
    }
  }

  /** Whose row does not say what it should, as far as one look tells. */
  async #differing(storeId: StoreId, memberIds: readonly MemberId[], levels: Levels): Promise<MemberId[]> {
    const right = await this.#options.statuses.rightTexts(storeId, memberIds, levels);
    const rows = new Map((await this.#options.rows.many(storeId, memberIds)).map((row) => [row.memberId, textOfRow(row)]));
    return memberIds.filter((memberId) => (rows.get(memberId) ?? null) !== (right.get(memberId) ?? null));
  }

  /** Read again before it is called wrong: the store works meanwhile. */
  async #isWrong(storeId: StoreId, memberId: MemberId, levels: Levels): Promise<boolean> {
    for (let look = 0; look < LOOKS; look += 1) {
      if ((await this.#differing(storeId, [memberId], levels)).length === 0) return false;
    }
    return true;
  }
}
