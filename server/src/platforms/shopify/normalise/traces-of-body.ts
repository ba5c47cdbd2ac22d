// What a webhook body says of who placed the order and from where.
import type { OrderTraces, PostalAddress } from '../../../loyalty/orders/order-traces.ts';
import type { OrderBody, PlaceBody } from './order-body.ts';

function placeOf(place: PlaceBody | null | undefined): PostalAddress | null {
  if (place === null || place === undefined) return null;
  const { first_name, last_name, company, address1, address2, city, zip, province, country_code, phone } = place;
  return {
    firstName: first_name,
    lastName: last_name,
    company,
    line1: address1,
    line2: address2,
    city,
    region: province,
    zip,
    country: country_code,
    phone,
  };
}

export function tracesOfBody(body: OrderBody): OrderTraces {
  const { client_details: client } = body;
  return {
    networkAddress: body.browser_ip ?? client?.browser_ip ?? null,
    userAgent: client?.user_agent ?? null,
    acceptLanguage: client?.accept_language ?? null,
    phone: body.phone,
    email: body.email ?? body.contact_email ?? body.customer?.email ?? null,
    shipping: placeOf(body.shipping_address),
    billing: placeOf(body.billing_address),
    // No body says which card it was.
    payment: null,
    referrer: body.referring_site,
    landing: body.landing_site,
  };
}
