import { gid } from '../shop/ids.ts';
import { moneySet, toText } from '../shop/money.ts';
import { totalsOf } from '../shop/order-money.ts';
import type { Order, Transaction } from '../shop/order.ts';
import { BANK, CARD } from '../shop/payments.ts';
import type { Shop } from '../shop/shop.ts';

/** A gift card's receipt names the card by its id and the end of its code, never by the code. */
const receiptOf = ({ giftCardId, giftCardEnd }: Transaction): object =>
  giftCardId === undefined ? {} : { gift_card_id: giftCardId, gift_card_last_characters: giftCardEnd };

function messageOf({ gateway, status }: Transaction): string | null {
  if (gateway !== CARD) return null;
  return status === 'failure' ? 'Bogus Gateway: Forced failure' : 'Bogus Gateway: Forced success';
}

export function transactionBody(shop: Shop, order: Order, transaction: Transaction) {
  const { currency } = order;
  const unsettled = transaction.status === 'pending' ? transaction.amount : Math.max(0, totalsOf(order).outstanding);
  return {
    id: transaction.id,
    order_id: order.id,
    kind: transaction.kind,
    gateway: transaction.gateway,
    status: transaction.status,
    message: messageOf(transaction),
    created_at: shop.iso(transaction.at),
    test: order.test,
    authorization: null,
    location_id: null,
    user_id: null,
    parent_id: transaction.parentId,
    processed_at: shop.iso(transaction.at),
    device_id: null,
    error_code: transaction.status === 'failure' ? 'card_declined' : null,
    source_name: 'web',
    receipt: receiptOf(transaction),
    currency_exchange_adjustment: null,
    amount: toText(transaction.amount, currency),
    currency,
    payment_id: `#${order.number}.${order.transactions.indexOf(transaction) + 1}`,
    total_unsettled_set: moneySet(unsettled, currency),
    manual_payment_gateway: transaction.gateway === BANK,
    amount_rounding: null,
    admin_graphql_api_id: gid('OrderTransaction', transaction.id),
  };
}
