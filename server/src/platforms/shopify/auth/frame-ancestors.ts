import { shopDomain } from '../shop-domain.ts';

/** Who may show our admin in a frame: this shop's admin and nobody else; without a shop, nobody. */
export function frameAncestors(shop: string | null): string {
  const domain = shop === null ? null : shopDomain(shop);
  return domain === null ? "frame-ancestors 'none'" : `frame-ancestors https://${domain} https://admin.shopify.com`;
}
