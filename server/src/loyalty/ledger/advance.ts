// Time is data: what is due by an instant happens in time order, whether or not a job ran. Reads and appends use this same function.
import { datedLots, movePoints, openDraft, orderOf, retimeLot, type Draft } from './draft.ts';
import { inSpendOrder, takeFrom } from './lots.ts';
import type { Lot, MemberState } from './state.ts';

interface Due {
  readonly at: number;
  readonly what: 'mature' | 'expire';
  readonly lot: Lot;
}

function dueOf(lot: Lot, until: number, expireUntil: number): Due[] {
  const due: Due[] = [];
  if (lot.state === 'pending' && lot.availableAt !== null && lot.availableAt <= until)
    due.push({ at: lot.availableAt, what: 'mature', lot });
  if (lot.expiresAt !== null && lot.expiresAt <= expireUntil) due.push({ at: lot.expiresAt, what: 'expire', lot });
  return due;
}

/** Earliest first; at the same instant points mature before they expire. */
function nextDue(state: MemberState, until: number, expireUntil: number): Due | undefined {
  const due = state.lots.flatMap((lot) => dueOf(lot, until, expireUntil));
  return due.toSorted((a, b) => a.at - b.at || (a.what === b.what ? 0 : a.what === 'mature' ? -1 : 1))[0];
}

/** Available points pay a debt at once, in spend order; `usableAt` is the instant by which a lot must not have expired. */
export function payDeficit(draft: Draft, at: number = draft.at, usableAt: number = at): void {
  for (const { lot, points } of takeFrom(inSpendOrder(draft.state.lots, usableAt), draft.state.deficit)) {
    movePoints(draft, 'member:available', 'member:deficit', points, lot, { at });
  }
}

/** All that matures at one instant matures before a debt is paid: which of it pays is decided by spend order, not by the order of the lots. */
function matureAll(draft: Draft, at: number): void {
  for (const lot of draft.state.lots) {
    if (lot.state === 'pending' && lot.availableAt === at) movePoints(draft, 'member:pending', 'member:available', lot.points, lot, { at });
  }
  // At one instant a debt is paid before anything expires, so what expires just now still pays.
  payDeficit(draft, at, at - 1);
}

/**
 * Posts everything due by `until`, each with its own instant: mature, then pay a debt, then expire. Expiries are posted only up to
 * `expireUntil`, the instant up to which the store's news is known to be complete; a late fact must not meet a premature expiry.
 */
export function advance(draft: Draft, until: number, expireUntil: number): void {
  for (let due = nextDue(draft.state, until, expireUntil); due !== undefined; due = nextDue(draft.state, until, expireUntil)) {
    if (due.what === 'mature') matureAll(draft, due.at);
    else {
      const from = due.lot.state === 'pending' ? 'member:pending' : 'member:available';
      movePoints(draft, from, 'program:expired', due.lot.points, due.lot, { at: due.at, order: orderOf(due.lot) });
    }
  }
}

/** Something was earned: every lot that would expire before `until` lives until then, also where it is set aside. */
export function keepAlive(draft: Draft, until: number | null | undefined): void {
  if (until === null || until === undefined) return;
  for (const { lotId, availableAt, expiresAt, graced } of datedLots(draft.state)) {
    if (expiresAt !== null && expiresAt > draft.at && expiresAt < until) retimeLot(draft, lotId, { availableAt, expiresAt: until, graced });
  }
}

/** The state as it is at an instant: what is due by then counts, posted or not. Never stored. */
export function asOf(state: MemberState, at: number): MemberState {
  const draft = openDraft(state, 0, at);
  advance(draft, at, at);
  return draft.state;
}
