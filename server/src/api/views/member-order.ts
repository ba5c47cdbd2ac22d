// An order on its member's page: what it came to, what of it counted, and what it gave.
import type { admin } from '../../contract/index.ts';
import { netGoods } from '../../loyalty/earning/net-goods.ts';
import type { OrderState } from '../../loyalty/orders/order-state.ts';
import { instant } from './instant.ts';
import { money } from './money.ts';

type MemberOrder = admin.MemberDetail['orders'][number];

function stateOf({ standing, payment }: OrderState): MemberOrder['state'] {
  if (standing === 'open') return payment;
  return standing === 'failed' ? 'cancelled' : standing;
}

export function memberOrder(order: OrderState, points: number): MemberOrder {
  const goods = netGoods(order).reduce((sum, line) => sum + line.amount, 0);
  return {
    orderId: order.orderId,
    name: order.name,
    placedAt: instant(order.placedAt),
    total: money(order.total, order.currency),
    goods: money(goods, order.currency),
    state: stateOf(order),
    points,
  };
}
