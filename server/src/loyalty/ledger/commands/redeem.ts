// A reward's points: set aside, then spent when the order carries the reward, or back to the lots they came from. A failure never takes points.
import { isPoints } from '../../points.ts';
import { refuse, type Refused } from '../../refusal.ts';
import { splitByLargestRemainder } from '../../money.ts';
import { payDeficit } from '../advance.ts';
import type { Circumstances, Release, Reserve, ReturnSpent, Settle } from '../command.ts';
import { birthOf, mark, movePoints, newLotId, refillLot, type Draft } from '../draft.ts';
import type { LotBirth, RedemptionPart } from '../entry.ts';
import { inSpendOrder, spendable, takeFrom } from '../lots.ts';
import type { Reservation, Take } from '../state.ts';
import { count, uncount } from './counted.ts';
import { datedNow } from './dated-now.ts';
import { takeFromAll } from './take-back.ts';

function openReservation(draft: Draft, reservationId: string): Reservation | undefined {
  return draft.state.reservations.find((each) => each.reservationId === reservationId);
}

export function reserve(draft: Draft, command: Reserve): Refused | null {
  const { reservationId, rewardId, cart, points, expiresAt, limit } = command;
  if (!isPoints(points) || points === 0) return refuse('amount-invalid', `a reward for ${points} points`);
  const twin = draft.state.reservations.find((open) => open.rewardId === rewardId && open.cart === cart);
  if (twin !== undefined) return refuse('cap-reached', `this reward is already reserved for this cart (${twin.reservationId})`);
  const have = spendable(draft.state.lots, draft.at);
  if (have < points || draft.state.deficit > 0) return refuse('not-enough-points', `${points} points wanted, ${have} available`);
  const refused = count(draft, limit, points);
  if (refused !== null) return refused;
  const taken = takeFrom(inSpendOrder(draft.state.lots, draft.at), points);
  for (const { lot, points: part } of taken) movePoints(draft, 'member:available', 'member:reserved', part, lot);
  const takes = taken.map(({ lot, points: part }) => ({ lotId: lot.lotId, points: part, birth: birthOf(lot) }));
  mark(draft, { type: 'reservation-opened', reservation: { reservationId, rewardId, cart, points, takes, openedAt: draft.at, expiresAt } });
  return null;
}

/** The first `wanted` points of the takes, and the rest. */
function divide(takes: readonly Take[], wanted: number): { first: Take[]; rest: Take[] } {
  const first: Take[] = [];
  const rest: Take[] = [];
  let missing = wanted;
  for (const take of takes) {
    const part = Math.min(take.points, missing);
    if (part > 0) first.push({ ...take, points: part });
    if (take.points > part) rest.push({ ...take, points: take.points - part });
    missing -= part;
  }
  return { first, rest };
}

/** Spends from an open reservation; what it set aside beyond that goes back. */
function settleOpen(draft: Draft, open: Reservation, points: number, graceMs: number): number {
  const { first, rest } = divide(open.takes, points);
  for (const take of first) movePoints(draft, 'member:reserved', 'program:redeemed', take.points, take);
  for (const take of rest) putBack(draft, 'member:reserved', take, graced(take.birth, draft.at, graceMs));
  mark(draft, { type: 'reservation-ended', reservationId: open.reservationId });
  return points - first.reduce((sum, take) => sum + take.points, 0);
}

/**
 * The order carries the reward. From the reservation while it is open; otherwise (it was released, or the order was refunded and paid again)
 * from what is available, and what is missing becomes a debt under the program's policy.
 */
export function settle(draft: Draft, command: Settle, circumstances: Circumstances): RedemptionPart | Refused {
  const { reservationId, orderId, target, redeemed } = command;
  const delta = target - redeemed.settled;
  const open = openReservation(draft, reservationId);
  if (open === undefined && redeemed.entries === 0 && redeemed.ended === null) return refuse('unknown-reservation', reservationId);
  if (delta <= 0) return redeemed.settled > 0 ? refuse('already-settled', reservationId) : refuse('nothing-to-do', reservationId);
  const missing = open === undefined ? delta : settleOpen(draft, open, delta, circumstances.graceMs);
  payDeficit(draft);
  const debt = takeFromAll(draft, missing, 'program:redeemed', null);
  const writtenOff = circumstances.negative === 'write-off' ? debt : 0;
  movePoints(draft, 'program:written-off', 'member:deficit', writtenOff, null);
  return { reservationId, orderId, n: redeemed.entries, delta, writtenOff };
}

