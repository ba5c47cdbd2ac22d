import { listCustomers, spendingOf } from '../shop/customer.ts';
import type { Customer } from '../shop/customer.ts';
import { totalsOf } from '../shop/order-money.ts';
import type { Order } from '../shop/order.ts';
import { listOrders } from '../shop/orders.ts';
import { newOrderPanel } from './admin-new-order.ts';
import { button, top } from './admin-frame-parts.ts';
import type { Html } from './html.ts';
import { html } from './html.ts';
import { badges } from './order-summary.ts';
import { send } from './page.ts';
import type { Page } from './page.ts';

const PAGE_SIZE = 25;

const pageNumber = (page: Page): number => Math.max(0, Math.floor(Number(page.request.query['page'])) || 0);

function pager(page: Page, path: string, current: number, total: number): Html | false {
  const { t, number } = page.words;
  const pages = Math.max(1, Math.ceil(total / PAGE_SIZE));
  if (pages === 1) return false;
  return html`<nav class="pager">
    ${current > 0 && html`<a href="${path}?page=${current - 1}">${t('admin.newer')}</a>`}
    <span class="muted">${t('admin.page', { page: number(current + 1), pages: number(pages) })}</span>
    ${current + 1 < pages && html`<a href="${path}?page=${current + 1}">${t('admin.older')}</a>`}
  </nav>`;
}

function orderRow(page: Page, order: Order): Html {
  const { t } = page.words;
  return html`<tr>
    <td>
      <a href="/store-admin/orders/${order.id}" aria-label="${t('admin.openOrder', { number: order.number })}"
        ><bdi>#${order.number}</bdi></a
      >
      ${order.test && html`<span class="badge test">${t('admin.test')}</span>`}
    </td>
    <td>${page.words.date(order.createdAt)}</td>
    <td><bdi>${order.address.firstName} ${order.address.lastName}</bdi></td>
    <td>${badges(page, order)}</td>
    <td class="end">${page.money(totalsOf(order).currentTotal, order.currency)}</td>
  </tr>`;
}

export function ordersPage(page: Page): void {
  const { t } = page.words;
  const current = pageNumber(page);
  const { orders, total } = listOrders(page.shop, current, PAGE_SIZE);
  const table = html`<div class="scroll">
    <table>
      <thead>
        <tr>
          <th>${t('admin.number')}</th>
          <th>${t('admin.date')}</th>
          <th>${t('admin.customer')}</th>
          <th>${t('admin.payment')}</th>
          <th class="end">${t('admin.currentTotal')}</th>
        </tr>
      </thead>
      <tbody>
        ${orders.map((order) => orderRow(page, order))}
      </tbody>
    </table>
  </div>`;
  send(
    page,
    { title: t('admin.title'), kind: 'back' },
    html`${top(page, 'orders')} ${total === 0 ? html`<p>${t('admin.noOrders')}</p>` : table} ${pager(page, '/store-admin', current, total)}
    ${newOrderPanel(page)}`,
  );
}

function customerRow(page: Page, customer: Customer): Html {
  const { t, number } = page.words;
  const name = `${customer.firstName} ${customer.lastName}`.trim();
  return html`<tr>
    <td><bdi>${name || '—'}</bdi></td>
    <td>
      <a href="/store-admin/customers/${customer.id}"><bdi>${customer.email}</bdi></a>
    </td>
    <td><span class="badge ${customer.state}">${t(`admin.${customer.state}`)}</span></td>
    <td class="end">${number(spendingOf(page.shop, customer.id).orders)}</td>
    <td>${page.words.date(customer.createdAt)}</td>
    <td>
      <div class="row">
        ${customer.state === 'enabled' && button(`/store-admin/customers/${customer.id}/disable`, t('admin.disable'))}
        ${button(`/store-admin/customers/${customer.id}/request`, t('admin.request'))}
        ${button(`/store-admin/customers/${customer.id}/erase`, t('admin.erase'), 'danger')}
      </div>
    </td>
  </tr>`;
}

export function customersPage(page: Page): void {
  const { t } = page.words;
  const current = pageNumber(page);
  const all = listCustomers(page.shop).toReversed();
  const shown = all.slice(current * PAGE_SIZE, (current + 1) * PAGE_SIZE);
  const table = html`<div class="scroll">
    <table>
      <thead>
        <tr>
          <th>${t('admin.name')}</th>
          <th>${t('admin.email')}</th>
          <th>${t('admin.state')}</th>
          <th class="end">${t('admin.orders')}</th>
          <th>${t('admin.since')}</th>
          <th><span class="hidden-text">${t('admin.actions')}</span></th>
        </tr>
      </thead>
      <tbody>
        ${shown.map((customer) => customerRow(page, customer))}
      </tbody>
    </table>
  </div>`;
  send(
    page,
    { title: t('admin.customers'), kind: 'back' },
    html`${top(page, 'customers')} ${all.length === 0 ? html`<p>${t('admin.noCustomers')}</p>` : table}
    ${pager(page, '/store-admin/customers', current, all.length)}`,
  );
}
