// An order is restated, never replayed: the difference between what it deserves and what it was given is posted, in points and in dates.
import { refuse, type Refused } from '../refusal.ts';
import { advance, payDeficit } from './advance.ts';
import type { Circumstances, SettleOrder } from './command.ts';
import { movePoints, openLot, retimeLot, type Draft } from './draft.ts';
import type { OrderPart } from './entry.ts';
import { inSpendOrder, isExpired, takeFrom } from './lots.ts';
import type { Lot } from './state.ts';

function ownLots(draft: Draft, command: SettleOrder): Lot[] {
  return draft.state.lots.filter((lot) => lot.source.kind === 'order' && lot.source.ref === command.orderId);
}

function grant(draft: Draft, command: SettleOrder, points: number, circumstances: Circumstances): void {
  const { availableAt, expiresAt } = command.deserved;
  const source = { kind: 'order', ref: command.orderId } as const;
  openLot(draft, 'program:issued', points, { source, issuedMonth: circumstances.issuedMonth, issuedAt: draft.at, availableAt, expiresAt });
  payDeficit(draft);
}

function take(draft: Draft, lots: readonly Lot[], wanted: number): number {
  const taken = takeFrom(lots, wanted);
  for (const { lot, points } of taken) {
    movePoints(draft, lot.state === 'pending' ? 'member:pending' : 'member:available', 'program:reversed', points, lot);
  }
  return wanted - taken.reduce((sum, { points }) => sum + points, 0);
}

/**
 * Takes the full amount: the order's own lots first (pending first), then other available points in spend order, then the rest becomes
 * a debt. Never reserved points, never what still waits for other orders.
 */
function reverse(draft: Draft, command: SettleOrder, points: number): void {
  const own = ownLots(draft, command).filter((lot) => !isExpired(lot, draft.at));
  const ownFirst = [...own.filter((lot) => lot.state === 'pending'), ...inSpendOrder(own, draft.at)];
  const afterOwn = take(draft, ownFirst, points);
  const rest = take(draft, inSpendOrder(draft.state.lots, draft.at), afterOwn);
  movePoints(draft, 'member:deficit', 'program:reversed', rest, null);
}

function retime(draft: Draft, command: SettleOrder): void {
  const { availableAt, expiresAt } = command.deserved;
  for (const lot of ownLots(draft, command)) {
    const matured = lot.state === 'available';
    const wanted = { availableAt: matured ? lot.availableAt : availableAt, expiresAt };
    if (wanted.availableAt !== lot.availableAt || wanted.expiresAt !== lot.expiresAt)
      retimeLot(draft, lot, wanted.availableAt, wanted.expiresAt);
  }
  advance(draft, draft.at, Number.NEGATIVE_INFINITY);
}

export function settleOrder(draft: Draft, command: SettleOrder, circumstances: Circumstances): OrderPart | Refused {
  const delta = command.deserved.points - command.given.points;
  const movesBefore = draft.moves.length;
  if (command.deserved.points > 0) retime(draft, command);
  if (delta > 0) grant(draft, command, delta, circumstances);
  if (delta < 0) reverse(draft, command, -delta);
  if (delta === 0 && draft.moves.length === movesBefore) return refuse('nothing-to-do', `order ${command.orderId} has what it deserves`);
  return { orderId: command.orderId, n: command.given.entries, deserved: command.deserved.points, delta, alreadyExpired: 0 };
}
