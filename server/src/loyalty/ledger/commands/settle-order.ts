// An order is restated, never replayed: the difference between what it deserves and what it was given is posted, in points and in dates.
import type { OrderId } from '../../ids.ts';
import { refuse, type Refused } from '../../refusal.ts';
import { keepAlive, payDeficit } from '../advance.ts';
import type { Circumstances, SettleOrder, Tranche } from '../command.ts';
import { datedLots, movePoints, openLot, retimeLot, type DatedLot, type Draft } from '../draft.ts';
import type { GivenPart, OrderPart, PartChange } from '../entry.ts';
import { isExpired } from '../lots.ts';
import type { Lot } from '../state.ts';
import { ownFirst, takeFromAll, takeFromLots } from './take-back.ts';

const NOTHING_GIVEN = { points: 0, alreadyExpired: 0, writtenOff: 0 };

interface Step {
  readonly command: SettleOrder;
  readonly tranche: Tranche;
  readonly given: GivenPart;
  /** Points of this order's lots that expired unspent and were not yet counted as gone. */
  readonly expiredLeft: number;
}

function ownLots(draft: Draft, orderId: string, part: string): Lot[] {
  return draft.state.lots.filter(({ source }) => source.kind === 'order' && source.ref === orderId && source.part === part);
}

/** A debt that was forgiven is owed again first; points that had expired stay expired; the rest is given. */
function grant(draft: Draft, { command, tranche, given }: Step, points: number, circumstances: Circumstances): PartChange {
  const { orderId } = command;
  const { part, availableAt, expiresAt } = tranche;
  const expired = Math.min(points, given.alreadyExpired);
  const owedAgain = Math.min(points - expired, given.writtenOff);
  movePoints(draft, 'member:deficit', 'program:written-off', owedAgain, null, { order: orderId });
  if (points > expired) {
    const source = { kind: 'order', ref: orderId, part } as const;
    const birth = { source, issuedMonth: circumstances.issuedMonth, issuedAt: draft.at, availableAt, expiresAt, graced: false, via: [] };
    openLot(draft, 'program:issued', points - expired, birth);
    payDeficit(draft);
  }
  return { part, delta: points, alreadyExpired: -expired, writtenOff: -owedAgain };
}

/** The part's own lots first, then what of them had expired counts as gone, then other available points, then a debt. */
function reverse(draft: Draft, { command, tranche, expiredLeft }: Step, points: number, circumstances: Circumstances): PartChange {
  const { orderId } = command;
  const own = ownFirst(draft, ownLots(draft, orderId, tranche.part));
  const afterOwn = takeFromLots(draft, own, points, 'program:reversed', orderId);
  const alreadyExpired = Math.min(afterOwn, expiredLeft);
  const debt = takeFromAll(draft, afterOwn - alreadyExpired, 'program:reversed', orderId);
  const writtenOff = circumstances.negative === 'write-off' ? debt : 0;
  movePoints(draft, 'program:written-off', 'member:deficit', writtenOff, null, { order: orderId });
  return { part: tranche.part, delta: -points, alreadyExpired, writtenOff };
}

/** Where later earnings keep points alive, a lot's end was put off by them, and looking at its order again does not put it back. */
function laterOf(known: number | null, stated: number | null, extendable: boolean): number | null {
  return extendable && known !== null && stated !== null ? Math.max(known, stated) : stated;
}

/** New dates that have passed take effect now and not in the past: what they make available pays a debt if it is not over. */
function matureNow(draft: Draft): void {
  for (const lot of draft.state.lots) {
    if (lot.state === 'pending' && lot.availableAt !== null && lot.availableAt <= draft.at)
      movePoints(draft, 'member:pending', 'member:available', lot.points, lot);
  }
  payDeficit(draft);
}

/** New dates for what is still there or set aside. A lot whose expiry was put off keeps it; what is available does not start to wait again. */
function retime(draft: Draft, orderId: string, { part, availableAt, expiresAt }: Tranche, extendable: boolean): void {
  const isOwn = ({ source }: DatedLot): boolean => source.kind === 'order' && source.ref === orderId && source.part === part;
  for (const lot of datedLots(draft.state).filter((each) => isOwn(each))) {
    const dates = {
      availableAt: lot.state === 'available' ? lot.availableAt : availableAt,
      expiresAt: lot.graced ? lot.expiresAt : laterOf(lot.expiresAt, expiresAt, extendable),
      graced: lot.graced,
    };
    if (dates.availableAt !== lot.availableAt || dates.expiresAt !== lot.expiresAt) retimeLot(draft, lot.lotId, dates);
  }
  matureNow(draft);
}

