/**
 * The places where Shopify would put the app's UI extensions. An element names its target, and says in `data-context` (JSON) what
 * the extension's APIs need. A host script finds them by `[data-extension-target]`; without one they are empty and take no room.
 */
import { classOf } from '../shop/discount.ts';
import { gid } from '../shop/ids.ts';
import { codesOf } from '../shop/order.ts';
import type { Order } from '../shop/order.ts';
import type { Access } from '../shop/order-access.ts';
import { lineMoney, totalsOf } from '../shop/order-money.ts';
import type { PricedCart } from '../shop/price-cart.ts';
import { toText } from '../shop/money.ts';
import type { Html } from './html.ts';
import { html } from './html.ts';
import type { Page } from './page.ts';

export type ExtensionTarget =
  | 'purchase.checkout.reductions.render-after'
  | 'purchase.thank-you.block.render'
  | 'customer-account.order-status.block.render'
  | 'customer-account.page.render'
  | 'customer-account.profile.block.render';

/** What every target may know. The token is asked for when it is needed, as it lives only five minutes. */
function shared(page: Page) {
  const { shop, customer, words } = page;
  return {
    shop: shop.domain,
    locale: words.locale,
    currency: shop.settings.get().currency,
    customerId: customer ? gid('Customer', customer.id) : null,
    email: customer?.email ?? null,
    sessionTokenUrl: '/__sim/extension-token',
  };
}

/** `handle`: of several extensions with the same target, this one. */
export function mount(page: Page, target: ExtensionTarget, context: object = {}, handle: string | null = null): Html | false {
  if (!page.shop.settings.get().installed) return false;
  const whole = JSON.stringify({ ...shared(page), ...context });
  const named = handle !== null && html`data-extension-handle="${handle}"`;
  return html`<div data-extension-target="${target}" data-context="${whole}" ${named}></div>`;
}

const money = (page: Page, minor: number, currency: string = page.shop.settings.get().currency) => ({
  amount: toText(minor, currency),
  currencyCode: currency,
});

/** What the checkout knows of its cart; the answer of POST /checkout/discounts carries the same. */
export function cartContext(page: Page, cart: PricedCart): object {
  return {
    cartToken: page.visit.state.cartToken,
    checkoutToken: page.visit.state.cartToken,
    subtotal: money(page, cart.subtotal),
    total: money(page, cart.total),
    shipping: money(page, cart.shipping - cart.shippingDiscount),
    codes: cart.codes.map(({ code, refusal }) => ({ code, refusal: refusal ?? null })),
    allocations: cart.applied.map(({ discount, amount }) => ({
      code: discount.code,
      class: classOf(discount),
      amount: money(page, amount),
    })),
    lines: cart.lines.map(({ variant, product, quantity, gross, discount }) => ({
      variantId: gid('ProductVariant', variant.id),
      productId: gid('Product', product.id),
      quantity,
      cost: money(page, gross - discount),
    })),
    discountsUrl: '/checkout/discounts',
  };
}

export const checkoutMount = (page: Page, cart: PricedCart): Html | false =>
  mount(page, 'purchase.checkout.reductions.render-after', cartContext(page, cart));

/** Thank-you and order status, for who may see the order. */
export function orderContext(page: Page, order: Order, authenticationState: Exclude<Access, 'public'>): object {
  return {
    orderId: gid('Order', order.id),
    orderNumber: `#${order.number}`,
    cartToken: order.cartToken,
    checkoutToken: order.token,
    total: money(page, totalsOf(order).total, order.currency),
    lines: order.lines.map((line) => ({
      variantId: gid('ProductVariant', line.variantId),
      productId: gid('Product', line.productId),
      quantity: line.quantity,
      cost: money(page, lineMoney(order, line).net, order.currency),
    })),
    codes: codesOf(order).map((code) => ({ code, refusal: null })),
    authenticationState,
  };
}
