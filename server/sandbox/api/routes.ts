/** The sandbox's own JSON API: what a test or a script does to the shop. Not part of Shopify; everything under /sandbox. */
import express from 'express';
import type { Request, Response, Router } from 'express';
import { customerBody } from '../bodies/customer-body.ts';
import { mailsTo } from '../mail/mails.ts';
import { orderBody } from '../bodies/order-body.ts';
import { revokeAll } from '../oauth/tokens.ts';
import { uninstall } from '../oauth/uninstall.ts';
import { PRODUCTS, priceIn } from '../shop/catalogue.ts';
import {
  NotPossible,
  cancelOrder,
  deleteOrder,
  failPayment,
  fulfilOrder,
  markAsTest,
  payOrder,
  refundOrder,
} from '../shop/change-order.ts';
import { addCustomer, changeEmail } from '../shop/change-customer.ts';
import { findCustomer, findCustomerByEmail } from '../shop/customer.ts';
import { editOrder } from '../shop/edit-order.ts';
import { fromText, toText } from '../shop/money.ts';
import type { Order } from '../shop/order.ts';
import { customerOf, findOrder } from '../shop/orders.ts';
import { placeOrder } from '../shop/place-order.ts';
import { disableCustomer, eraseCustomer, requestData, redactShop, signIn } from '../shop/privacy.ts';
import { failMerge, mergeCustomers } from '../shop/merge-customers.ts';
import { settingsChange } from '../shop/settings.ts';
import { changeSettings } from '../shop/change-settings.ts';
import type { Shop } from '../shop/shop.ts';
import { titlesFrom } from '../shop/words.ts';
import type { Dictionary } from '../shop/words.ts';
import type { FaultsStore } from '../faults/faults.ts';
import { faultsChange } from '../faults/faults.ts';
import type { Sender } from '../webhooks/sender.ts';
import type { Year } from '../year/year.ts';
import { yearRequest } from '../year/year.ts';
import type { CallLog } from '../graphql/call-log.ts';
import type { Bucket } from '../graphql/cost.ts';
import { actionRequest, customerRequest, emailRequest, mergeRequest, orderRequest } from './read-order.ts';

export interface ApiParts {
  shop: Shop;
  dictionary: Dictionary;
  faults: FaultsStore;
  sender: Sender;
  year: Year;
  bucket: Bucket;
  calls: CallLog;
}

const FLUSH_MS = 30_000;

function orderIn(shop: Shop, request: Request): Order {
  const order = findOrder(shop, Number(request.params['id']));
  if (!order) throw new NotFound(`no order ${String(request.params['id'])}`);
  return order;
}

export class NotFound extends Error {}

function money(text: string | undefined, currency: string): number | undefined {
  if (text === undefined) return undefined;
  const minor = fromText(text, currency);
  if (minor === undefined) throw new NotPossible(`"${text}" is not an amount in ${currency}`);
  return minor;
}

function act(shop: Shop, action: string, order: Order, wish: ReturnType<typeof actionRequest.parse>): Order | undefined {
  const lines = (wish.lines ?? []).map(({ lineId, sku, quantity }) => ({
    lineId: lineId ?? order.lines.find((line) => line.sku === sku)?.id ?? 0,
    quantity,
  }));
  const { at, reason, note, restock, test = true } = wish;
  switch (action) {
    case 'pay':
      return payOrder(shop, order, at);
    case 'fail-payment':
      return failPayment(shop, order, at);
    case 'fulfil':
      return fulfilOrder(shop, order, at);
    case 'cancel':
      return cancelOrder(shop, order, reason, at);
    case 'refund': {
      const amounts = { shipping: money(wish.shipping, order.currency), amount: money(wish.amount, order.currency) };
      return refundOrder(shop, order, { lines, note, restock, ...amounts }, at);
    }
    case 'edit':
      return editOrder(shop, order, lines, at);
    case 'test':
      return markAsTest(shop, order, test, at);
    case 'delete':
      deleteOrder(shop, order, at);
      return undefined;
    default:
      throw new NotFound(`no action ${action}`);
  }
}

function orderRoutes({ shop, dictionary }: ApiParts, router: Router): void {
  const shown = (order: Order) => orderBody(shop, order, customerOf(shop, order));
  router.post('/orders', (request: Request, response: Response) => {
    const { customerEmail, pay, discountCode, discountCodes = [], ...rest } = orderRequest.parse(request.body);
    const codes = discountCode === undefined ? discountCodes : [discountCode, ...discountCodes];
    const payment = pay === 'authorized' ? 'authorized' : pay ? 'paid' : 'pending';
    const order = placeOrder(shop, { ...rest, discountCodes: codes, email: customerEmail, payment, titleOf: titlesFrom(dictionary.en) });
    response.status(201).json(shown(order));
  });
  router.get('/orders/:id', (request: Request, response: Response) => void response.json(shown(orderIn(shop, request))));
  router.post('/orders/:id/:action', (request: Request, response: Response) => {
    const order = act(shop, String(request.params['action']), orderIn(shop, request), actionRequest.parse(request.body));
    response.json(order ? shown(order) : { deleted: true });
  });
}

