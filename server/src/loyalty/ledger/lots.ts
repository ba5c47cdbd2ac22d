// Which points are used first: the soonest-expiring available lot; equal expiry: the oldest.
import type { Lot } from './state.ts';

export function isExpired(lot: Lot, at: number): boolean {
  return lot.expiresAt !== null && lot.expiresAt <= at;
}

/** Available, unexpired lots in the order in which they are spent. */
export function inSpendOrder(lots: readonly Lot[], at: number): Lot[] {
  const usable = lots.filter((lot) => lot.state === 'available' && !isExpired(lot, at));
  return usable.toSorted((a, b) => (a.expiresAt ?? Infinity) - (b.expiresAt ?? Infinity) || a.issuedAt - b.issuedAt);
}

/** Points a member can spend at an instant: what is available and has not expired, whether or not the expiry was posted. */
export function spendable(lots: readonly Lot[], at: number): number {
  return inSpendOrder(lots, at).reduce((sum, lot) => sum + lot.points, 0);
}

/** Takes up to `wanted` from the lots in the given order; says from which lot how much. */
export function takeFrom(lots: readonly Lot[], wanted: number): { lot: Lot; points: number }[] {
  const taken: { lot: Lot; points: number }[] = [];
  let missing = wanted;
  for (const lot of lots) {
    if (missing === 0) break;
    const part = Math.min(lot.points, missing);
    if (part > 0) taken.push({ lot, points: part });
    missing -= part;
  }
  return taken;
}
