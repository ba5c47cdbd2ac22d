// Taking points back in full: from the given lots, then from other available points, then as a debt. Never reserved points.
import { movePoints, type Draft } from '../draft.ts';
import type { ProgramBucket } from '../entry.ts';
import type { OrderId } from '../../ids.ts';
import { inSpendOrder, isExpired, takeFrom } from '../lots.ts';
import type { Lot } from '../state.ts';

const bucketOf = (lot: Lot) => (lot.state === 'pending' ? 'member:pending' : 'member:available');

/** Takes up to `wanted` from these lots in this order; says how much is still missing. */
export function takeFromLots(draft: Draft, lots: readonly Lot[], wanted: number, to: ProgramBucket, order: OrderId | null): number {
  const taken = takeFrom(lots, wanted);
  for (const { lot, points } of taken) movePoints(draft, bucketOf(lot), to, points, lot, { order });
  return wanted - taken.reduce((sum, { points }) => sum + points, 0);
}

/** Of some lots, those that can still give: what waits comes before what is available; what has expired gives nothing. */
export function ownFirst(draft: Draft, lots: readonly Lot[]): Lot[] {
  const living = lots.filter((lot) => !isExpired(lot, draft.at));
  return [...living.filter((lot) => lot.state === 'pending'), ...inSpendOrder(living, draft.at)];
}

/** The rest comes from other available points, and what even they lack becomes a debt; says how big that debt is. */
export function takeFromAll(draft: Draft, wanted: number, to: ProgramBucket, order: OrderId | null): number {
  const debt = takeFromLots(draft, inSpendOrder(draft.state.lots, draft.at), wanted, to, order);
  movePoints(draft, 'member:deficit', to, debt, null, { order });
  return debt;
}
