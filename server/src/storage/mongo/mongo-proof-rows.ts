// Balance rows and orders in the order of their indexes, for proofs and rebuilds: pages of what the other ports read one by one.
import type { Connection } from 'mongoose';
import type { OrderTraces } from '../../ledger/verification/ports.ts';
import { memberId, orderId, type MemberId, type OrderId, type StoreId } from '../../loyalty/ids.ts';
import { givenTo } from '../../loyalty/ledger/sums.ts';
import type { StoredOrder } from '../../orders/order-store.ts';
import type { BalanceRow } from '../../projections/balance-store.ts';
import type { BalanceRows } from '../../projections/balance-projection.ts';
import { collectionOf, isDuplicateKey, type Collection } from './collection.ts';
import { batchesOf } from './mongo-ledger-reader.ts';
import type { EntryDocument } from './mongo-ledger-store.ts';

const WITHOUT_ID = { projection: { _id: 0 } } as const;

export class MongoBalanceRows implements BalanceRows {
  readonly #balances: Collection<BalanceRow>;

  constructor(connection: Connection) {
    this.#balances = collectionOf<BalanceRow>(connection, 'balances');
  }

  async between(storeId: StoreId, after: MemberId | null, until: MemberId | null): Promise<BalanceRow[]> {
    const bounds = { ...(after === null ? {} : { $gt: after }), ...(until === null ? {} : { $lte: until }) };
    const members = after === null && until === null ? {} : { memberId: bounds };
    return this.#balances.find({ storeId, ...members }, WITHOUT_ID).sort({ memberId: 1 }).toArray(); // prettier-ignore
  }

  async one(storeId: StoreId, member: MemberId): Promise<BalanceRow | null> {
    return this.#balances.findOne({ storeId, memberId: member }, WITHOUT_ID);
  }

  async insert(row: BalanceRow): Promise<void> {
    try {
      await this.#balances.insertOne({ ...row });
    } catch (error) {
      // Somebody showed an entry meanwhile: theirs is as new or newer.
      if (!isDuplicateKey(error)) throw error;
    }
  }

  async replace(seen: BalanceRow, row: BalanceRow): Promise<void> {
    await this.#balances.replaceOne({ ...seen }, { ...row });
  }

  async remove(seen: BalanceRow): Promise<void> {
    await this.#balances.deleteOne({ ...seen });
  }
}

/** What of an entry its order's sums need. */
const TRACE = { projection: { _id: 0, memberId: 1, about: 1, kind: 1, moves: 1, order: 1, redemption: 1, explain: 1 } } as const;

type Trace = Pick<EntryDocument, 'memberId' | 'about' | 'kind' | 'moves' | 'order' | 'redemption' | 'explain'>;

function versionsOf(traces: readonly Trace[], id: OrderId): number[] {
  const versions = traces.map(({ order, explain }) => {
    const named = order?.orderId === id && explain !== null ? /"programVersion":(\d+)/.exec(explain)?.[1] : undefined;
    return named === undefined ? [] : [Number(named)];
  });
  return [...new Set(versions.flat())];
}

function tracesOf(id: OrderId, traces: readonly Trace[]): OrderTraces {
  const byMember = Map.groupBy(traces, (trace) => trace.memberId);
  const shares = [...byMember].map(([member, entries]) => {
    const given = givenTo(id, entries);
    return { memberId: memberId(member), points: given.parts.reduce((sum, part) => sum + part.points, 0), given };
  });
  return { shares, versions: versionsOf(traces, id) };
}

export class MongoOrderPages {
  readonly #orders: Collection<StoredOrder>;
  readonly #entries: Collection<EntryDocument>;

  constructor(connection: Connection) {
    this.#orders = collectionOf<StoredOrder>(connection, 'orders');
    this.#entries = collectionOf<EntryDocument>(connection, 'entries');
  }

  async *all(storeId: StoreId): AsyncIterable<StoredOrder[]> {
    yield* batchesOf(this.#orders.find({ storeId }, WITHOUT_ID).sort({ orderId: 1 }).batchSize(500));
  }

  async many(storeId: StoreId, orderIds: readonly OrderId[]): Promise<StoredOrder[]> {
    return this.#orders.find({ storeId, orderId: { $in: [...orderIds] } }, WITHOUT_ID).toArray();
  }

  async traces(storeId: StoreId, orderIds: readonly OrderId[]): Promise<Map<OrderId, OrderTraces>> {
    const about = orderIds.map((id) => `order/${id}`);
    const byOrder = new Map<OrderId, Trace[]>(orderIds.map((id) => [id, []]));
    const cursor = this.#entries.find<Trace>({ storeId, about: { $in: about } }, TRACE);
    for await (const traces of batchesOf(cursor)) {
      for (const trace of traces) {
        for (const subject of trace.about) byOrder.get(orderId(subject.slice('order/'.length)))?.push(trace);
      }
    }
    return new Map([...byOrder].map(([id, traces]) => [id, tracesOf(id, traces)]));
  }
}
