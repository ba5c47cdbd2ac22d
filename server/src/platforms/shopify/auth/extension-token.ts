/**
 * Which buyer is calling from an extension: in checkout, on the thank-you and order status pages, in the account. Such a token has no session and
 * no issuer in the admin, and its subject is a customer or nobody: a token of the admin is good for nothing here, and the other way round.
 */
import { idOfGid } from '../gid.ts';
import type { ShopifyLibrary } from '../library.ts';
import { shopDomain } from '../shop-domain.ts';
import { claimsOf, refusedToken as refused, type Claims, type RefusedToken } from './claims.ts';

export type ExtensionCaller = { readonly kind: 'accepted'; readonly shop: string; readonly customerId: string | null } | RefusedToken;

/** `customerId` only of a buyer who is signed in, in a shop that lets the app read customers; null for everybody else. */
export async function readExtensionToken(library: ShopifyLibrary, token: string): Promise<ExtensionCaller> {
  const claims = await claimsOf(library, token);
  if (claims === null) return refused('not a valid session token of this app');
  const shop = shopDomain(claims.dest);
  if (shop === null) return refused('not issued for a shop');
  // Shopify's own library does not look at the audience of these; the app's secret, which signed it, says for whom it is. Another's is refused.
  if (claims.aud !== undefined && claims.aud !== library.options.clientId) return refused('issued for another app');
  if (isOfTheAdmin(claims)) return refused('a token of the admin');
  if (claims.sub === undefined || claims.sub === '') return { kind: 'accepted', shop, customerId: null };
  const customerId = idOfGid('Customer', claims.sub);
  return customerId === null ? refused('not the token of a buyer') : { kind: 'accepted', shop, customerId };
}

/** Without its subject a token of the admin would pass for one of a buyer who is not signed in. */
const isOfTheAdmin = ({ iss, sid }: Claims): boolean => sid !== undefined || /\/admin\/?$/.test(iss ?? '');
