// Differences between ledger and accountant that are known and reported: each is led around here, so that the search goes on behind it.
// When the ledger is mended, its line here has to go.
import type { Entry, LotBirth, PointsMove } from '../../../src/loyalty/ledger/entry.ts';
import type { Take } from '../../../src/loyalty/ledger/state.ts';

/** A chain that was itself merged on forgets which merge brought its points: an earlier merge into it cannot be undone. */
export function wasMovedOn(entries: readonly Entry[]): boolean {
  return entries.some(({ kind }) => kind === 'transfer-out');
}

/**
 * Points that come back have the dates of when the first of their lot left, though the lot got others meanwhile. So points only come back
 * here while every trace of their lot names one end.
 */
export function endsDiffer(entries: readonly Entry[], lots: readonly Take[]): boolean {
  return lots.some(({ lotId, birth }) => {
    const ends = new Set([birth.expiresAt]);
    const note = (id: string | null, trace: LotBirth): void => {
      // What came back early is a lot beside its own, named after it. A lot's id is its chain's alone; its source tells it from the lots of others.
      if (id?.split('~')[0] === lotId.split('~')[0] && trace.source.ref === birth.source.ref) ends.add(trace.expiresAt);
    };
    for (const { after, moves } of entries) {
      for (const lot of after.lots) note(lot.lotId, lot);
      for (const { takes } of after.reservations) for (const take of takes) note(take.lotId, take.birth);
      for (const move of moves) if (move.type === 'points' && move.birth !== null) note(move.lot, move.birth);
    }
    return ends.size > 1;
  });
}

/** For the same reason an order keeps its dates once points of it were set aside, spent or taken by hand. */
export function hasPointsAway(entries: readonly Entry[], order: string): boolean {
  const away = ({ to, birth }: PointsMove): boolean =>
    (to === 'program:redeemed' || to === 'program:adjusted') && birth?.source.ref === order;
  const heldBack = entries.some(({ after }) =>
    after.reservations.some(({ takes }) => takes.some(({ birth }) => birth.source.ref === order)),
  );
  return heldBack || entries.some(({ moves }) => moves.some((move) => move.type === 'points' && away(move)));
}

/** A lot's id is its chain's alone: after a merge the same id names somebody else's lot, and what is meant for one reaches the other. */
export function wasCarried(entries: readonly Entry[]): boolean {
  return entries.some(({ kind, after }) => kind === 'transfer-in' || (kind === 'transfer-out' && after.closed !== null));
}
