import type { Money } from '../../contract/index.ts';
import type { Program } from '../../loyalty/program/program.ts';

export const money = (amountMinor: number, currency: string): Money => ({ amountMinor, currency });

/** What points are worth by a program, rounded down; null while it does not say. The product of two integers may pass 2^53. */
export function worth(points: number, { pointValue, currency }: Pick<Program, 'pointValue' | 'currency'>): Money | null {
  if (pointValue === null) return null;
  return money(Number((BigInt(points) * BigInt(pointValue.amountMinor)) / BigInt(pointValue.points)), currency);
}
