// Orders in MongoDB: one document per order, replaced only by naming the revision that is replaced.
import type { Connection, mongo } from 'mongoose';
import type { MemberId, OrderId, StoreId } from '../../loyalty/ids.ts';
import type { Judgement, OrderStore, StoredOrder } from '../../orders/order-store.ts';
import { collectionOf, isDuplicateKey, type Collection } from './collection.ts';
import { GroupInsert } from './group-insert.ts';
import { GroupRead } from './group-read.ts';

type OrderDocument = StoredOrder & { _id?: unknown };
type Revision = Pick<StoredOrder, 'orderId' | 'revision'>;

function fromDocument(document: mongo.WithId<OrderDocument>): StoredOrder {
  const { _id, ...order } = document;
  return order;
}

export class MongoOrderStore implements OrderStore {
  readonly #orders: Collection<OrderDocument>;
  readonly #creating: GroupInsert<OrderDocument>;
  readonly #reading: GroupRead<OrderId, StoredOrder | null>;
  readonly #revisions: GroupRead<OrderId, number | null>;

  constructor(connection: Connection) {
    this.#orders = collectionOf<OrderDocument>(connection, 'orders');
    this.#creating = new GroupInsert(this.#orders);
    this.#reading = new GroupRead((storeId, ids) => this.#readMany(storeId, ids), null);
    this.#revisions = new GroupRead((storeId, ids) => this.#revisionsOf(storeId, ids), null);
  }

  async read(storeId: StoreId, orderId: OrderId): Promise<StoredOrder | null> {
    return this.#reading.get(storeId, orderId);
  }

  async revision(storeId: StoreId, orderId: OrderId): Promise<number | null> {
    return this.#revisions.get(storeId, orderId);
  }

  async create(order: StoredOrder): Promise<boolean> {
    try {
      await this.#creating.insert({ ...order });
      return true;
    } catch (error) {
      if (isDuplicateKey(error)) return false;
      throw error;
    }
  }

  async replace(order: StoredOrder): Promise<boolean> {
    const { storeId, orderId, judgement: _, ...state } = order;
    const answer = await this.#orders.updateOne({ storeId, orderId, revision: order.revision - 1 }, { $set: state });
    return answer.matchedCount === 1;
  }

  async judge(storeId: StoreId, orderId: OrderId, judgement: Judgement): Promise<Judgement> {
    await this.#orders.updateOne({ storeId, orderId, judgement: null }, { $set: { judgement } });
    const stored = await this.read(storeId, orderId);
    if (stored?.judgement == null) throw new Error(`order ${orderId} has no document to keep its judgement`);
    return stored.judgement;
  }

  async countBefore(storeId: StoreId, memberIds: readonly MemberId[], placedAt: number): Promise<number> {
    const placed = { 'order.placedAt': { $lt: placedAt }, 'order.standing': { $in: ['open', 'refunded'] } } as const;
    return this.#orders.countDocuments({ storeId, memberId: { $in: [...memberIds] }, ...placed });
  }

  async ofMember(storeId: StoreId, memberId: MemberId, limit: number): Promise<StoredOrder[]> {
    const documents = await this.#orders.find({ storeId, memberId }).sort({ 'order.placedAt': -1 }).limit(limit).toArray(); // prettier-ignore
    return documents.map(fromDocument);
  }

  async #readMany(storeId: StoreId, orderIds: readonly OrderId[]): Promise<Map<OrderId, StoredOrder>> {
    const documents = await this.#orders.find({ storeId, orderId: { $in: [...orderIds] } }, { batchSize: orderIds.length + 1 }).toArray();
    return new Map(documents.map((document) => [document.orderId, fromDocument(document)]));
  }

  async #revisionsOf(storeId: StoreId, orderIds: readonly OrderId[]): Promise<Map<OrderId, number>> {
    const projection = { _id: 0, orderId: 1, revision: 1 } as const;
    const found = this.#orders.find<Revision>({ storeId, orderId: { $in: [...orderIds] } }, { projection, batchSize: orderIds.length + 1 });
    return new Map((await found.toArray()).map(({ orderId, revision }) => [orderId, revision]));
  }
}
