// Many balance rows in few statements. A statement for each would cost more than the row; so the rows of a store are one statement, in which
// every row finds its own new values and takes them only if they are newer.
import type { mongo } from 'mongoose';
import type { MemberId, StoreId } from '../../loyalty/ids.ts';
import type { BalanceRow } from '../../projections/balance-store.ts';
import { onlyDuplicateKeys, type Collection } from './collection.ts';
import { againOnConflict } from './write-conflict.ts';

/** Below this a statement for each row is cheaper than looking each one up in a list. */
const TOGETHER_MIN = 4;

type Statement = mongo.AnyBulkWriteOperation<BalanceRow>;

function alone({ storeId, memberId, ...row }: BalanceRow, upsert: boolean): Statement {
  return { updateOne: { filter: { storeId, memberId, seq: { $lt: row.seq } }, update: { $set: row }, upsert } };
}

function together(storeId: StoreId, rows: readonly BalanceRow[]): Statement {
  const memberIds: MemberId[] = rows.map(({ memberId }) => memberId);
  const values = rows.map(({ storeId: _store, memberId: _member, ...row }) => row);
  const mine = { $arrayElemAt: [{ $literal: values }, { $indexOfArray: [{ $literal: memberIds }, '$memberId'] }] };
  const newer = { $cond: [{ $gt: ['$$mine.seq', '$seq'] }, { $mergeObjects: ['$$ROOT', '$$mine'] }, '$$ROOT'] };
  return {
    updateMany: { filter: { storeId, memberId: { $in: memberIds } }, update: [{ $replaceWith: { $let: { vars: { mine }, in: newer } } }] },
  };
}

export class RowWrites {
  readonly #balances: Collection<BalanceRow>;

  constructor(balances: Collection<BalanceRow>) {
    this.#balances = balances;
  }

  /** Shows rows of different members. Only newer rows are taken, so all may be written again when an engine gave up some. */
  async write(rows: readonly BalanceRow[]): Promise<void> {
    const first = rows.filter(({ seq }) => seq === 1);
    const later = rows.filter(({ seq }) => seq > 1);
    await Promise.all([againOnConflict(() => this.#add(first)), againOnConflict(() => this.#change(later))]);
  }

  /** A row that is there already is most often the same; should it be older, a statement for each finds out. */
  async #add(rows: readonly BalanceRow[]): Promise<void> {
    if (rows.length === 0) return;
    try {
      await this.#balances.insertMany(
        rows.map((row) => ({ ...row })),
        { ordered: false },
      );
    } catch (error) {
      if (!onlyDuplicateKeys(error)) throw error;
      await this.#upsert(rows);
    }
  }

  async #change(rows: readonly BalanceRow[]): Promise<void> {
    if (rows.length === 0) return;
    const statements: Statement[] = [];
    const inGroups = [...Map.groupBy(rows, ({ storeId }) => storeId)].filter(([, group]) => group.length >= TOGETHER_MIN);
    for (const [storeId, group] of inGroups) statements.push(together(storeId, group));
    const grouped = new Set(inGroups.flatMap(([, group]) => group));
    const single = rows.filter((row) => !grouped.has(row));
    if (inGroups.length > 0) {
      const { matchedCount } = await this.#balances.bulkWrite(statements, { ordered: false });
      // Somebody's first row is not there (yet): whose it is, only statements for each can say.
      if (matchedCount < grouped.size) single.push(...grouped);
    }
    if (single.length > 0) await this.#upsert(single);
  }

  async #upsert(rows: readonly BalanceRow[]): Promise<void> {
    try {
      await this.#balances.bulkWrite(rows.map((row) => alone(row, true)), { ordered: false }); // prettier-ignore
    } catch (error) {
      if (!onlyDuplicateKeys(error)) throw error;
      // The upsert of an older row collides with a newer one, as it must. But of two first rows at once the newer may be the one that
      // collided, so what is newer than the row that is there now is written once more.
      await this.#balances.bulkWrite(rows.map((row) => alone(row, false)), { ordered: false }); // prettier-ignore
    }
  }
}
