// The global `shopify` of an extension: as much of Shopify's APIs as ours use, from what the page says of its place.
import { buyerOf, codesOf, linesOf, moneyOf } from './context.js';
import { discountChanges } from './discounts.js';
import { Signals } from './signals.js';
import { i18nOf } from './words.js';

/** @typedef {import('./context.js').Context} Context */
/** @typedef {{ handle: string, script: string, targets: string[], words: Record<string, import('./words.js').Words> }} Extension */

/** Kept by the extension's handle, for the visit. @param {string} handle */
function storageOf(handle) {
  const name = (/** @type {string} */ key) => `extension:${handle}:${key}`;
  return {
    /** @param {string} key */
    read: (key) => Promise.resolve(JSON.parse(sessionStorage.getItem(name(key)) ?? 'null')),
    /** @param {string} key @param {unknown} value */
    write: (key, value) => Promise.resolve(sessionStorage.setItem(name(key), JSON.stringify(value))),
    /** @param {string} key */
    delete: (key) => Promise.resolve(sessionStorage.removeItem(name(key))),
  };
}

/** @param {Context} context */
function tokens({ sessionTokenUrl }) {
  return {
    async get() {
      const answer = await fetch(sessionTokenUrl);
      const { token } = /** @type {{ token?: string }} */ (await answer.json());
      if (token === undefined) throw new Error('no session token');
      return token;
    },
  };
}

/** @param {Signals} signals @param {Context} context @param {Element} place */
function checkoutApi(signals, context, place) {
  const cart = {
    codes: signals.make(codesOf(context)),
    lines: signals.make(linesOf(context)),
    subtotal: signals.make(moneyOf(context.subtotal ?? context.total, context.currency)),
    total: signals.make(moneyOf(context.total, context.currency)),
  };
  return {
    lines: cart.lines,
    cost: { subtotalAmount: cart.subtotal, totalAmount: cart.total },
    discountCodes: cart.codes,
    discountAllocations: signals.make([]),
    checkoutToken: signals.make(context.checkoutToken),
    instructions: signals.make({ discounts: { canUpdateDiscountCodes: context.discountsUrl !== undefined } }),
    applyDiscountCodeChange: discountChanges(context, cart, place),
  };
}

/** On the thank-you page Shopify names an order by another kind of id, with the same number. @param {Signals} signals @param {Context} context */
function orderApi(signals, { orderId, orderNumber, authenticationState }) {
  if (orderId === undefined) return {};
  const confirmed = { id: orderId.replace('/Order/', '/OrderIdentity/') };
  return {
    order: signals.make({ id: orderId, name: orderNumber }),
    orderConfirmation: signals.make({ order: confirmed, number: orderNumber, isFirstOrder: false }),
    authenticationState: signals.make(authenticationState),
    requireLogin: () => Promise.resolve(location.assign(`/account/login?return_to=${encodeURIComponent(location.pathname)}`)),
  };
}

/**
 * @param {Extension} extension
 * @param {string} target
 * @param {Context} context
 * @param {Element} place
 */
export function shopifyGlobal(extension, target, context, place) {
  const signals = new Signals();
  const { i18n, language } = i18nOf(extension.words, context.locale);
  const { customer, email } = buyerOf(context);
  /** @type {Map<string, () => unknown>} */
  const started = new Map();
  const shopify = {
    ...checkoutApi(signals, context, place),
    ...orderApi(signals, context),
    i18n,
    extension: {
      target,
      apiVersion: '2026-07',
      version: '0',
      capabilities: signals.make(['network_access', 'api_access']),
      rendered: signals.make(true),
    },
    localization: {
      language: signals.make({ isoCode: context.locale }),
      extensionLanguage: signals.make({ isoCode: language }),
      currency: signals.make({ isoCode: context.currency }),
    },
    shop: { id: 'gid://shopify/Shop/1', name: 'Tea & Clay', myshopifyDomain: context.shop, storefrontUrl: location.origin },
    buyerIdentity: { customer: signals.make(customer), email: signals.make(email) },
    authenticatedAccount: {
      customer: signals.make(customer === undefined ? undefined : { id: customer.id }),
      purchasingCompany: signals.make(undefined),
    },
    settings: signals.make({}),
    storage: storageOf(extension.handle),
    sessionToken: tokens(context),
    toast: { show: () => Promise.resolve({ hide: () => undefined }) },
    /** There is no Storefront API in the sandbox: asking it is refused, not answered with nothing. */
    query: () => Promise.resolve({ data: undefined, errors: [{ message: 'the sandbox has no Storefront API' }] }),
    /** @param {import('./signals.js').SignalClass} real */
    setSignals: (real) => signals.use(real),
    /** @param {string} name @param {() => unknown} run */
    extend: (name, run) => void started.set(name, run),
  };
  return { shopify, run: () => started.get(target)?.() };
}
