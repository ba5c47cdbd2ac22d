// /orders and /refunds.
import { Router, type Request } from 'express';
import { gmt } from '../bodies/dates.ts';
import { orderBody } from '../bodies/order-body.ts';
import { refundAmongAll, refundBody } from '../bodies/refund-body.ts';
import { changeStatus, deleteForGood, trash } from '../shop/change-order.ts';
import { instantOf } from '../shop/coupons.ts';
import { minorOf } from '../shop/money.ts';
import { deleteRefund, refund } from '../shop/refund.ts';
import { inRequest, orderOf, ShopRefuses, type Shop } from '../shop/shop.ts';
import type { Order } from '../shop/types.ts';
import { answer, answerList, numbersOf, ordered, textOf } from './lists.ts';

/** Drafts are among them (woocommerce.md §1.1), the trash is not. */
function hasStatus(request: Request, { status }: Order): boolean {
  const wanted = textOf(request, 'status').split(',').filter(Boolean);
  if (wanted.includes('trash')) return status === 'trash';
  return wanted.length === 0 || wanted.includes('any') ? status !== 'trash' : wanted.includes(status);
}

/** Exclusive, and in whole seconds (woocommerce.md §3). Without `dates_are_gmt` it is the site's time. */
function isAfter(shop: Shop, request: Request, name: string, at: number): boolean {
  const text = textOf(request, name);
  if (text === '') return true;
  const since = instantOf(text, textOf(request, 'dates_are_gmt') === 'true' ? 0 : shop.gmtOffset);
  return gmt(at) > gmt(since);
}

/** Anywhere in it: addresses, names, goods, codes (rest/21: `search=EMAIL`). */
function isFound(request: Request, order: Order): boolean {
  const search = textOf(request, 'search').toLowerCase();
  if (search === '') return true;
  const { billing, lines, coupons, id } = order;
  const texts = [String(id), ...Object.values<string>({ ...billing }), ...lines.map(({ product }) => product.name), ...coupons.map(({ code }) => code)]; // prettier-ignore
  return texts.some((text) => text.toLowerCase().includes(search));
}

function found(shop: Shop, request: Request): Order[] {
  const include = numbersOf(request, 'include');
  const customer = textOf(request, 'customer');
  const rows = [...shop.orders.values()].filter(
    (order) =>
      hasStatus(request, order) &&
      (include.length === 0 || include.includes(order.id)) &&
      (customer === '' || order.customerId === Number(customer)) &&
      isFound(request, order) &&
      isAfter(shop, request, 'after', order.createdAt) &&
      isAfter(shop, request, 'modified_after', order.modifiedAt),
  );
  const by = textOf(request, 'orderby');
  return ordered(request, rows, ({ id, createdAt, modifiedAt }) => (by === 'id' ? id : gmt(by === 'modified' ? modifiedAt : createdAt)));
}

interface RefundAsked {
  readonly amount?: string;
  readonly reason?: string;
  readonly line_items?: readonly { readonly id: number; readonly quantity: number; readonly refund_total: number }[];
}

function refundRoutes(shop: Shop): Router {
  const routes = Router();
  const refundsOf = (order: Order) => order.refunds.map((one) => ({ order, refund: one, id: one.id }));
  routes.get('/orders/:id/refunds', (request, response) => {
    const order = orderOf(shop, Number(request.params.id));
    answerList(request, response, refundsOf(order), (one) => refundBody(shop, order, one.refund));
  });
  routes.post('/orders/:id/refunds', (request, response) => {
    const { amount, reason, line_items: items = [] } = request.body as RefundAsked;
    const lines = items.map(({ id, quantity, refund_total: total }) => ({ lineId: id, quantity, total: minorOf(total) }));
    const wish = { lines, ...(amount === undefined ? {} : { amount: minorOf(amount) }), ...(reason === undefined ? {} : { reason }) };
    const id = Number(request.params.id);
    const made = inRequest(shop, () => refund(shop, id, wish));
    answer(request, response, refundBody(shop, orderOf(shop, id), made), 201);
  });
  routes.delete('/orders/:id/refunds/:refund', (request, response) => {
    const order = orderOf(shop, Number(request.params.id));
    const gone = inRequest(shop, () => deleteRefund(shop, order.id, Number(request.params.refund)));
    answer(request, response, refundBody(shop, order, gone));
  });
  routes.get('/refunds', (request, response) => {
    const all = ordered(request, [...shop.orders.values()].flatMap(refundsOf), ({ id }) => id);
    answerList(request, response, all, (one) => refundAmongAll(shop, one.order, one.refund));
  });
  return routes;
}

export function orderRoutes(shop: Shop): Router {
  const routes = refundRoutes(shop);
  routes.get('/orders', (request, response) => answerList(request, response, found(shop, request), (order) => orderBody(shop, order)));
  routes.get('/orders/:id', (request, response) => answer(request, response, orderBody(shop, orderOf(shop, Number(request.params.id)))));
  routes.put('/orders/:id', (request, response) => {
    const id = Number(request.params.id);
    const { status } = request.body as { status?: unknown };
    if (typeof status !== 'string') throw new ShopRefuses(400, 'rest_invalid_param', 'Invalid parameter(s): status');
    inRequest(shop, () => changeStatus(shop, id, status));
    answer(request, response, orderBody(shop, orderOf(shop, id)));
  });
  routes.delete('/orders/:id', (request, response) => {
    const order = orderOf(shop, Number(request.params.id));
    // The answer is the order as it was (rest/23, rest/24).
    const body = orderBody(shop, order);
    const forGood = textOf(request, 'force') === 'true';
    inRequest(shop, () => void (forGood ? deleteForGood(shop, order.id) : trash(shop, order.id)));
    answer(request, response, body);
  });
  return routes;
}
