import { gid } from '../shop/ids.ts';
import { moneySet, toText } from '../shop/money.ts';
import { totalsOf } from '../shop/order-money.ts';
import type { Order, Transaction } from '../shop/order.ts';
import type { Shop } from '../shop/shop.ts';

export function transactionBody(shop: Shop, order: Order, transaction: Transaction) {
  const { currency } = order;
  const unsettled = transaction.status === 'pending' ? transaction.amount : Math.max(0, totalsOf(order).outstanding);
  return {
    id: transaction.id,
    order_id: order.id,
    kind: transaction.kind,
    gateway: transaction.gateway,
    status: transaction.status,
    message: transaction.gateway === 'bogus' ? 'Bogus Gateway: Forced success' : null,
    created_at: shop.iso(transaction.at),
    test: order.test,
    authorization: null,
    location_id: null,
    user_id: null,
    parent_id: transaction.parentId,
    processed_at: shop.iso(transaction.at),
    device_id: null,
    error_code: null,
    source_name: 'web',
    receipt: {},
    currency_exchange_adjustment: null,
    amount: toText(transaction.amount, currency),
    currency,
    payment_id: `#${order.number}.${order.transactions.indexOf(transaction) + 1}`,
    total_unsettled_set: moneySet(unsettled, currency),
    manual_payment_gateway: transaction.gateway !== 'bogus',
    amount_rounding: null,
    admin_graphql_api_id: gid('OrderTransaction', transaction.id),
  };
}
