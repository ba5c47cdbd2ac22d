/**
 * Who is calling, by the token that Shopify signed. Shopify signs tokens of the admin and of extensions with the same secret for the same
 * audience, so each door asks for what only its own tokens have: neither is good at the other. A token is never part of a message.
 */
import { z } from 'zod';
import type { ShopifyLibrary } from '../library.ts';
import { shopDomain } from '../shop-domain.ts';
import { idOfGid } from '../gid.ts';

export type AdminCaller =
  { readonly kind: 'accepted'; readonly shop: string; readonly userId: string; readonly sessionId: string } | Refused;
export type ExtensionCaller = { readonly kind: 'accepted'; readonly shop: string; readonly customerId: string | null } | Refused;
type Refused = { readonly kind: 'refused'; readonly why: string };

const Claims = z.object({
  dest: z.string(),
  iss: z.string().optional(),
  aud: z.string().optional(),
  sub: z.string().optional(),
  sid: z.string().optional(),
  exp: z.number(),
});

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

/** A buyer in checkout, on the order status page or in the account; `customerId` only when signed in. */
export async function readExtensionToken(library: ShopifyLibrary, token: string): Promise<ExtensionCaller> {
  const claims = await claimsOf(library, token);
  if (claims === null) return refused('not a valid session token of this app');
  const shop = shopDomain(claims.dest);
  if (shop === null) return refused('not issued for a shop');
  if (claims.aud !== undefined && claims.aud !== library.options.clientId) return refused('issued for another app');
  if (claims.sub === undefined || claims.sub === '') {
    // Without a subject it says nothing of a person; with the admin as issuer it is not an extension's at all.
    return claims.iss?.endsWith('/admin') === true ? refused('a token of the admin') : { kind: 'accepted', shop, customerId: null };
  }
  const customerId = idOfGid('Customer', claims.sub);
  return customerId === null ? refused('not the token of a buyer') : { kind: 'accepted', shop, customerId };
}

/** Signature, times and shape. The library's error quotes the token, so nothing of it is kept. */
async function claimsOf(library: ShopifyLibrary, token: string): Promise<z.output<typeof Claims> | null> {
  try {
    return Claims.parse(await library.api.session.decodeSessionToken(token, { checkAudience: false }));
  } catch {
    return null;
  }
}

const refused = (why: string): Refused => ({ kind: 'refused', why });
