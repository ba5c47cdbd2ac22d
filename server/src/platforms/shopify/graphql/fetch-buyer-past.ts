// What a shop knows of what somebody bought before. Without read_all_orders it shows no order that is older than 60 days, but it counts them: what is counted and
// not shown is old.
import type { BuyerNamed, BuyerPast, BuyingBefore } from '../../buyer-past.ts';
import { gidOf, idOfGid } from '../gid.ts';
import { instantOf } from '../orders/amount.ts';
import * as answers from './answers.ts';
import type { GraphqlClient } from './client.ts';
import { BUYER_PAST } from './documents.ts';

type Known = NonNullable<answers.BuyerPastAnswer['customerByIdentifier']>;
type Identifier = { id: string } | { emailAddress: string } | { phoneNumber: string };

const E164 = /^\+\d{7,15}$/;

/** The account first: it is the surest. Each is asked only while nothing was found. */
function identifiers({ externalId, email, phone }: BuyerNamed): Identifier[] {
  return [
    ...(externalId === null ? [] : [{ id: gidOf('Customer', externalId) }]),
    ...(email === null ? [] : [{ emailAddress: email }]),
    ...(phone === null || !E164.test(phone) ? [] : [{ phoneNumber: phone }]),
  ];
}

/** The shop may count an order later than it tells of it, so those that it shows are looked at one by one. */
function ordersBefore({ numberOfOrders, orders }: Known, { orderId, at }: BuyingBefore): number {
  const hidden = Math.max(0, Number(numberOfOrders) - orders.nodes.length);
  const shown = orders.nodes.filter((order) => {
    const placedAt = instantOf('orders.createdAt', order.processedAt ?? order.createdAt);
    return idOfGid('Order', order.id) !== orderId && placedAt <= at && order.cancelledAt === null && !order.test;
  });
  return hidden + shown.length;
}

/** Whom the shop does not know never bought there. */
export async function fetchBuyerPast(client: GraphqlClient, buyer: BuyerNamed, before: BuyingBefore): Promise<BuyerPast | null> {
  const asked = identifiers(buyer);
  if (asked.length === 0) return null;
  let since: number | null = null;
  for (const identifier of asked) {
    const { customerByIdentifier: known } = await client.ask(BUYER_PAST, { identifier }, answers.BuyerPast);
    if (known === null) continue;
    const created = instantOf('createdAt', known.createdAt);
    since = Math.min(since ?? created, created);
    const orders = ordersBefore(known, before);
    if (orders > 0) return { orders, since };
  }
  return { orders: 0, since };
}
