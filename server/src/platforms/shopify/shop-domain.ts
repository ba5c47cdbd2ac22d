const DOMAIN = /^[a-z0-9][a-z0-9-]{0,60}\.myshopify\.com$/;

/** The permanent domain of a shop, with or without https:// before it; null for everything else, above all for lookalikes. */
export function shopDomain(text: string): string | null {
  const domain = text.toLowerCase().replace(/^https:\/\//, '');
  return DOMAIN.test(domain) ? domain : null;
}
