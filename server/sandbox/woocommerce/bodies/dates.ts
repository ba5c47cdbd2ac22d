// Dates of WooCommerce: whole seconds without a zone, once in the site's time and once, `_gmt`, in UTC.
import type { Shop } from '../shop/shop.ts';

export const gmt = (at: number): string => new Date(Math.floor(at / 1_000) * 1_000).toISOString().slice(0, 19);

/** `date_created` and `date_created_gmt`, as the recordings have both. */
export function dates({ gmtOffset }: Pick<Shop, 'gmtOffset'>, name: string, at: number | null): Record<string, string | null> {
  return {
    [name]: at === null ? null : gmt(at + gmtOffset * 3_600_000),
    [`${name}_gmt`]: at === null ? null : gmt(at),
  };
}
