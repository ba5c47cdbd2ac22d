/**
 * Which member of staff is calling from the Shopify admin. Shopify signs tokens of the admin and of extensions with the same secret for the same
 * audience, so each door asks for what only its own tokens have: neither is good at the other. A token is never part of a message.
 */
import type { ShopifyLibrary } from '../library.ts';
import { shopDomain } from '../shop-domain.ts';
import { claimsOf, refusedToken as refused, type RefusedToken } from './claims.ts';

export type AdminCaller =
  { readonly kind: 'accepted'; readonly shop: string; readonly userId: string; readonly sessionId: string } | RefusedToken;

/** A member of staff in the Shopify admin. */
export async function readAdminToken(library: ShopifyLibrary, token: string): Promise<AdminCaller> {
  const claims = await claimsOf(library, token);
  if (claims === null) return refused('not a valid session token of this app');
  const shop = shopDomain(claims.dest);
  // The library compares neither: a token issued for one shop must not speak for another.
  if (shop === null || claims.iss !== `https://${shop}/admin`) return refused('issued by another shop than it is for');
  if (claims.aud !== library.options.clientId) return refused('issued for another app');
  if (claims.sub === undefined || !/^\d{1,20}$/.test(claims.sub)) return refused('not the token of a member of staff');
  if (claims.sid === undefined || claims.sid === '') return refused('without a session');
  return { kind: 'accepted', shop, userId: claims.sub, sessionId: claims.sid };
}
