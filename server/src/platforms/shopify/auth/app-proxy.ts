/**
 * A shopper's request that came through the shop's own address: Shopify signs its query (not its body) and says who is signed in.
 * The signature joins keys and values without separators, so only values of the expected form are believed.
 */
import { z } from 'zod';
import type { ShopifyLibrary } from '../library.ts';
import { shopDomain } from '../shop-domain.ts';

export type ProxyCaller =
  | { readonly kind: 'accepted'; readonly shop: string; readonly customerId: string | null }
  | { readonly kind: 'refused'; readonly why: string };

/** What Shopify adds. A second one of these came from the shopper's own address bar, joined into the signed text with a comma. */
const ONCE = ['shop', 'timestamp', 'signature', 'logged_in_customer_id', 'path_prefix'];

const Signed = z.object({
  shop: z.string(),
  timestamp: z.string().regex(/^\d{9,12}$/),
  signature: z.string().regex(/^[0-9a-f]{64}$/),
  logged_in_customer_id: z
    .string()
    .regex(/^\d{0,20}$/)
    .nullable(),
  path_prefix: z.string().regex(/^\/[\w-]+\/[\w-]+$/),
});

/** The query as it came (a parser that keeps only the last of repeated parameters would hide them). */
export async function readAppProxy(library: ShopifyLibrary, query: URLSearchParams): Promise<ProxyCaller> {
  if (ONCE.some((name) => query.getAll(name).length > 1)) return refused('a parameter of Shopify appears twice');
  const signed = Signed.safeParse(Object.fromEntries(ONCE.map((name) => [name, query.get(name)])));
  if (!signed.success) return refused('not signed as an app proxy request');
  const shop = shopDomain(signed.data.shop);
  if (shop === null) return refused('not for a shop');
  // It also refuses what is older than 90 seconds.
  const genuine = await library.api.utils.validateHmac(plain(query), { signator: 'appProxy' }).catch(() => false);
  return genuine
    ? { kind: 'accepted', shop, customerId: signed.data.logged_in_customer_id || null }
    : refused('the signature does not fit, or is old');
}

/** Repeated parameters of the shopper are signed joined by commas. */
function plain(query: URLSearchParams): Record<string, string> {
  const names = [...new Set(query.keys())];
  return Object.assign(
    Object.create(null) as Record<string, string>,
    Object.fromEntries(names.map((name) => [name, query.getAll(name).join(',')])),
  );
}

const refused = (why: string): ProxyCaller => ({ kind: 'refused', why });
