// Differences between ledger and accountant that are known and reported: each is led around here, so that the search goes on behind it.
// A test shows each on its own; when the ledger is mended that test fails, and its line here has to go.
import type { Entry, LotBirth, PointsMove } from '../../../src/loyalty/ledger/entry.ts';
import type { Lot, MemberState, Take } from '../../../src/loyalty/ledger/state.ts';
import { isRefused } from '../../../src/loyalty/refusal.ts';
import type { Subject } from './desk.ts';

/** Points of the order that are over, but whose expiry no stored entry says yet: the ledger takes them back as a debt. */
export function ledAround({ decide, asOf }: Subject): Subject {
  return {
    asOf,
    decide: (head, command, rules) => {
      if (command.kind !== 'settle-order') return decide(head, command, rules);
      const job = decide(head, { kind: 'expire' }, { ...rules, watermark: Infinity });
      const moves = isRefused(job) ? [] : job.moves;
      const unposted = moves.map((move) =>
        move.type === 'points' && move.to === 'program:expired' && move.order === command.orderId ? move.points : 0,
      );
      const expired = command.given.expired + unposted.reduce((sum, points) => sum + points, 0);
      return decide(head, { ...command, given: { ...command.given, expired } }, rules);
    },
  };
}

/** An expiry that was counted as gone but not posted is brought back by new dates: here it is posted with the reversal. */
export function isUnposted(lots: readonly Lot[], order: string, at: number): boolean {
  return lots.some(({ source, expiresAt }) => source.kind === 'order' && source.ref === order && expiresAt !== null && expiresAt <= at);
}

/** What a reward set aside beyond its target comes back, but does not pay the debt at once. */
export function leavesDebtUnpaid(state: MemberState, reservationId: string, target: number): boolean {
  return state.deficit > 0 && state.reservations.some((each) => each.reservationId === reservationId && each.points > target);
}

/** Points that were still waiting when they expired come back as available. */
export function comesBackTooEarly({ availableAt }: LotBirth, at: number): boolean {
  return availableAt === null || availableAt > at;
}

/** A part that gets less and dates that are over already: the ledger dates first, and does not count what is over by that. */
export function endsLater(expiresAt: number | null, at: number): number | null {
  return expiresAt === null ? null : Math.max(expiresAt, at + 1);
}

/** A debt that was forgiven when a reward was spent is given back as points when the reward is returned. */
export function returnsForgiven(entries: readonly Entry[]): boolean {
  return entries.some(
    ({ kind, moves }) => kind === 'settle' && moves.some((move) => move.type === 'points' && move.from === 'program:written-off'),
  );
}

/** A chain that was itself merged on forgets which merge brought its points: an earlier merge into it cannot be undone. */
export function wasMovedOn(entries: readonly Entry[]): boolean {
  return entries.some(({ kind }) => kind === 'transfer-out');
}

/** The policy `write-off` does not reach the debt of a gift that is taken back. */
export const policyOfUndoneGifts = { negative: 'allow' } as const;

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
