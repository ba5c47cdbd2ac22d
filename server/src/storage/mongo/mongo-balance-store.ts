// Balance rows in MongoDB: an older entry never overwrites a newer one, so projecting twice or out of order is harmless.
import type { Connection } from 'mongoose';
import type { MemberId, StoreId } from '../../loyalty/ids.ts';
import type { BalanceRow, BalanceStore, Touched, DuePosition } from '../../projections/balance-store.ts';
import { collectionOf, type Collection } from './collection.ts';
import { GroupCall } from './group-call.ts';
import { RowWrites } from './row-writes.ts';

/** Of several rows of one member only the last would stay. */
function newestOf(rows: readonly BalanceRow[]): BalanceRow[] {
  const newest = new Map<string, BalanceRow>();
  for (const row of rows) {
    const name = `${row.storeId}/${row.memberId}`;
    if (row.seq > (newest.get(name)?.seq ?? 0)) newest.set(name, row);
  }
  return [...newest.values()];
}

export class MongoBalanceStore implements BalanceStore {
  readonly #balances: Collection<BalanceRow>;
  readonly #rows: RowWrites;
  readonly #showing: GroupCall<BalanceRow>;

  constructor(connection: Connection) {
    this.#balances = collectionOf<BalanceRow>(connection, 'balances');
    this.#rows = new RowWrites(this.#balances);
    this.#showing = new GroupCall((rows) => this.#rows.write(newestOf(rows)));
  }

  async show(rows: readonly BalanceRow[]): Promise<void> {
    const [only] = rows;
    if (only !== undefined) await (rows.length === 1 ? this.#showing.add(only) : this.#rows.write(newestOf(rows)));
  }

  async many(storeId: StoreId, memberIds: readonly MemberId[]): Promise<BalanceRow[]> {
    return this.#balances.find({ storeId, memberId: { $in: [...memberIds] } }, { projection: { _id: 0 } }).toArray();
  }

  async outstanding(storeId: StoreId): Promise<number> {
    const held = { $add: ['$available', '$pending', '$reserved'] };
    const [sum] = await this.#balances.aggregate<{ held: number }>([{ $match: { storeId } }, { $group: { _id: null, held: { $sum: held } } }]).toArray(); // prettier-ignore
    return sum?.held ?? 0;
  }

  async touched(storeId: StoreId, since: number, after: Touched | null, limit: number): Promise<Touched[]> {
    const later =
      after === null ? { at: { $gte: since } } : { $or: [{ at: { $gt: after.at } }, { at: after.at, memberId: { $gt: after.memberId } }] };
    const rows = await this.#balances.find({ storeId, ...later }).sort({ at: 1, memberId: 1 }).limit(limit).toArray(); // prettier-ignore
    return rows.map(({ memberId, at }) => ({ memberId, at }));
  }

  async due(storeId: StoreId, at: number, limit: number): Promise<DuePosition[]> {
    const rows = await this.#balances.find({ storeId, nextDueAt: { $lte: at } }).sort({ nextDueAt: 1 }).limit(limit).toArray(); // prettier-ignore
    return positionsOf(rows);
  }

  async dueAfter(storeId: StoreId, at: number, after: DuePosition | null, limit: number): Promise<DuePosition[]> {
    const later =
      after === null
        ? {}
        : { $or: [{ nextDueAt: { $gt: after.nextDueAt } }, { nextDueAt: after.nextDueAt, memberId: { $gt: after.memberId } }] };
    const found = this.#balances.find({ $and: [{ storeId, nextDueAt: { $lte: at } }, later] });
    return positionsOf(await found.sort({ nextDueAt: 1, memberId: 1 }).limit(limit).toArray()); // prettier-ignore
  }
}

function positionsOf(rows: readonly Pick<BalanceRow, 'memberId' | 'nextDueAt'>[]): DuePosition[] {
  return rows.flatMap(({ memberId, nextDueAt }) => (nextDueAt === null ? [] : [{ memberId, nextDueAt }]));
}
