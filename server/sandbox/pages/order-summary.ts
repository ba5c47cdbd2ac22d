/** An order as its buyer sees it: what is kept, what it cost, where it goes. */
import { findBySku } from '../shop/catalogue.ts';
import { currentQuantity, financialStatus, fulfillmentStatus, lineMoney, totalsOf } from '../shop/order-money.ts';
import type { Line, Order } from '../shop/order.ts';
import type { Html } from './html.ts';
import { html } from './html.ts';
import { illustration } from './illustrations.ts';
import type { Page } from './page.ts';
import { optionIn, titleIn } from './shop-pages.ts';

export function badges(page: Page, order: Order): Html {
  const { t } = page.words;
  const status = financialStatus(order);
  const sent = order.cancelledAt === null ? (fulfillmentStatus(order) ?? 'none') : 'cancelled';
  return html`<span class="badge ${status}">${t(`payment.${status}`)}</span> <span class="badge ${sent}">${t(`fulfilment.${sent}`)}</span>`;
}

function row(page: Page, order: Order, line: Line): Html {
  const { t, number } = page.words;
  const found = findBySku(line.sku);
  const current = currentQuantity(order, line);
  const pieces =
    current === line.quantity
      ? t('order.quantity', { n: number(line.quantity) })
      : t('order.left', { n: number(current), of: number(line.quantity) });
  const title = found ? titleIn(page, found.product) : line.title;
  return html`<li class="line">
    ${found && illustration(found.product, title)}
    <span class="line-text">${title} <span class="muted small">${found && optionIn(page, found.variant.option)} ${pieces}</span></span>
    <span class="amount">${page.money(lineMoney(order, line).gross, order.currency)}</span>
  </li>`;
}

/** What each code took off, the goods and the shipping together. */
/** Automatic discounts are known by their title; what took nothing is not told. */
export function takenOff(order: Order): { code: string; minor: number }[] {
  const all = order.discounts.map(({ code, title, target }, index) => {
    const goods = order.lines.flatMap(({ parts }) => parts).reduce((sum, part) => sum + (part.index === index ? part.amount : 0), 0);
    return { code: code || title, minor: target === 'shipping_line' ? order.shippingDiscount : goods };
  });
  return all.filter(({ minor }) => minor > 0);
}

/** Without what was paid with which code, and to where: for who has nothing but the page's address. */
export function publicSummary(page: Page, order: Order): Html {
  const { t } = page.words;
  return html`<section class="order">
    <p>${badges(page, order)}</p>
    <h2>${t('order.items')}</h2>
    <ul class="lines">
      ${order.lines.map((line) => row(page, order, line))}
    </ul>
    <dl class="sums">
      <dt class="total">${t('checkout.total')}</dt>
      <dd class="total">${page.money(totalsOf(order).total, order.currency)}</dd>
    </dl>
  </section>`;
}

export function orderSummary(page: Page, order: Order): Html {
  const { t } = page.words;
  const totals = totalsOf(order);
  const amount = (minor: number) => page.money(minor, order.currency);
  const { address } = order;
  return html`<section class="order">
    <p>${badges(page, order)}</p>
    <h2>${t('order.items')}</h2>
    <ul class="lines">
      ${order.lines.map((line) => row(page, order, line))}
    </ul>
    <dl class="sums">
      ${takenOff(order).map(
        ({ code, minor }) =>
          html`<dt>${t('checkout.discountLine')} <bdi class="code">${code}</bdi></dt>
            <dd>${amount(-minor)}</dd>`,
      )}
      <dt>${t('checkout.shipping')}</dt>
      <dd>${totals.shippingNet === 0 ? t('checkout.free') : amount(totals.shippingNet)}</dd>
      <dt class="total">${t('checkout.total')}</dt>
      <dd class="total">${amount(totals.total)}</dd>
      ${
        totals.refundedMoney > 0 &&
        html`<dt>${t('order.refunded')}</dt>
          <dd>${amount(-totals.refundedMoney)}</dd>`
      }
    </dl>
    <h2>${t('order.deliverTo')}</h2>
    <p class="address">
      <bdi>${address.firstName} ${address.lastName}</bdi><br /><bdi>${address.address1}</bdi><br /><bdi>${address.zip} ${address.city}</bdi>
    </p>
  </section>`;
}
