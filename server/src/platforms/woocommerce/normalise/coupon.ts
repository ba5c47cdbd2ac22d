// coupon.*: of no consequence. A reward that was used is read from the order that carries its code.
import type { StoreEvent } from '../../../loyalty/store-event.ts';

/** With legacy storage, trashing an order also sends `coupon.deleted` with the order's id: an id says nothing without its type. */
export function couponEvents(): StoreEvent[] {
  return [{ kind: 'nothing', why: 'coupons-are-read-from-orders' }];
}
