// What an order deserves by its program version and its whole present state, with the reason for every line.
import { minorPerUnit, splitByLargestRemainder } from '../money.ts';
import type { OrderState } from '../orders/order-state.ts';
import type { Tranche } from '../ledger/command.ts';
import type { Rate } from '../program/fields.ts';
import { mainRate } from '../program/main-rate.ts';
import type { Program } from '../program/program.ts';
import { activityUntil, availableFrom, expiresFrom } from './dates.ts';
import { netGoods } from './net-goods.ts';

export type DeservedNote =
  'paid' | 'unpaid' | 'cancelled' | 'refunded' | 'deleted' | 'test' | 'moved-away' | 'program-paused' | 'before-start' | 'other-currency';

/** Stored with the entry as canonical JSON and shown to merchant and shopper as it is. Amounts are minor units. */
export interface EarningExplanation {
  readonly rule: 'points-per-unit';
  readonly rateBasisPoints: number;
  readonly programVersion: number;
  readonly currency: string;
  readonly basis: number;
  readonly rounding: 'floor';
  readonly note: DeservedNote;
  readonly points: number;
  readonly lines: readonly { lineId: string; title: string; quantity: number; basis: number; points: number }[];
}

/** The one rule of the first programs; several rules give several parts. */
const PART = 'purchase';

export interface Deserved {
  readonly points: number;
  readonly tranches: readonly Tranche[];
  /** Until when this order keeps all the member's points alive; null where points do not expire by inactivity. */
  readonly activityUntil: number | null;
  readonly explanation: EarningExplanation;
}

function noteOf(order: OrderState, program: Program, startsAt: number): DeservedNote {
  if (order.standing === 'failed') return 'cancelled';
  if (order.standing !== 'open') return order.standing;
  if (order.placedAt < startsAt) return 'before-start';
  if (!program.active) return 'program-paused';
  if (order.currency !== program.currency) return 'other-currency';
  return order.payment === 'paid' ? 'paid' : 'unpaid';
}

/** floor(minor units x points / per minor): the product of two integers may pass 2^53, so it is a bigint. */
export function pointsFor(amountMinor: number, rate: Rate): number {
  return Number((BigInt(amountMinor) * BigInt(rate.points)) / BigInt(rate.perMinor));
}

/**
 * Points = floor(net goods x rate) over the whole order, then split over the lines by largest remainder so that the lines sum to it.
 * `startsAt`: orders placed before the store's cut-over deserve nothing (they are history).
 */
export function deservedPoints(order: OrderState, program: Program, startsAt: number): Deserved {
  const note = noteOf(order, program, startsAt);
  const bases = netGoods(order);
  const basis = bases.reduce((sum, line) => sum + line.amount, 0);
  const rate = mainRate(program);
  const points = note === 'paid' && rate !== null ? pointsFor(basis, rate) : 0;
  const perLine = splitByLargestRemainder(points, bases.map((line) => line.amount)); // prettier-ignore
  const lines = bases.map(({ amount, ...line }, index) => ({ ...line, basis: amount, points: perLine[index] ?? 0 }));
  const rateBasisPoints = rate === null ? 0 : (rate.points * 10_000 * minorPerUnit(rate.currency)) / rate.perMinor;
  const { version: programVersion } = program;
  const explanation = {
    rule: 'points-per-unit',
    rateBasisPoints,
    programVersion,
    currency: order.currency,
    basis,
    rounding: 'floor',
    note,
    points,
    lines,
  } as const;
  const availableAt = availableFrom(order, program.hold);
  const tranche = { part: PART, points, availableAt, expiresAt: expiresFrom(availableAt, program) };
  return { points, tranches: [tranche], activityUntil: activityUntil(order.placedAt, program), explanation };
}

/** For a member an order has left: nothing, and why. */
export function deservedAfterMoving(deserved: Deserved): Deserved {
  const explanation = { ...deserved.explanation, note: 'moved-away' as const, points: 0, lines: [] };
  return { points: 0, tranches: [], activityUntil: null, explanation };
}
