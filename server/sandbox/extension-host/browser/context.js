// What a place in a page says of itself in `data-context`: see pages/extension-mounts.ts, which writes it.

/** @typedef {{ amount: string, currencyCode: string }} Amount */
/** @typedef {{ variantId: string, productId: string, quantity: number, cost: Amount }} Line */
/**
 * @typedef {{
 *   shop: string, locale: string, currency: string, customerId: string | null, email: string | null, sessionTokenUrl: string,
 *   checkoutToken?: string, subtotal?: Amount, total?: Amount, codes?: { code: string, refusal: string | null }[], lines?: Line[],
 *   discountsUrl?: string, orderId?: string, orderNumber?: string, authenticationState?: string
 * }} Context
 */

/** @param {Amount | undefined} amount @param {string} currency */
export const moneyOf = (amount, currency) => ({ amount: Number(amount?.amount ?? 0), currencyCode: amount?.currencyCode ?? currency });

/** @param {Context} context */
export const linesOf = ({ lines, currency }) =>
  (lines ?? []).map(({ variantId, productId, quantity, cost }, index) => ({
    id: `gid://shopify/CartLine/${index + 1}`,
    quantity,
    merchandise: {
      type: 'variant',
      id: variantId,
      title: '',
      selectedOptions: [],
      requiresShipping: true,
      product: { id: productId, vendor: '', productType: '' },
    },
    cost: { totalAmount: moneyOf(cost, currency) },
    attributes: [],
    discountAllocations: [],
    lineComponents: [],
  }));

/** A code that the shop refused is shown by the page and is no part of the checkout. @param {Context} context */
export const codesOf = ({ codes }) => (codes ?? []).filter(({ refusal }) => refusal === null).map(({ code }) => ({ code }));

/** @param {Context} context */
export const buyerOf = ({ customerId, email }) => ({
  customer:
    customerId === null ? undefined : { id: customerId, email: email ?? undefined, acceptsMarketing: false, acceptsEmailMarketing: false },
  email: email ?? undefined,
});
