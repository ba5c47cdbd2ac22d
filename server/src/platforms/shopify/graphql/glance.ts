// An order in a list: what is asked of many at once, to see which of them have to be asked for in full.
import { orderId } from '../../../loyalty/ids.ts';
import type { OrderGlance } from '../../../loyalty/orders/glance.ts';
import { idOfGid } from '../gid.ts';
import { instantOf, minorOf } from '../orders/amount.ts';
import { paymentOf, standingOf } from '../orders/order-state-of.ts';
import type { GlancedOrder } from './answers.ts';

export function glanceOf(order: GlancedOrder): OrderGlance[] {
  const id = idOfGid('Order', order.id);
  if (id === null) return [];
  return [
    {
      orderId: orderId(id),
      version: instantOf('updatedAt', order.updatedAt),
      standing: standingOf({ cancelled: order.cancelledAt !== null, test: order.test }),
      payment: paymentOf(order.displayFinancialStatus?.toLowerCase() ?? null),
      total: minorOf('totalPriceSet', order.totalPriceSet, order.currencyCode),
      pieces: order.currentSubtotalLineItemsQuantity,
      refundIds: order.refunds.flatMap((refund) => idOfGid('Refund', refund.id) ?? []),
    },
  ];
}
