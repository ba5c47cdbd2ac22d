/** The merchant's back office: orders and what can be done to them, customers, discount codes, a year of orders, settings, faults. */
import express from 'express';
import type { NextFunction, Request, Response, Router } from 'express';
import { z } from 'zod';
import { uninstall } from '../oauth/uninstall.ts';
import { removeDiscount } from '../shop/change-discount.ts';
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
import { changeEmail } from '../shop/change-customer.ts';
import { findCustomer, findCustomerByEmail } from '../shop/customer.ts';
import type { Customer } from '../shop/customer.ts';
import { editOrder } from '../shop/edit-order.ts';
import { mergeCustomers } from '../shop/merge-customers.ts';
import { fromText } from '../shop/money.ts';
import { currentQuantity } from '../shop/order-money.ts';
import type { Order } from '../shop/order.ts';
import { findOrder } from '../shop/orders.ts';
import { placeOrder } from '../shop/place-order.ts';
import { disableCustomer, eraseCustomer, redactShop, requestData } from '../shop/privacy.ts';
import { settingsChange } from '../shop/settings.ts';
import { changeSettings } from '../shop/change-settings.ts';
import type { Shop } from '../shop/shop.ts';
import { titlesFrom } from '../shop/words.ts';
import type { CallLog } from '../graphql/call-log.ts';
import type { Year } from '../year/year.ts';
import { yearRequest } from '../year/year.ts';
import { customerPage } from './admin-customer.ts';
import { customersPage, ordersPage } from './admin-lists.ts';
import { newOrderIn } from './admin-new-order.ts';
import { orderPage } from './admin-order.ts';
import { discountsPage } from './admin-discounts.ts';
import { faultsPage } from './admin-faults.ts';
import { settingsPage, yearPage } from './admin-panels.ts';
import { faultActions } from './fault-actions.ts';
import { openPage } from './page.ts';
import type { PageParts } from './page.ts';
import { missing } from './shop-pages.ts';

export interface StoreAdminParts extends PageParts {
  year: Year;
  graphql: { log: CallLog };
}

type Typed = Record<string, string | undefined>;

const typedIn = (request: Request): Typed => request.body as Typed;

/** Quantities typed next to the lines: one input per line id. */
function quantities(order: Order, typed: Typed): { lineId: number; quantity: number }[] {
  return order.lines.flatMap((line) => {
    const value = typed[`line-${line.id}`];
    return value === undefined || value.trim() === '' ? [] : [{ lineId: line.id, quantity: Math.max(0, Math.floor(Number(value)) || 0) }];
  });
}

function money(value: string | undefined, currency: string): number | undefined {
  if (value === undefined || value.trim() === '') return undefined;
  const minor = fromText(value, currency);
  if (minor === undefined) throw new NotPossible(`"${value}" is not an amount`);
  return minor;
}

function act(shop: Shop, order: Order, action: string, typed: Typed): Order | undefined {
  switch (action) {
    case 'pay':
      return payOrder(shop, order);
    case 'fail-payment':
      return failPayment(shop, order);
    case 'fulfil':
      return fulfilOrder(shop, order);
    case 'cancel':
      return cancelOrder(shop, order);
    case 'test':
      return markAsTest(shop, order, !order.test);
    case 'edit': {
      const wishes = quantities(order, typed).filter(({ lineId, quantity }) =>
        order.lines.some((line) => line.id === lineId && currentQuantity(order, line) !== quantity),
      );
      return editOrder(shop, order, wishes);
    }
    case 'refund':
      return refundOrder(shop, order, {
        lines: quantities(order, typed).filter((one) => one.quantity > 0),
        shipping: money(typed['shipping'], order.currency),
        amount: money(typed['amount'], order.currency),
      });
    case 'delete':
      deleteOrder(shop, order);
      return undefined;
    default:
      throw new NotPossible(`no action ${action}`);
  }
}

function orderActions({ shop }: StoreAdminParts, router: Router): void {
  router.post('/store-admin/orders/:id/:action', (request: Request, response: Response) => {
    const order = findOrder(shop, Number(request.params['id']));
    if (!order) return response.redirect(303, '/store-admin');
    const here = `/store-admin/orders/${order.id}`;
    try {
      const left = act(shop, order, String(request.params['action']), typedIn(request));
      response.redirect(303, left ? `${here}?done=1` : '/store-admin?done=1');
    } catch (error) {
      if (!(error instanceof NotPossible)) throw error;
      response.redirect(303, `${here}?refused=${encodeURIComponent(error.message)}`);
    }
  });
  router.post('/store-admin/discounts/:id/delete', (request: Request, response: Response) => {
    removeDiscount(shop, Number(request.params['id']));
    response.redirect(303, '/store-admin/discounts?done=1');
  });
}