/** A lot that comes back late gets its grace once, counted from its original expiry. */
function graced(birth: LotBirth, at: number, graceMs: number): LotBirth {
  if (birth.expiresAt === null || birth.expiresAt > at || birth.graced) return birth;
  return { ...birth, expiresAt: birth.expiresAt + graceMs, graced: true };
}

/** The time a lot was set aside does not count against it. */
function withTimeBack(birth: LotBirth, reservedMs: number): LotBirth {
  return birth.expiresAt === null ? birth : { ...birth, expiresAt: birth.expiresAt + reservedMs };
}

/** Puts points back into their lot. Those that come back with an end of their own, or with their grace used, are a lot of their own from then on. */
function putBack(draft: Draft, from: 'member:reserved' | 'program:redeemed', take: Take, birth: LotBirth): void {
  refillLot(draft, from, { ...take, birth }, birth.expiresAt !== take.birth.expiresAt || birth.graced !== take.birth.graced);
}

export function release(draft: Draft, command: Release, circumstances: Circumstances): Refused | null {
  const open = openReservation(draft, command.reservationId);
  if (open === undefined) {
    if (command.ended === null) return refuse('unknown-reservation', command.reservationId);
    return refuse(command.ended === 'settled' ? 'already-settled' : 'already-released', command.reservationId);
  }
  for (const take of open.takes) {
    const failed = command.why === 'failure';
    const birth = failed ? withTimeBack(take.birth, draft.at - open.openedAt) : graced(take.birth, draft.at, circumstances.graceMs);
    putBack(draft, 'member:reserved', take, birth);
  }
  mark(draft, { type: 'reservation-ended', reservationId: command.reservationId });
  uncount(draft, command.limit ?? null, open.points);
  payDeficit(draft);
  return null;
}

/** Of what was settled only `target` stays spent; the rest goes back into its lots in proportion (largest remainder). */
export function returnSpent(draft: Draft, command: ReturnSpent, circumstances: Circumstances): RedemptionPart | Refused {
  const { reservationId, orderId, target, redeemed } = command;
  const back = redeemed.settled - target;
  if (redeemed.entries === 0) return refuse('unknown-reservation', reservationId);
  if (back <= 0) return refuse('nothing-to-do', reservationId);
  const shares = splitByLargestRemainder(Math.min(back, redeemed.lots.reduce((sum, { points }) => sum + points, 0)), redeemed.lots.map(({ points }) => points)); // prettier-ignore
  redeemed.lots.forEach((take, index) => {
    const birth = graced(datedNow(take.birth, command.datesNow), draft.at, circumstances.graceMs);
    putBack(draft, 'program:redeemed', { ...take, points: shares[index] ?? 0 }, birth);
  });
  // What had become a debt when it was spent comes back by lowering that debt; a debt that was forgiven came back then.
  const fromDebt = back - shares.reduce((sum, points) => sum + points, 0);
  const forgiven = Math.min(fromDebt, redeemed.writtenOff);
  movePoints(draft, 'program:redeemed', 'program:written-off', forgiven, null);
  returnDebt(draft, fromDebt - forgiven, circumstances);
  payDeficit(draft);
  return { reservationId, orderId, n: redeemed.entries, delta: -back, writtenOff: -forgiven };
}

/** Points that were spent as a debt: the debt is lowered, and what was paid of it meanwhile comes back as points without an end. */
function returnDebt(draft: Draft, points: number, circumstances: Circumstances): void {
  const owed = Math.min(points, draft.state.deficit);
  movePoints(draft, 'program:redeemed', 'member:deficit', owed, null);
  const paid = points - owed;
  if (paid === 0) return;
  const source = { kind: 'adjustment', ref: 'returned', part: null } as const;
  const dates = { issuedMonth: circumstances.issuedMonth, issuedAt: draft.at, availableAt: draft.at, expiresAt: null };
  refillLot(draft, 'program:redeemed', {
    lotId: newLotId(draft),
    points: paid,
    birth: { source, ...dates, graced: false, via: [] },
  });
}
