// Errors as WordPress' REST API says them (rest/14, rest/25, rest/31 to 36).
import { ShopRefuses } from '../shop/shop.ts';

export const restError = (status: number, code: string, message: string) => ({ code, message, data: { status } });

export const notAuthentic = (message: string): ShopRefuses => new ShopRefuses(401, 'woocommerce_rest_authentication_error', message);

/** As if no key had been sent at all; the words depend on what was asked for. */
export function keyUnseen(method: string): ShopRefuses {
  if (method === 'POST') return new ShopRefuses(401, 'woocommerce_rest_cannot_create', 'Sorry, you are not allowed to create resources.');
  if (method === 'DELETE') return new ShopRefuses(401, 'woocommerce_rest_cannot_delete', 'Sorry, you are not allowed to delete this resource.'); // prettier-ignore
  return new ShopRefuses(401, 'woocommerce_rest_cannot_view', 'Sorry, you cannot list resources.');
}

export const NO_ROUTE = new ShopRefuses(404, 'rest_no_route', 'No route was found matching the URL and request method.');
