/** One customer: what is known of them, and what the merchant can do that matters to accounts. */
import type { Customer } from '../shop/customer.ts';
import { totalsOf } from '../shop/order-money.ts';
import { ordersOfCustomer } from '../shop/orders.ts';
import { button, top } from './admin-frame-parts.ts';
import type { Html } from './html.ts';
import { html } from './html.ts';
import { badges } from './order-summary.ts';
import { send } from './page.ts';
import type { Page } from './page.ts';

function emailForm(action: string, name: 'email' | 'into', labels: { field: string; button: string }, value = ''): Html {
  return html`<form method="post" action="${action}" class="form">
    <label class="field"
      >${labels.field} <input type="email" name="${name}" value="${value}" required maxlength="120" autocomplete="off"
    /></label>
    <button class="button quiet" type="submit">${labels.button}</button>
  </form>`;
}

function orders(page: Page, customer: Customer): Html {
  const { t } = page.words;
  const all = ordersOfCustomer(page.shop, customer.id);
  if (all.length === 0) return html`<p>${t('account.none')}</p>`;
  return html`<ul class="orders">
    ${all.map(
      (order) =>
        html`<li>
          <a href="/store-admin/orders/${order.id}">${t('order.title', { number: `#${order.number}` })}</a>
          <span class="muted">${page.words.date(order.createdAt)}</span> <span>${badges(page, order)}</span>
          <span class="amount">${page.money(totalsOf(order).currentTotal, order.currency)}</span>
        </li>`,
    )}
  </ul>`;
}

export function customerPage(page: Page, customer: Customer): void {
  const { t } = page.words;
  const here = `/store-admin/customers/${customer.id}`;
  const verified = customer.verifiedEmail ? t('admin.yes') : t('admin.no');
  const letters = customer.acceptsMarketing ? t('admin.yes') : t('admin.no');
  send(
    page,
    { title: customer.email, kind: 'back' },
    html`${top(page, 'customers')}
      <h2><bdi>${customer.email}</bdi> <span class="badge ${customer.state}">${t(`admin.${customer.state}`)}</span></h2>
      <p class="muted">
        <bdi>${`${customer.firstName} ${customer.lastName}`.trim() || '—'}</bdi> · ${t('admin.verified')}: ${verified} ·
        ${t('admin.letters')}: ${letters}
      </p>
      <div class="row">
        ${customer.state === 'enabled' && button(`${here}/disable`, t('admin.disable'))} ${button(`${here}/request`, t('admin.request'))}
        ${button(`${here}/erase`, t('admin.erase'), 'danger')}
      </div>
      <div class="back-grid">
        <section class="panel">
          <h2>${t('account.orders')}</h2>
          ${orders(page, customer)}
        </section>
        <div>
          <section class="panel">
            <h2>${t('admin.emailTitle')}</h2>
            ${emailForm(`${here}/email`, 'email', { field: t('admin.newEmail'), button: t('admin.saveEmail') }, customer.email)}
          </section>
          <section class="panel">
            <h2>${t('admin.mergeTitle')}</h2>
            <p>${t('admin.mergeLead')}</p>
            ${emailForm(`${here}/merge`, 'into', { field: t('admin.mergeInto'), button: t('admin.merge') })}
          </section>
        </div>
      </div>`,
  );
}
