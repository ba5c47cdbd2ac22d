// Points for something a member did, and what the merchant adds or takes by hand.
import { isPoints } from '../../points.ts';
import { refuse, type Refused } from '../../refusal.ts';
import { keepAlive, payDeficit } from '../advance.ts';
import type { Adjust, Award, Circumstances, ImportOpening, UndoAdjust } from '../command.ts';
import { movePoints, openLot, refillLot, type Draft } from '../draft.ts';
import { inSpendOrder, isExpired, spendable } from '../lots.ts';
import type { LotBirth, LotSource } from '../entry.ts';
import { count } from './counted.ts';
import { datedNow } from './dated-now.ts';
import { ownFirst, takeFromAll, takeFromLots } from './take-back.ts';

const NEW_LOT = { graced: false, via: [] };

function source(kind: LotSource['kind'], ref: string): LotSource {
  return { kind, ref, part: null };
}

export function award(draft: Draft, command: Award, circumstances: Circumstances): Refused | null {
  const { points, ref, availableAt, expiresAt, limit } = command;
  if (!isPoints(points) || points === 0) return refuse('amount-invalid', `an award of ${points} points`);
  const refused = count(draft, limit, points);
  if (refused !== null) return refused;
  const birth = {
    source: source('award', ref),
    issuedMonth: circumstances.issuedMonth,
    issuedAt: draft.at,
    availableAt,
    expiresAt,
    ...NEW_LOT,
  };
  openLot(draft, 'program:issued', points, birth);
  payDeficit(draft);
  keepAlive(draft, command.activityUntil);
  return null;
}

function addByHand(draft: Draft, { ref, expiresAt }: Adjust, points: number, circumstances: Circumstances): void {
  const dates = { issuedMonth: circumstances.issuedMonth, issuedAt: draft.at, availableAt: draft.at, expiresAt };
  openLot(draft, 'program:adjusted', points, { source: source('adjustment', ref), ...dates, ...NEW_LOT });
  payDeficit(draft);
}

export function adjust(draft: Draft, command: Adjust, circumstances: Circumstances): Refused | null {
  const amount = Math.abs(command.points);
  if (!isPoints(amount) || amount === 0) return refuse('amount-invalid', `an adjustment by ${command.points} points`);
  const { approvalAbove } = circumstances;
  if (approvalAbove !== null && amount > approvalAbove && command.approvedBy === null) {
    return refuse('needs-approval', `${amount} points are more than ${approvalAbove}`);
  }
  if (command.points > 0) {
    addByHand(draft, command, amount, circumstances);
    return null;
  }
  const have = spendable(draft.state.lots, draft.at);
  if (have < amount) return refuse('not-enough-points', `${amount} points wanted, ${have} available`);
  takeFromLots(draft, inSpendOrder(draft.state.lots, draft.at), amount, 'program:adjusted', null);
  return null;
}

/** Points of a gift's lots that are over: by stored entries, by what leads this entry, and those whose end waits to be posted. */
function expiredOf(draft: Draft, isOwn: (lot: LotBirth) => boolean, stored: number): number {
  const led = draft.moves.flatMap((move) => {
    const isIts = move.type === 'points' && move.to === 'program:expired' && move.birth !== null && isOwn(move.birth);
    return isIts ? [move.points] : [];
  });
  const unposted = draft.state.lots.filter((lot) => isOwn(lot) && isExpired(lot, draft.at)).map((lot) => lot.points);
  return [...led, ...unposted].reduce((sum, points) => sum + points, stored);
}

/** A gift is taken back like a reversal: its own lots first, nothing for what of it expired unspent, a debt for what was spent. */
function takeGiftBack(draft: Draft, { ref, expired }: UndoAdjust, amount: number, circumstances: Circumstances): void {
  // By what they are and not by id: a lot's id is its chain's alone, and after a merge it names another lot.
  const isOwn = (lot: LotBirth): boolean => lot.source.kind === 'adjustment' && lot.source.ref === ref;
  const own = ownFirst(draft, draft.state.lots.filter(isOwn)); // prettier-ignore
  const rest = takeFromLots(draft, own, amount, 'program:adjusted', null);
  const debt = takeFromAll(draft, Math.max(0, rest - expiredOf(draft, isOwn, expired)), 'program:adjusted', null);
  if (circumstances.negative === 'write-off') movePoints(draft, 'program:written-off', 'member:deficit', debt, null);
}

/** Takes back a gift; a deduction goes back into the lots it emptied. */
export function undoAdjust(draft: Draft, command: UndoAdjust, circumstances: Circumstances): Refused | null {
  const amount = Math.abs(command.points);
  if (!isPoints(amount) || amount === 0) return refuse('amount-invalid', `an adjustment by ${command.points} points`);
  if (command.points > 0) takeGiftBack(draft, command, amount, circumstances);
  else for (const take of command.lots) refillLot(draft, 'program:adjusted', { ...take, birth: datedNow(take.birth, command.datesNow) });
  payDeficit(draft);
  return null;
}

/** A balance brought from another system, with its lots and their dates. */
export function importOpening(draft: Draft, { lots, ref }: ImportOpening): Refused | null {
  if (lots.length === 0 || lots.some(({ points }) => !isPoints(points) || points === 0))
    return refuse('amount-invalid', 'an opening without points');
  for (const { points, ...dates } of lots)
    openLot(draft, 'program:adjusted', points, { source: source('import', ref), ...dates, ...NEW_LOT });
  payDeficit(draft);
  return null;
}

export function writeOffAll(draft: Draft): void {
  for (const lot of draft.state.lots) {
    movePoints(draft, lot.state === 'pending' ? 'member:pending' : 'member:available', 'program:written-off', lot.points, lot);
  }
  movePoints(draft, 'program:written-off', 'member:deficit', draft.state.deficit, null);
}
