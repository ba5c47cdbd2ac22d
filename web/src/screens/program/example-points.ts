import type { Money } from '#contract/index.ts';
import { minorPerUnit } from '../../locales/currency.ts';

/** The order's points as the server's rule gives them: rounded down, in integers, so that 0.29 times 100 is not 28. */
export function examplePoints({ amountMinor, currency }: Money, hundredths: number): number {
  return Number((BigInt(amountMinor) * BigInt(hundredths)) / (100n * BigInt(minorPerUnit(currency))));
}
