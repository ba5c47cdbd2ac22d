// Balance rows in MongoDB: an older entry never overwrites a newer one, so projecting twice or out of order is harmless.
import type { Connection } from 'mongoose';
import { dayOf } from '../../loyalty/calendar.ts';
import type { MemberId, StoreId } from '../../loyalty/ids.ts';
import type { PointsMove } from '../../loyalty/ledger/entry.ts';
import type { BalanceRow, BalanceStore, Flows } from '../../projections/balance-store.ts';
import { collectionOf, type Collection } from './collection.ts';
import { GroupCall } from './group-call.ts';
import type { EntryDocument } from './mongo-ledger-store.ts';
import { RowWrites } from './row-writes.ts';

const FLOW_OF: Readonly<Record<string, keyof Flows>> = {
  'program:issued': 'issued',
  'program:reversed': 'reversed',
  'program:redeemed': 'redeemed',
  'program:expired': 'expired',
};
const NO_FLOWS: Flows = { issued: 0, reversed: 0, redeemed: 0, expired: 0, adjusted: 0 };

/** Of several rows of one member only the last would stay. */
function newestOf(rows: readonly BalanceRow[]): BalanceRow[] {
  const newest = new Map<string, BalanceRow>();
  for (const row of rows) {
    const name = `${row.storeId}/${row.memberId}`;
    if (row.seq > (newest.get(name)?.seq ?? 0)) newest.set(name, row);
  }
  return [...newest.values()];
}

/** Issues count when they leave the program, everything else when it arrives there; adjustments count both ways. */
function flowOf(move: PointsMove): Partial<Flows> {
  const name = FLOW_OF[move.from] ?? FLOW_OF[move.to];
  if (name !== undefined) return { [name]: move.points };
  if (move.from === 'program:adjusted') return { adjusted: move.points };
  return move.to === 'program:adjusted' ? { adjusted: -move.points } : {};
}

function addFlows(a: Flows, b: Partial<Flows>): Flows {
  return {
    issued: a.issued + (b.issued ?? 0),
    reversed: a.reversed + (b.reversed ?? 0),
    redeemed: a.redeemed + (b.redeemed ?? 0),
    expired: a.expired + (b.expired ?? 0),
    adjusted: a.adjusted + (b.adjusted ?? 0),
  };
}

export class MongoBalanceStore implements BalanceStore {
  readonly #balances: Collection<BalanceRow>;
  readonly #entries: Collection<EntryDocument>;
  readonly #rows: RowWrites;
  readonly #showing: GroupCall<BalanceRow>;

  constructor(connection: Connection) {
    this.#balances = collectionOf<BalanceRow>(connection, 'balances');
    this.#entries = collectionOf<EntryDocument>(connection, 'entries');
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

  async due(storeId: StoreId, at: number, limit: number): Promise<{ memberId: MemberId; nextDueAt: number }[]> {
    const rows = await this.#balances.find({ storeId, nextDueAt: { $lte: at } }).sort({ nextDueAt: 1 }).limit(limit).toArray(); // prettier-ignore
    return rows.flatMap(({ memberId, nextDueAt }) => (nextDueAt === null ? [] : [{ memberId, nextDueAt }]));
  }

  async flowsByDay(storeId: StoreId, from: number, to: number, timeZone: string): Promise<(Flows & { day: string })[]> {
    const days = new Map<string, Flows>();
    const cursor = this.#entries.find({ storeId, at: { $gte: from } }, { projection: { moves: 1 } }).batchSize(2_000);
    for await (const { moves } of cursor) {
      for (const move of moves) {
        if (move.type !== 'points' || move.at < from || move.at >= to) continue;
        const day = dayOf(move.at, timeZone);
        days.set(day, addFlows(days.get(day) ?? NO_FLOWS, flowOf(move)));
      }
    }
    return [...days].map(([day, flows]) => ({ day, ...flows })).toSorted((a, b) => a.day.localeCompare(b.day));
  }
}
