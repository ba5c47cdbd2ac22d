// From a shared link to an order that stayed.
import type { referrals } from '#contract/index.ts';

export const STEPS = ['shares', 'visits', 'claims', 'orders', 'kept'] as const;
export type Step = (typeof STEPS)[number];
export type Counts = Pick<referrals.ReferralStats['total'], Step>;

export function sumOf(rows: readonly Counts[]): Counts {
  const added = (step: Step): number => rows.reduce((sum, row) => sum + row[step], 0);
  return { shares: added('shares'), visits: added('visits'), claims: added('claims'), orders: added('orders'), kept: added('kept') };
}
