// What we ask a store: an order with its refunds, and the facts about the shop.
import type { OrderId } from '../../loyalty/ids.ts';
import { Unreadable, StoreRefused, StoreUnreachable } from '../platform.ts';
import type { ConnectableStore, FetchedOrder, StoreConnection } from '../platform.ts';
import { fetchBuyerPast } from './buyer-past.ts';
import { changedCustomers, changedOrders, glanceAt } from './changes.ts';
import { codeLine } from './codes/code-line.ts';
import { fetchFacts } from './facts.ts';
import { findGoods } from './find-goods.ts';
import { fetchBuyer, fetchProducts } from './marks.ts';
import { history } from './history.ts';
import { identityOf } from './identity.ts';
import { read } from './normalise/read.ts';
import { orderBody, refundBody } from './order/order-body.ts';
import type { OrderBody, RefundBody } from './order/order-body.ts';
import { orderState } from './order/order-state.ts';
import { tracesOf } from './order/traces.ts';
import { restClient } from './rest-client.ts';
import type { RestClient, RestClientOptions } from './rest-client.ts';

/** Below the host: a shop may live in a folder. */
const frontPage = (url: string): string => new URL(url.endsWith('/') ? url : `${url}/`).pathname;

/** Credentials of a store are `consumerKey` (ck_...) and `consumerSecret` (cs_...); with a plugin also the secret that it shares with us. */
export function connect(store: ConnectableStore, options: RestClientOptions): StoreConnection | null {
  const { consumerKey = '', consumerSecret = '', pluginSecret = '' } = store.credentials ?? {};
  if (consumerKey === '' || consumerSecret === '') return null;
  const client = restClient(store.url, { consumerKey, consumerSecret }, options);
  return {
    fetchOrder: (id) => fetchOrder(client, id),
    changedOrders: (since) => changedOrders(client, since),
    glanceAt: (orderIds) => glanceAt(client, orderIds),
    changedCustomers: (since) => changedCustomers(client, since),
    history: (position) => history(client, position, options.now ?? Date.now),
    fetchBuyer: (externalId) => fetchBuyer(client, externalId),
    fetchBuyerPast: (buyer, before) => fetchBuyerPast(client, buyer, before),
    fetchProducts: (productIds) => fetchProducts(client, productIds),
    findGoods: (kind, wish) => findGoods(client, kind, wish),
    codes: codeLine(client, pluginSecret === '' ? null : frontPage(store.url)),
    rewards: null,
    writeMemberFacts: null,
    writeTierDiscount: null,
    newsletter: null,
    fetchFacts: () => fetchFacts(client, store),
  };
}

/** How often an order may change under our hands before we come back later. */
const MOST_LOOKS = 4;

/**
 * The order names its refunds and their sums; only the second answer has their lines. A refund never changes once it is there, so both
 * answers are of one moment when they name the same refunds; else one was made or deleted between them, and we look again.
 */
async function fetchOrder(client: RestClient, id: OrderId): Promise<FetchedOrder> {
  if (!/^\d{1,19}$/.test(id)) throw new Unreadable('orderId', 'not a number'); // Nothing else may become part of a path.
  for (let look = 0; look < MOST_LOOKS; look += 1) {
    const body = await fetchOrderBody(client, id);
    // A draft is a checkout that somebody has open: there is no such order yet.
    if (body === null || body.status === 'checkout-draft') return { kind: 'gone' };
    const refunds = body.refunds.length === 0 ? [] : await fetchRefunds(client, id);
    if (refunds !== null && isSameList(body.refunds, refunds)) {
      const about = { customer: identityOf(body.customer_id, body.billing), traces: tracesOf(body) };
      return { kind: 'found', order: orderState(body, refunds), ...about };
    }
  }
  throw new StoreUnreachable('the order changed each time it was read');
}

async function fetchOrderBody(client: RestClient, id: OrderId): Promise<OrderBody | null> {
  const answer = await client.get(`wp-json/wc/v3/orders/${id}`);
  if (answer.kind === 'gone') return null;
  const body = read(orderBody, answer.body, 'order');
  if (String(body.id) !== id) throw new Unreadable('order.id', 'another order than was asked for');
  return body;
}

const MOST_PAGES = 50;

/** All pages; null when the order went away between them. */
async function fetchRefunds(client: RestClient, id: OrderId): Promise<RefundBody[] | null> {
  const refunds: RefundBody[] = [];
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    const answer = await client.get(`wp-json/wc/v3/orders/${id}/refunds`, { per_page: '100', page: String(page) });
    if (answer.kind === 'gone') return null;
    refunds.push(...read(refundBody.array(), answer.body, 'refunds'));
    if (page >= Number(answer.headers.get('x-wp-totalpages') ?? '1')) return refunds;
  }
  throw new StoreRefused(200, `more than ${MOST_PAGES} pages of refunds`);
}

function isSameList(named: OrderBody['refunds'], fetched: readonly RefundBody[]): boolean {
  const ids = new Set(fetched.map((refund) => refund.id));
  return ids.size === named.length && named.every((refund) => ids.has(refund.id));
}
