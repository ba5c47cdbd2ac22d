// A follower of settled orders: whose friend ordered, and what follows from that.
import type { OrderId } from '../loyalty/ids.ts';
import type { AfterOrder } from '../orders/after-order.ts';
import type { OrderStore, StoredOrder } from '../orders/order-store.ts';
import type { StoreRecord } from '../stores/store-record.ts';
import { everReferred, type EverReferredNeeds } from './ever-referred.ts';
import type { ReferralDesk } from './referral-desk.ts';
import type { Referral } from './referral.ts';

export interface LooksAtOrders {
  /** The referral of an order, judged; null: it is nobody's. */
  look(store: StoreRecord, order: StoredOrder): Promise<Referral | null>;
}

export interface ReferredOrdersNeeds extends EverReferredNeeds {
  readonly attribution: LooksAtOrders;
  readonly desk: Pick<ReferralDesk, 'settle' | 'showAgain'>;
  readonly orders: Pick<OrderStore, 'read'>;
}

export class ReferredOrders implements AfterOrder {
  readonly #needs: ReferredOrdersNeeds;

  constructor(needs: ReferredOrdersNeeds) {
    this.#needs = needs;
  }

  /** Also when nothing about the order is new: whoever looked before may have died before the referral was settled. */
  readonly afterOrder = async (store: StoreRecord, orderId: OrderId, cause: string): Promise<void> => {
    if (!(await everReferred(this.#needs, store.storeId))) return;
    const order = await this.#needs.orders.read(store.storeId, orderId);
    const referral = order === null ? null : await this.#needs.attribution.look(store, order);
    if (referral !== null) await this.#needs.desk.settle(store, referral.referralId, cause);
  };
}
