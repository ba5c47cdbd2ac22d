// Orders as Shopify's GraphQL answers, before they are read.
import { Order, type OrderAnswer } from '../../src/platforms/shopify/graphql/answers.ts';

export const bag = (amount: string) => ({ shopMoney: { amount, currencyCode: 'USD' } });
export const page = (nodes: unknown[], endCursor: string | null = null) => ({
  pageInfo: { hasNextPage: endCursor !== null, endCursor },
  nodes,
});
export const line = (id: number, more: object = {}) => ({
  id: `gid://shopify/LineItem/${id}`, title: 'Tea', quantity: 2, currentQuantity: 2, isGiftCard: false, requiresShipping: true,
  product: { id: 'gid://shopify/Product/1' }, variant: null, originalUnitPriceSet: bag('10.0'), discountAllocations: [], taxLines: [], ...more,
}); // prettier-ignore
export const order = (more: object = {}) => ({
  id: 'gid://shopify/Order/7', name: '#7', currencyCode: 'USD', createdAt: '2026-01-01T00:00:00Z', processedAt: null,
  updatedAt: '2026-01-03T00:00:00Z', cancelledAt: null, test: false, displayFinancialStatus: 'PAID', displayFulfillmentStatus: 'UNFULFILLED',
  taxesIncluded: false, discountCodes: [], sourceName: 'web', customerLocale: 'en', email: null, phone: null, billingAddress: null,
  customer: { id: 'gid://shopify/Customer/9', state: 'ENABLED', firstName: 'Bo', lastName: null, defaultEmailAddress: { emailAddress: 'bo@example.com' }, defaultPhoneNumber: null },
  totalPriceSet: bag('20.0'), totalTipReceivedSet: bag('0.0'), originalTotalDutiesSet: null, originalTotalAdditionalFeesSet: null,
  shippingLines: { nodes: [] }, transactions: [], fulfillments: [], refunds: [], lineItems: page([line(1)]), ...more,
}); // prettier-ignore

export function anAnswer(more: object = {}): OrderAnswer {
  const { order: read } = Order.parse({ order: order(more) });
  if (read === null) throw new Error('no order');
  return read;
}
