// `_links` as the recordings have them.
import type { Shop } from '../shop/shop.ts';

const ALL = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

export function links({ home }: Shop, collection: string, id: number, more: object = {}, allow: readonly string[] = ALL) {
  const place = `${home}/wp-json/wc/v3/${collection}`;
  return { self: [{ href: `${place}/${id}`, targetHints: { allow } }], collection: [{ href: place }], ...more };
}
