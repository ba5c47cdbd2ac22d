// The goods of WooCommerce's cart as our server is asked about them.

interface StoreItem {
  readonly id: number;
  readonly quantity: number;
  readonly totals: { readonly line_total: string; readonly currency_minor_unit: number };
}
export interface StoreCart {
  readonly items?: readonly StoreItem[];
}

/** As many as an address has room for. */
const MOST = 100;

/** `parents`: "19:17" says that variation 19 is one of product 17. `digits`: decimals of the currency itself; a shop may show fewer. */
export function cartLines(
  { items = [] }: StoreCart,
  { parents = '', digits = '2' }: { readonly parents?: string; readonly digits?: string },
): string {
  const parentOf = new Map(parents.split(',').map((pair) => pair.split(':') as [string, string]));
  return items
    .filter(({ quantity }) => Number.isInteger(quantity) && quantity > 0)
    .slice(0, MOST)
    .map(({ id, quantity, totals: { line_total: total, currency_minor_unit: unit } }) => {
      const minor = Math.max(0, Math.round(Number(total) * 10 ** (Number(digits) - unit)));
      return `${parentOf.get(String(id)) ?? id}:${quantity}:${minor}`;
    })
    .join(',');
}
