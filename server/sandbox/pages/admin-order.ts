import { currentQuantity, financialStatus, fulfillmentStatus, totalsOf } from '../shop/order-money.ts';
import type { Line, Order } from '../shop/order.ts';
import { button, top } from './admin-frame-parts.ts';
import type { Html } from './html.ts';
import { html } from './html.ts';
import { badges, takenOff } from './order-summary.ts';
import { send } from './page.ts';
import type { Page } from './page.ts';

const label = (line: Line): string => (line.variantTitle === null ? line.title : `${line.title} – ${line.variantTitle}`);

function quantityTable(page: Page, order: Order, column: string, valueOf: (line: Line) => number, mostOf: (line: Line) => number): Html {
  const { t, number } = page.words;
  return html`<div class="scroll">
    <table>
      <thead>
        <tr>
          <th>${t('order.items')}</th>
          <th class="end">${t('admin.left')}</th>
          <th>${column}</th>
        </tr>
      </thead>
      <tbody>
        ${order.lines.map(
          (line) =>
            html`<tr>
              <td><bdi>${label(line)}</bdi></td>
              <td class="end">${number(currentQuantity(order, line))}</td>
              <td>
                <input
                  type="number"
                  name="line-${line.id}"
                  value="${valueOf(line)}"
                  min="0"
                  max="${mostOf(line)}"
                  aria-label="${column}: ${label(line)}"
                />
              </td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

function actions(page: Page, order: Order): Html {
  const { t } = page.words;
  const here = `/store-admin/orders/${order.id}`;
  const open = order.cancelledAt === null;
  const unpaid = open && totalsOf(order).outstanding > 0;
  return html`<div class="row">
    ${unpaid && button(`${here}/pay`, t('admin.pay'), '')} ${unpaid && button(`${here}/fail-payment`, t('admin.failPayment'))}
    ${open && fulfillmentStatus(order) !== 'fulfilled' && button(`${here}/fulfil`, t('admin.fulfil'), '')}
    ${button(`${here}/test`, order.test ? t('admin.unmarkTest') : t('admin.markTest'))}
    ${open && button(`${here}/cancel`, t('admin.cancel'), 'danger')} ${button(`${here}/delete`, t('admin.delete'), 'danger')}
  </div>`;
}

function refundPanel(page: Page, order: Order): Html {
  const { t } = page.words;
  const { currentShipping, net } = totalsOf(order);
  const step = page.money(0, order.currency).length > 0 ? 'any' : '1';
  return html`<section class="panel">
    <h2>${t('admin.refundTitle')}</h2>
    <form method="post" action="/store-admin/orders/${order.id}/refund">
      ${quantityTable(
        page,
        order,
        t('admin.refundLines'),
        () => 0,
        (line) => currentQuantity(order, line),
      )}
      <div class="two">
        <label class="field"
          >${t('admin.refundShipping')} (${page.money(currentShipping, order.currency)})
          <input type="number" step="${step}" min="0" name="shipping"
        /></label>
        <label class="field"
          >${t('admin.refundAmount')} (${page.money(net, order.currency)}) <input type="number" step="${step}" min="0" name="amount"
        /></label>
      </div>
      <button class="button" type="submit">${t('admin.refund')}</button>
    </form>
  </section>`;
}

function editPanel(page: Page, order: Order): Html {
  const { t } = page.words;
  return html`<section class="panel">
    <h2>${t('admin.editTitle')}</h2>
    <form method="post" action="/store-admin/orders/${order.id}/edit">
      ${quantityTable(
        page,
        order,
        t('product.quantity'),
        (line) => currentQuantity(order, line),
        () => 99,
      )}
      <p><button class="button quiet" type="submit">${t('admin.edit')}</button></p>
    </form>
  </section>`;
}

function sumsPanel(page: Page, order: Order): Html {
  const { t } = page.words;
  const totals = totalsOf(order);
  const amount = (minor: number) => page.money(minor, order.currency);
  const row = (name: string, original: number | null, current: number) =>
    html`<tr>
      <th scope="row">${name}</th>
      <td class="end">${original === null ? '' : amount(original)}</td>
      <td class="end">${amount(current)}</td>
    </tr>`;
  return html`<section class="panel">
    <div class="scroll">
      <table>
        <thead>
          <tr>
            <th>${t('admin.sums')}</th>
            <th class="end">${t('admin.original')}</th>
            <th class="end">${t('admin.current')}</th>
          </tr>
        </thead>
        <tbody>
          ${row(t('checkout.subtotal'), totals.subtotal, totals.currentSubtotal)}
          ${row(t('checkout.shipping'), totals.shippingNet, totals.currentShipping)}
          ${row(t('admin.total'), totals.total, totals.currentTotal)} ${row(t('admin.net'), null, totals.net)}
        </tbody>
      </table>
    </div>
    ${takenOff(order).map(({ code, minor }) => html`<p>${t('admin.discount', { code: '' })} <bdi class="code">${code}</bdi> ${amount(-minor)}</p>`)}
    <h2>${t('admin.transactions')}</h2>
    <ul>
      ${order.transactions.map(
        (one) =>
          html`<li class="line">
            <span class="line-text"
              >${t(`transactions.${one.kind}`)}
              ${one.status !== 'success' && html`<span class="badge ${one.status === 'failure' ? 'voided' : 'pending'}">${t(`transactionStatus.${one.status}`)}</span>`}
              <span class="muted small"><bdi>${one.gateway}</bdi> · ${page.words.date(one.at)}</span></span
            >
            <span class="amount">${amount(one.amount)}</span>
          </li>`,
      )}
    </ul>
  </section>`;
}

export function orderPage(page: Page, order: Order): void {
  const { t } = page.words;
  const title = t('order.title', { number: `#${order.number}` });
  const refundable = order.cancelledAt === null && totalsOf(order).net > 0;
  const editable = order.cancelledAt === null && financialStatus(order) !== 'refunded';
  send(
    page,
    { title, kind: 'back' },
    html`${top(page, 'orders')}
      <h2>${title} ${badges(page, order)} ${order.test && html`<span class="badge test">${t('admin.test')}</span>`}</h2>
      <p class="muted">
        <bdi>${order.address.firstName} ${order.address.lastName}</bdi> · <bdi>${order.email}</bdi> · ${page.words.date(order.createdAt)}
      </p>
      ${actions(page, order)}
      <div class="back-grid">
        <div>${refundable && refundPanel(page, order)} ${editable && editPanel(page, order)}</div>
        ${sumsPanel(page, order)}
      </div>`,
  );
}