function customerRoutes({ shop }: ApiParts, router: Router): void {
  const customerIn = (named: unknown) => {
    const wanted = String(named);
    const customer = wanted.includes('@') ? findCustomerByEmail(shop, wanted) : findCustomer(shop, Number(wanted));
    if (!customer) throw new NotFound(`no customer ${wanted}`);
    return customer;
  };
  router.get(
    '/customers/:id',
    (request: Request, response: Response) => void response.json(customerBody(shop, customerIn(request.params['id']))),
  );
  router.post('/customers/sign-in', (request: Request, response: Response) => {
    const { email } = orderRequest
      .pick({ customerEmail: true })
      .transform(({ customerEmail }) => ({ email: customerEmail }))
      .parse(request.body);
    response.json(customerBody(shop, signIn(shop, email, 'en')));
  });
  router.post('/customers/:id/disable', (request: Request, response: Response) => {
    response.json(customerBody(shop, disableCustomer(shop, customerIn(request.params['id']))));
  });
  router.post('/customers/:id/merge', (request: Request, response: Response) => {
    const { into, fails } = mergeRequest.parse(request.body);
    const [gone, kept] = [customerIn(request.params['id']), customerIn(into)];
    response.json(customerBody(shop, fails ? failMerge(shop, gone, kept) : mergeCustomers(shop, gone, kept)));
  });
  router.post('/customers', (request: Request, response: Response) => {
    const { email, verifiedEmail } = customerRequest.parse(request.body);
    response.status(201).json(customerBody(shop, addCustomer(shop, email, verifiedEmail)));
  });
  router.post('/customers/:id/email', (request: Request, response: Response) => {
    response.json(customerBody(shop, changeEmail(shop, customerIn(request.params['id']), emailRequest.parse(request.body).email)));
  });
  router.post('/customers/:id/erase', (request: Request, response: Response) => {
    eraseCustomer(shop, customerIn(request.params['id']));
    response.json({ erased: true });
  });
  router.post('/customers/:id/data-request', (request: Request, response: Response) => {
    requestData(shop, customerIn(request.params['id']));
    response.json({ requested: true });
  });
}

function deliveryRoutes({ shop, faults, sender, bucket, calls }: ApiParts, router: Router): void {
  router.get('/deliveries', (request: Request, response: Response) => {
    const limit = Math.min(1000, Number(request.query['limit'] ?? 100) || 100);
    const log = shop.db.all('select * from attempts order by id desc limit ?', limit);
    const states = shop.db.all<{ state: string; n: number }>('select state, count(*) as n from webhooks group by state');
    response.json({ waiting: shop.queue.waiting(), counts: Object.fromEntries(states.map(({ state, n }) => [state, n])), deliveries: log });
  });
  router.post('/webhooks/flush', async (_request: Request, response: Response) => {
    const empty = await sender.flush(FLUSH_MS);
    response.status(empty ? 200 : 504).json({ empty, waiting: shop.queue.waiting() });
  });
  router.get('/mails', (request: Request, response: Response) => {
    const to = request.query['to'];
    const mails = mailsTo(shop.db, typeof to === 'string' ? to : undefined);
    response.json(
      mails.map(({ id, email, subject, text, html, message_id: messageId, unsubscribe, sender: from, at }) => ({
        id,
        to: email,
        from,
        subject,
        text,
        html,
        messageId,
        unsubscribe,
        at,
      })),
    );
  });
  router.get('/faults', (_request: Request, response: Response) => void response.json(faults.get()));
  router.post('/faults', (request: Request, response: Response) => void response.json(faults.change(faultsChange.parse(request.body))));
  router.get('/calls', (request: Request, response: Response) => {
    response.json(calls.last(Math.min(500, Number(request.query['limit'] ?? 100) || 100)));
  });
  router.post('/graphql-points', (request: Request, response: Response) => {
    bucket.drainTo(Math.max(0, Number((request.body as { currentlyAvailable?: unknown }).currentlyAvailable) || 0));
    response.json(bucket.status());
  });
}

function shopRoutes({ shop, dictionary, year }: ApiParts, router: Router): void {
  router.get('/products', (_request: Request, response: Response) => {
    const { currency } = shop.settings.get();
    const title = titlesFrom(dictionary.en);
    response.json(
      PRODUCTS.map((product) => ({
        id: product.id,
        handle: product.handle,
        title: title(product.handle, '').title,
        category: product.category,
        giftCard: product.giftCard,
        variants: product.variants.map((one) => ({ id: one.id, sku: one.sku, price: toText(priceIn(currency, one.price), currency) })),
      })),
    );
  });
  router.get('/settings', (_request: Request, response: Response) => void response.json({ ...shop.settings.get(), domain: shop.domain }));
  router.post(
    '/settings',
    (request: Request, response: Response) => void response.json(changeSettings(shop, settingsChange.parse(request.body))),
  );
  router.post('/app/:action', (request: Request, response: Response) => {
    const action = String(request.params['action']);
    if (action === 'uninstall') uninstall(shop);
    else if (action === 'install') shop.settings.change({ installed: true });
    else if (action === 'redact') redactShop(shop);
    else if (action === 'revoke-tokens') revokeAll(shop);
    else throw new NotFound(`no action ${action}`);
    response.json({ installed: shop.settings.get().installed });
  });
  router.get('/year', (_request: Request, response: Response) => void response.json(year.progress()));
  router.post(
    '/year',
    (request: Request, response: Response) => void response.status(202).json(year.start(yearRequest.parse(request.body ?? {}))),
  );
}

export function apiRoutes(parts: ApiParts): Router {
  const router = express.Router();
  router.use(express.json({ limit: '1mb' }));
  shopRoutes(parts, router);
  deliveryRoutes(parts, router);
  customerRoutes(parts, router);
  orderRoutes(parts, router);
  return router;
}