/** Every part that is deserved or was given, reductions first: what one part gives up may pay for nothing else, but a debt must show. */
function steps({ deserved, given }: SettleOrder, at: number): { tranche: Tranche; given: GivenPart }[] {
  const names = new Set([...deserved.map(({ part }) => part), ...given.parts.map(({ part }) => part)]);
  const all = [...names].map((part) => ({
    // A part that is not deserved here and of which too much was taken back has no dates: nothing will ever tell it when, so it does not wait.
    tranche: deserved.find((each) => each.part === part) ?? { part, points: 0, availableAt: at, expiresAt: null },
    given: given.parts.find((each) => each.part === part) ?? { part, ...NOTHING_GIVEN },
  }));
  const difference = (each: (typeof all)[number]): number => each.tranche.points - each.given.points;
  return all.toSorted((a, b) => Number(difference(a) > 0) - Number(difference(b) > 0) || a.tranche.part.localeCompare(b.tranche.part));
}

/**
 * A reduction posts what of the order's own lots is over, also where expiries wait for the store's news: what is counted as gone must not
 * come back by new dates. So a reduction is the same whether or not a job ran before it.
 */
function postOwnExpiries(draft: Draft, orderId: OrderId): void {
  const own = draft.state.lots.filter(({ source }) => source.kind === 'order' && source.ref === orderId);
  for (const lot of own.filter((each) => isExpired(each, draft.at))) {
    const from = lot.state === 'pending' ? 'member:pending' : 'member:available';
    movePoints(draft, from, 'program:expired', lot.points, lot, { at: lot.expiresAt ?? draft.at, order: orderId });
  }
}

/** Points of the order's own lots that expired unspent, by stored entries and by this one, less what was counted as gone before. */
function expiredUncounted(draft: Draft, { orderId, given }: SettleOrder, parts: readonly PartChange[]): number {
  const led = draft.moves.flatMap((move) =>
    move.type === 'points' && move.to === 'program:expired' && move.order === orderId ? [move.points] : [],
  );
  const counted = [...given.parts, ...parts].reduce((sum, part) => sum + part.alreadyExpired, 0);
  return led.reduce((sum, points) => sum + points, given.expired) - counted;
}

export function settleOrder(draft: Draft, command: SettleOrder, circumstances: Circumstances): OrderPart | Refused {
  const { orderId, given, deserved } = command;
  const movesBefore = draft.moves.length;
  const parts: PartChange[] = [];
  const extendable = (command.activityUntil ?? null) !== null;
  // Every part gets its dates before any is reduced: a reduction closes what is over of the whole order.
  for (const tranche of deserved) if (tranche.points > 0) retime(draft, orderId, tranche, extendable);
  for (const { tranche, given: before } of steps(command, draft.at)) {
    const difference = tranche.points - before.points;
    if (difference < 0) postOwnExpiries(draft, orderId);
    const step: Step = { command, tranche, given: before, expiredLeft: expiredUncounted(draft, command, parts) };
    if (difference > 0) parts.push(grant(draft, step, difference, circumstances));
    if (difference < 0) parts.push(reverse(draft, step, -difference, circumstances));
  }
  if (parts.some((part) => part.delta > 0)) keepAlive(draft, command.activityUntil);
  if (parts.length === 0 && draft.moves.length === movesBefore) return refuse('nothing-to-do', `order ${orderId} has what it deserves`);
  const delta = parts.reduce((sum, part) => sum + part.delta, 0);
  return { orderId, n: given.entries, deserved: deserved.reduce((sum, { points }) => sum + points, 0), delta, parts };
}

/** The member was erased: what the order changes by is written off, so that its books still close. */
export function settleErased(draft: Draft, command: SettleOrder): OrderPart | Refused {
  const { orderId, given, deserved } = command;
  const changes = steps(command, draft.at).map((each) => ({ part: each.tranche.part, delta: each.tranche.points - each.given.points }));
  const parts = changes.filter(({ delta }) => delta !== 0).map((change) => ({ ...change, alreadyExpired: 0, writtenOff: 0 }));
  if (parts.length === 0) return refuse('nothing-to-do', `order ${orderId} has what it deserves`);
  for (const { delta } of parts) {
    if (delta > 0) movePoints(draft, 'program:issued', 'program:written-off', delta, null, { order: orderId });
    else movePoints(draft, 'program:written-off', 'program:reversed', -delta, null, { order: orderId });
  }
  const delta = parts.reduce((sum, part) => sum + part.delta, 0);
  return { orderId, n: given.entries, deserved: deserved.reduce((sum, { points }) => sum + points, 0), delta, parts };
}
