// Traces in MongoDB: one document for an order or a claim, which goes by itself at `endsAt`. Orders and claims are asked different questions, so each has its own
// collection and only the indexes that it needs.
import type { Connection, mongo } from 'mongoose';
import type { OrderId, StoreId } from '../../loyalty/ids.ts';
import { orderSubject, type ClaimCount, type Prints, type Trace, type TraceStore } from '../../referrals/trace-store.ts';
import { collectionOf, isDuplicateKey, type Collection } from './collection.ts';
import { GroupInsert } from './group-insert.ts';

interface TraceDocument extends Omit<Trace, 'endsAt'> {
  readonly endsAt: Date;
}

/** More orders of one telephone or mailbox than tell that somebody bought before. */
const ORDERS_MAX = 20;

function fromDocument({ _id, endsAt, ...trace }: mongo.WithId<TraceDocument>): Trace {
  return { ...trace, endsAt: endsAt.getTime() };
}

export class MongoTraces implements TraceStore {
  readonly #orders: Collection<TraceDocument>;
  readonly #claims: Collection<TraceDocument>;
  readonly #keeping: Readonly<Record<Trace['kind'], GroupInsert<TraceDocument>>>;

  constructor(connection: Connection) {
    this.#orders = collectionOf<TraceDocument>(connection, 'order_traces');
    this.#claims = collectionOf<TraceDocument>(connection, 'claim_traces');
    this.#keeping = { order: new GroupInsert(this.#orders), claim: new GroupInsert(this.#claims) };
  }

  async keep(trace: Trace): Promise<void> {
    try {
      await this.#keeping[trace.kind].insert({ ...trace, endsAt: new Date(trace.endsAt) });
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
    }
  }

  async ofOrders(storeId: StoreId, orderIds: readonly OrderId[]): Promise<Trace[]> {
    if (orderIds.length === 0) return [];
    return (await this.#orders.find({ storeId, subject: { $in: orderIds.map(orderSubject) } }).toArray()).map(fromDocument);
  }

  async ofClaims(storeId: StoreId, friendKeys: readonly string[]): Promise<Trace[]> {
    if (friendKeys.length === 0) return [];
    return (await this.#claims.find({ storeId, friendKey: { $in: [...friendKeys] } }).toArray()).map(fromDocument);
  }

  async ordersShowing(storeId: StoreId, print: Partial<Pick<Prints, 'phone' | 'mailbox'>>, before: number): Promise<OrderId[]> {
    const found = this.#orders.find({ storeId, ...print, at: { $lt: before } }).sort({ at: -1 }).limit(ORDERS_MAX); // prettier-ignore
    return (await found.toArray()).flatMap(({ orderId }) => orderId ?? []);
  }

  async claims(storeId: StoreId, { since, except, advocateIds, ...same }: ClaimCount): Promise<number> {
    const links = advocateIds === undefined ? {} : { advocateId: { $in: [...advocateIds] } };
    return this.#claims.countDocuments({ storeId, at: { $gte: since }, subject: { $ne: except }, ...links, ...same });
  }

  async forget(storeId: StoreId, orderIds: readonly OrderId[], friendKeys: readonly string[]): Promise<void> {
    await this.#orders.deleteMany({ storeId, subject: { $in: orderIds.map(orderSubject) } });
    await this.#claims.deleteMany({ storeId, friendKey: { $in: [...friendKeys] } });
  }
}
