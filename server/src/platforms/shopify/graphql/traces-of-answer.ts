// What GraphQL says of who placed an order and from where. The browser is told by webhooks only.
import type { OrderTraces, PostalAddress } from '../../../loyalty/orders/order-traces.ts';
import type { OrderAnswer, PlaceAnswer } from './answers.ts';

function placeOf(place: PlaceAnswer | null | undefined): PostalAddress | null {
  if (place === null || place === undefined) return null;
  const { firstName, lastName, company, address1, address2, city, zip, province, countryCodeV2, phone } = place;
  return { firstName, lastName, company, line1: address1, line2: address2, city, region: province, zip, country: countryCodeV2, phone };
}

export function tracesOfAnswer(order: OrderAnswer): OrderTraces {
  return {
    networkAddress: order.clientIp,
    userAgent: null,
    acceptLanguage: null,
    phone: order.phone,
    email: order.email ?? order.customer?.defaultEmailAddress?.emailAddress ?? null,
    shipping: placeOf(order.shippingAddress),
    billing: placeOf(order.billingAddress),
    payment: null,
    referrer: null,
    landing: null,
  };
}
