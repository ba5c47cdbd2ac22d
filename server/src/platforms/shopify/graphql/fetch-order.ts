// One order with all its lines and refunds, over as many pages as it needs, all of one version.
import { StoreRefused, StoreUnreachable, type FetchedOrder } from '../../platform.ts';
import { gidOf } from '../gid.ts';
import { orderStateOf } from '../orders/order-state-of.ts';
import * as answers from './answers.ts';
import type { OrderAnswer, RefundAnswer } from './answers.ts';
import type { GraphqlClient } from './client.ts';
import * as documents from './documents.ts';
import { factsOfAnswer, identityOfAnswer } from './from-graphql.ts';
import { tracesOfAnswer } from './traces-of-answer.ts';

/** More refunds than this are asked for one by one: together they would cost more points than one question may. */
const REFUNDS_AT_ONCE = 8;
const READINGS = 3;

/** `isShown`: the order is young enough to be shown to every app, so that one that is not shown is gone. */
export async function fetchOrder(client: GraphqlClient, orderId: string, isShown = false): Promise<FetchedOrder> {
  const id = gidOf('Order', orderId);
  for (let reading = 0; reading < READINGS; reading += 1) {
    const { order } = await client.ask(documents.ORDER, { id }, answers.Order);
    if (order === null) return isShown ? { kind: 'gone' } : goneOrHidden(client);
    const whole = await restOf(client, order);
    if (whole !== null) {
      const { order: read, refunds } = whole;
      const about = { customer: identityOfAnswer(read), traces: tracesOfAnswer(read) };
      return { kind: 'found', order: orderStateOf(factsOfAnswer(read, refunds)), ...about };
    }
  }
  throw new StoreUnreachable('the order changes while it is read');
}

/** Without read_all_orders Shopify hides orders older than 60 days: then "not there" does not mean deleted. */
async function goneOrHidden(client: GraphqlClient): Promise<FetchedOrder> {
  const { currentAppInstallation } = await client.ask(documents.GRANTED_SCOPES, {}, answers.Scopes);
  if (currentAppInstallation.accessScopes.some(({ handle }) => handle === 'read_all_orders')) return { kind: 'gone' };
  throw new StoreRefused(
    404,
    'the shop does not show this order: it is deleted, or older than 60 days, which needs read_all_orders to be seen',
  );
}

/** null: the order changed between two pages, so that they do not belong together. */
async function restOf(client: GraphqlClient, order: OrderAnswer): Promise<{ order: OrderAnswer; refunds: RefundAnswer[] } | null> {
  const lines = [...order.lineItems.nodes];
  for (let page = order.lineItems.pageInfo; page.hasNextPage;) {
    const next = await client.ask(documents.ORDER_LINES, { id: order.id, after: page.endCursor }, answers.OrderLines);
    if (next.order?.updatedAt !== order.updatedAt) return null;
    lines.push(...next.order.lineItems.nodes);
    page = next.order.lineItems.pageInfo;
  }
  const refunds = await refundsOf(client, order);
  return refunds === null ? null : { order: { ...order, lineItems: { ...order.lineItems, nodes: lines } }, refunds };
}

async function refundsOf(client: GraphqlClient, order: OrderAnswer): Promise<RefundAnswer[] | null> {
  if (order.refunds.length === 0) return [];
  const first = order.refunds.length <= REFUNDS_AT_ONCE ? await together(client, order) : await oneByOne(client, order);
  if (first === null) return null;
  const whole: RefundAnswer[] = [];
  for (const refund of first) {
    const read = await withAllLines(client, refund, order.updatedAt);
    if (read === null) return null;
    whole.push(read);
  }
  return whole;
}

async function together(client: GraphqlClient, { id, updatedAt, refunds }: OrderAnswer): Promise<RefundAnswer[] | null> {
  const { order } = await client.ask(documents.ORDER_REFUNDS, { id, count: refunds.length }, answers.OrderRefunds);
  return order?.updatedAt === updatedAt ? order.refunds : null;
}

async function oneByOne(client: GraphqlClient, order: OrderAnswer): Promise<RefundAnswer[] | null> {
  const read: RefundAnswer[] = [];
  for (const { id } of order.refunds) {
    const { node } = await client.ask(documents.ONE_REFUND, { id }, answers.OneRefund);
    if (node?.order.updatedAt !== order.updatedAt) return null;
    read.push(node);
  }
  return read;
}

async function withAllLines(client: GraphqlClient, refund: RefundAnswer, updatedAt: string): Promise<RefundAnswer | null> {
  const nodes = [...refund.refundLineItems.nodes];
  for (let page = refund.refundLineItems.pageInfo; page.hasNextPage;) {
    const { node } = await client.ask(documents.REFUND_LINES_PAGE, { id: refund.id, after: page.endCursor }, answers.RefundLinesPage);
    if (node?.order.updatedAt !== updatedAt) return null;
    nodes.push(...node.refundLineItems.nodes);
    page = node.refundLineItems.pageInfo;
  }
  return { ...refund, refundLineItems: { ...refund.refundLineItems, nodes } };
}
