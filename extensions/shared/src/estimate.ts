// What buying these goods would earn. Only where every line says what it is: half an estimate would be a wrong one.
import { useEffect, useState } from 'preact/hooks';
import { minorDigits } from '#contract/currencies.ts';
import type { Estimate } from './answers.ts';
import type { Client } from './client.ts';

/** As much of a cart line as checkout and accounts share. */
export interface Goods {
  readonly quantity: number;
  readonly merchandise: { readonly product: { readonly id: string } };
  readonly cost: { readonly totalAmount: Price };
}
export interface Price {
  readonly amount: number;
  readonly currencyCode: string;
}

const LINES_MAX = 100;
/** "gid://shopify/Product/12" is product 12 to the server. */
export const numberOf = (gid: string): string => /\d+$/.exec(gid.split('?')[0] ?? '')?.[0] ?? '';
export const minorOf = ({ amount, currencyCode }: Price): number => Math.round(amount * 10 ** minorDigits(currencyCode));

/** Null where nothing can be asked: no goods, more of them than are asked about, or one that is not named. */
export function estimateQuery(lines: readonly Goods[]): string | null {
  const asked = lines.map(({ quantity, merchandise, cost }) => [numberOf(merchandise.product.id), quantity, minorOf(cost.totalAmount)]);
  if (asked.length === 0 || asked.length > LINES_MAX || asked.some(([product]) => product === '')) return null;
  return asked.map((line) => line.join(':')).join(',');
}

/** The same, where the goods are paid in the shop's own currency: of other money the rules know nothing. */
export function goodsOf(lines: readonly Goods[], currency: string): string | null {
  return lines.every(({ cost }) => cost.totalAmount.currencyCode === currency) ? estimateQuery(lines) : null;
}

/** Null until it is known, and where nothing can be said. */
export function useEstimate(client: Client, lines: readonly Goods[]): number | null {
  const query = estimateQuery(lines);
  const [points, setPoints] = useState<number | null>(null);
  useEffect(() => {
    let wanted = true;
    async function ask(asked: string): Promise<void> {
      const answer = await client.get<Estimate>(`estimate?lines=${encodeURIComponent(asked)}`);
      if (wanted) setPoints(answer.ok ? answer.value.points : null);
    }
    setPoints(null);
    if (query !== null) void ask(query);
    return () => {
      wanted = false;
    };
  }, [client, query]);
  return points;
}
