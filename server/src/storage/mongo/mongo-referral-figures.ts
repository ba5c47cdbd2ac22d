// What statistics of referrals read, in MongoDB.
import type { Connection } from 'mongoose';
import type { OrderId, StoreId } from '../../loyalty/ids.ts';
import type { StoredOrder } from '../../orders/order-store.ts';
import type { Referral } from '../../referrals/referral.ts';
import type { DiscountedOrder, FigureReader } from '../../referrals/stats/referral-stats.ts';
import type { Voucher } from '../../referrals/voucher.ts';
import { collectionOf, type Collection } from './collection.ts';

const BARE = { projection: { _id: 0 } } as const;
/** Names in one question; a year of a busy shop takes several. */
const TOGETHER = 1_000;

export class MongoReferralFigures implements FigureReader {
  readonly #referrals: Collection<Referral>;
  readonly #vouchers: Collection<Voucher>;
  readonly #orders: Collection<StoredOrder>;

  constructor(connection: Connection) {
    this.#referrals = collectionOf<Referral>(connection, 'referrals');
    this.#vouchers = collectionOf<Voucher>(connection, 'vouchers');
    this.#orders = collectionOf<StoredOrder>(connection, 'orders');
  }

  async inRange(storeId: StoreId, from: number, until: number): Promise<Referral[]> {
    const inside = { $gte: from, $lt: until };
    // Two questions, each by its own index: engines differ in what they make of an $or.
    const [claimed, ordered] = await Promise.all([
      this.#referrals.find({ storeId, 'claim.at': inside }, BARE).toArray(),
      this.#referrals.find({ storeId, 'judged.placedAt': inside }, BARE).toArray(),
    ]);
    return [...new Map([...claimed, ...ordered].map((each) => [each.referralId, each])).values()];
  }

  async usedVouchers(storeId: StoreId, referralIds: readonly string[]): Promise<Voucher[]> {
    return inParts(referralIds, (some) => this.#vouchers.find({ storeId, referralId: { $in: [...some] }, stage: 'used' }, BARE).toArray());
  }

  async discounts(storeId: StoreId, orderIds: readonly OrderId[]): Promise<DiscountedOrder[]> {
    const projection = { _id: 0, orderId: 1, 'order.currency': 1, 'order.lines.discount': 1 } as const;
    const found = await inParts([...new Set(orderIds)], (some) =>
      this.#orders.find({ storeId, orderId: { $in: [...some] } }, { projection }).toArray(),
    );
    return found.map(({ orderId, order: { currency, lines } }) => {
      return { orderId, currency, discountMinor: lines.reduce((sum, { discount }) => sum + discount, 0) };
    });
  }

  async waiting(storeId: StoreId): Promise<number> {
    return this.#referrals.countDocuments({ storeId, 'standing.state': 'in-review' });
  }
}

async function inParts<Name, Row>(names: readonly Name[], read: (some: readonly Name[]) => Promise<Row[]>): Promise<Row[]> {
  const rows: Row[] = [];
  for (let from = 0; from < names.length; from += TOGETHER) rows.push(...(await read(names.slice(from, from + TOGETHER))));
  return rows;
}