/** Where the merchant is led after it. */
function actOnCustomer(shop: Shop, customer: Customer, action: string, typed: Typed): string {
  const { email = '', into = '' } = typed;
  if (action === 'erase') eraseCustomer(shop, customer);
  if (action === 'disable') disableCustomer(shop, customer);
  if (action === 'request') requestData(shop, customer);
  if (action === 'email') changeEmail(shop, customer, z.email().parse(email.trim()));
  if (action !== 'merge') return action === 'email' ? `/store-admin/customers/${customer.id}` : '/store-admin/customers';
  const kept = findCustomerByEmail(shop, into);
  if (!kept) throw new NotPossible(`no customer has the address ${into}`);
  return `/store-admin/customers/${mergeCustomers(shop, customer, kept).id}`;
}

function customerActions({ shop, dictionary }: StoreAdminParts, router: Router): void {
  router.post('/store-admin/customers/:id/:action', (request: Request, response: Response) => {
    const customer = findCustomer(shop, Number(request.params['id']));
    if (!customer) return response.redirect(303, '/store-admin/customers');
    try {
      const leadTo = actOnCustomer(shop, customer, String(request.params['action']), typedIn(request));
      response.redirect(303, `${leadTo}?done=1`);
    } catch (error) {
      if (!(error instanceof NotPossible)) throw error;
      response.redirect(303, `/store-admin/customers/${customer.id}?refused=${encodeURIComponent(error.message)}`);
    }
  });
  router.post('/store-admin/orders', (request: Request, response: Response) => {
    const order = placeOrder(shop, { ...newOrderIn(typedIn(request)), payment: 'paid', titleOf: titlesFrom(dictionary.en) });
    response.redirect(303, `/store-admin/orders/${order.id}?done=1`);
  });
}

function panelActions({ shop, year }: StoreAdminParts, router: Router): void {
  router.post('/store-admin/year', (request: Request, response: Response) => {
    const typed = typedIn(request);
    year.start(yearRequest.parse({ orders: Number(typed['orders']) || 3000, seed: Number(typed['seed']) || 1 }));
    response.redirect(303, '/store-admin/year');
  });
  router.post('/store-admin/settings', (request: Request, response: Response) => {
    const { currency, protectedData, taxesIncluded } = typedIn(request);
    changeSettings(shop, settingsChange.parse({ currency, protectedData, taxesIncluded: taxesIncluded === 'on' }));
    response.redirect(303, '/store-admin/settings?done=1');
  });
  router.post('/store-admin/app/:action', (request: Request, response: Response) => {
    if (request.params['action'] === 'uninstall') uninstall(shop);
    if (request.params['action'] === 'install') shop.settings.change({ installed: true });
    if (request.params['action'] === 'redact') redactShop(shop);
    response.redirect(303, '/store-admin/settings?done=1');
  });
}

export function storeAdmin(parts: StoreAdminParts): Router {
  const router = express.Router();
  const page = (request: Request, response: Response) => openPage(parts, request, response);
  router.use('/store-admin', (_request: Request, response: Response, next: NextFunction) => {
    response.set('x-robots-tag', 'noindex');
    next();
  });
  router.get('/store-admin', (request: Request, response: Response) => ordersPage(page(request, response)));
  router.get('/store-admin/orders/:id', (request: Request, response: Response) => {
    const opened = page(request, response);
    const order = findOrder(parts.shop, Number(request.params['id']));
    if (order) orderPage(opened, order);
    else missing(opened);
  });
  router.get('/store-admin/customers', (request: Request, response: Response) => customersPage(page(request, response)));
  router.get('/store-admin/customers/:id', (request: Request, response: Response) => {
    const opened = page(request, response);
    const customer = findCustomer(parts.shop, Number(request.params['id']));
    if (customer) customerPage(opened, customer);
    else missing(opened);
  });
  router.get('/store-admin/discounts', (request: Request, response: Response) => discountsPage(page(request, response)));
  router.get('/store-admin/year', (request: Request, response: Response) => yearPage(page(request, response), parts.year));
  router.get('/store-admin/settings', (request: Request, response: Response) => settingsPage(page(request, response)));
  router.get('/store-admin/faults', (request: Request, response: Response) => faultsPage(page(request, response), parts.graphql.log));
  orderActions(parts, router);
  customerActions(parts, router);
  panelActions(parts, router);
  faultActions(parts.faults, router);
  return router;
}
