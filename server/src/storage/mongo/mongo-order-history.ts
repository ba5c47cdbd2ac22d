// Orders by when they were placed, in MongoDB: pages of what the order store keeps one by one.
import type { Connection, mongo } from 'mongoose';
import type { StoreId } from '../../loyalty/ids.ts';
import type { StoredOrder } from '../../orders/order-store.ts';
import type { OrderHistory } from '../../programs/order-history.ts';
import { collectionOf, type Collection } from './collection.ts';
import { batchesOf } from './mongo-ledger-reader.ts';

/** How far back one looks for orders that stand among those that do not. */
const LOOKED_AT = 2;

const placed = (storeId: StoreId, from: number, until: number): mongo.Filter<StoredOrder> => ({
  storeId,
  'order.placedAt': { $gte: from, $lt: until },
});

export class MongoOrderHistory implements OrderHistory {
  readonly #orders: Collection<StoredOrder>;

  constructor(connection: Connection) {
    this.#orders = collectionOf<StoredOrder>(connection, 'orders');
  }

  async newest(storeId: StoreId, limit: number): Promise<StoredOrder[]> {
    const found = await this.#orders.find({ storeId }).sort({ 'order.placedAt': -1 }).limit(limit * LOOKED_AT).toArray(); // prettier-ignore
    return found.filter(({ order }) => order.standing === 'open' && order.payment === 'paid').slice(0, limit);
  }

  async *between(storeId: StoreId, from: number, until: number): AsyncIterable<readonly StoredOrder[]> {
    // As they lie there: leaving fields out would cost the database more than sending them.
    yield* batchesOf(
      this.#orders
        .find(placed(storeId, from, until))
        .sort({ 'order.placedAt': 1 })
        .batchSize(1_000),
    );
  }
}
