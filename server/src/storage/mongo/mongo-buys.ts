// What members bought since an instant, in MongoDB: of each order only what says how much was paid and kept.
import type { Connection } from 'mongoose';
import type { Buy } from '../../accounts/funnel/later-buys.ts';
import type { BuyReader } from '../../accounts/funnel/offer-rows.ts';
import type { MemberId, StoreId } from '../../loyalty/ids.ts';
import type { StoredOrder } from '../../orders/order-store.ts';
import { collectionOf, type Collection } from './collection.ts';

interface Bought {
  readonly memberId: MemberId;
  readonly order: Buy;
}

const FIELDS = ['orderId', 'placedAt', 'standing', 'payment', 'currency', 'total', 'refunds.amount'];
const projection = Object.fromEntries([['_id', 0], ['memberId', 1], ...FIELDS.map((field) => [`order.${field}`, 1])]) as Record<string, 0 | 1>; // prettier-ignore

export class MongoBuys implements BuyReader {
  readonly #orders: Collection<StoredOrder>;

  constructor(connection: Connection) {
    this.#orders = collectionOf<StoredOrder>(connection, 'orders');
  }

  async since(storeId: StoreId, memberIds: readonly MemberId[], placedAt: number): Promise<Bought[]> {
    const filter = { storeId, memberId: { $in: [...memberIds] }, 'order.placedAt': { $gte: placedAt } };
    return this.#orders.find<Bought>(filter, { projection }).toArray();
  }
}
