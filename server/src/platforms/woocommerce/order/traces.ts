// What a wc/v3 order says of who placed it and from where.
import type { OrderTraces, PostalAddress } from '../../../loyalty/orders/order-traces.ts';
import { textOrNull } from '../identity.ts';
import { metaValue, type OrderBody } from './order-body.ts';

type Place = Omit<NonNullable<OrderBody['shipping']>, 'email'>;

/** A part that nobody filled in is there all the same, as an empty text. */
function placeOf(place: Place | null | undefined): PostalAddress | null {
  if (place === null || place === undefined) return null;
  const read = {
    firstName: textOrNull(place.first_name),
    lastName: textOrNull(place.last_name),
    company: textOrNull(place.company),
    line1: textOrNull(place.address_1),
    line2: textOrNull(place.address_2),
    city: textOrNull(place.city),
    region: textOrNull(place.state),
    zip: textOrNull(place.postcode),
    country: textOrNull(place.country),
    phone: textOrNull(place.phone),
  };
  return Object.values(read).every((part) => part === null) ? null : read;
}

/** WooCommerce keeps since 8.5 where the visit began that led to an order. */
function metaText(body: OrderBody, key: string): string | null {
  const value = metaValue(body.meta_data, key);
  return typeof value === 'string' ? textOrNull(value) : null;
}

export function tracesOf(body: OrderBody): OrderTraces {
  return {
    networkAddress: textOrNull(body.customer_ip_address),
    userAgent: textOrNull(body.customer_user_agent),
    acceptLanguage: null,
    phone: textOrNull(body.billing.phone),
    email: textOrNull(body.billing.email),
    shipping: placeOf(body.shipping),
    billing: placeOf(body.billing),
    // Which card it was only the gateway's own plugin knows, and the transaction's id is another one every time.
    payment: null,
    referrer: metaText(body, '_wc_order_attribution_referrer'),
    landing: metaText(body, '_wc_order_attribution_session_entry'),
  };
}
