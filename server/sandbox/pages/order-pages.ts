/** Where a placed order is looked at: thanked for, and asked after later, by who may see it (shop/order-access.ts). */
import express from 'express';
import type { Request, Response, Router } from 'express';
import { openOrder, saveVisit } from '../http/visit.ts';
import { accessTo, addressFits, keyFits } from '../shop/order-access.ts';
import type { Access } from '../shop/order-access.ts';
import type { Order } from '../shop/order.ts';
import { financialStatus, totalsOf } from '../shop/order-money.ts';
import { findOrderByToken } from '../shop/orders.ts';
import { mount, orderContext } from './extension-mounts.ts';
import type { Html } from './html.ts';
import { html } from './html.ts';
import { orderSummary, publicSummary } from './order-summary.ts';
import { openPage, send } from './page.ts';
import type { Page, PageParts } from './page.ts';
import { missing } from './shop-pages.ts';

const accessOf = (page: Page, order: Order): Access => accessTo(order, { customer: page.customer, opened: page.visit.state.orders });

/** Only for who has just paid: to everybody else it is the page of the order. */
function thanks(page: Page, order: Order): void {
  const { t } = page.words;
  const access = accessOf(page, order);
  if (access === 'public') return page.response.redirect(303, `/orders/${order.token}`);
  send(
    page,
    { title: t('thanks.title', { name: order.address.firstName }), watch: true },
    html`<section class="thanks">
        <h1>${t('thanks.title', { name: order.address.firstName })}</h1>
        <p class="lead">
          ${t('thanks.lead', { number: `#${order.number}` })} ${totalsOf(order).outstanding > 0 ? t('thanks.pending') : t('thanks.paid')}
        </p>
        <p><a class="button" href="/orders/${order.token}">${t('thanks.status')}</a></p>
        ${!page.customer && html`<p class="muted"><a href="/account/login">${t('thanks.account')}</a></p>`}
      </section>
      ${mount(page, 'purchase.thank-you.block.render', orderContext(page, order, access))} ${orderSummary(page, order)}`,
  );
}

/** What the buyer is told of a payment that is waited for, or that failed. */
function waiting(page: Page, order: Order): Html | false {
  if (totalsOf(order).outstanding === 0 || financialStatus(order) === 'authorized') return false;
  const failed = order.transactions.at(-1)?.status === 'failure';
  return html`<p class="notice ${failed ? 'bad' : ''}" role="status">${page.words.t(failed ? 'order.failed' : 'thanks.pending')}</p>`;
}

/** The address of the order lets one in: whoever bought it knows it, and the page does not tell it. */
function askForAddress(page: Page, order: Order, wrong: boolean): Html {
  const { t } = page.words;
  return html`<section class="panel">
    <p>${t('order.askEmail')}</p>
    <form method="post" action="/orders/${order.token}" class="form">
      <label class="field">${t('checkout.email')} <input type="email" name="email" autocomplete="email" required maxlength="120" /></label>
      ${wrong && html`<p class="error" role="alert">${t('order.wrongEmail')}</p>`}
      <button class="button" type="submit">${t('order.show')}</button>
    </form>
  </section>`;
}

function statusPage(page: Page, order: Order, wrong = false): void {
  const access = accessOf(page, order);
  const title = page.words.t('order.title', { number: `#${order.number}` });
  const heading = html`<h1>${title}</h1>
    <p class="muted">${page.words.t('order.placed', { date: page.words.date(order.createdAt) })}</p>
    ${waiting(page, order)}`;
  const shown =
    access === 'public'
      ? html`${askForAddress(page, order, wrong)} ${publicSummary(page, order)}`
      : html`${mount(page, 'customer-account.order-status.block.render', orderContext(page, order, access))} ${orderSummary(page, order)}`;
  send(page, { title, watch: access !== 'public', status: wrong ? 422 : 200 }, html`${heading} ${shown}`);
}

/** The visit is let into the order when what it brings fits. */
function letIn(page: Page, order: Order, fits: boolean): void {
  if (fits) {
    openOrder(page.visit, order.token);
    saveVisit(page.shop, page.response, page.visit);
  }
}

export function orderPages(parts: PageParts): Router {
  const router = express.Router();
  const at = (path: string, method: 'get' | 'post', show: (page: Page, order: Order) => void) =>
    router[method](path, (request: Request, response: Response) => {
      const page = openPage(parts, request, response);
      const order = findOrderByToken(parts.shop, String(request.params['token']));
      if (order) show(page, order);
      else missing(page);
    });
  at('/checkouts/:token/thank-you', 'get', thanks);
  at('/orders/:token', 'get', (page, order) => statusPage(page, order));
  at('/orders/:token', 'post', (page, order) => {
    const fits = addressFits(order, (page.request.body as Record<string, unknown>)['email']);
    letIn(page, order, fits);
    if (fits) page.response.redirect(303, `/orders/${order.token}`);
    else statusPage(page, order, true);
  });
  at('/orders/:token/authenticate', 'get', (page, order) => {
    letIn(page, order, keyFits(parts.shop, order, page.request.query['key']));
    page.response.redirect(303, `/orders/${order.token}`);
  });
  return router;
}
