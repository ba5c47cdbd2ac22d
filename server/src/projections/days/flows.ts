// What an entry's moves are to the program: points it gave and took, by the day on which they moved, and what members hold after them.
import type { Bucket, Move, PointsMove } from '../../loyalty/ledger/entry.ts';

/** Signed: what came back of a thing is taken off it. */
export interface Flows {
  readonly issued: number;
  readonly reversed: number;
  readonly redeemed: number;
  readonly expired: number;
  readonly adjusted: number;
}
export type FlowName = keyof Flows;

export const NO_FLOWS: Flows = { issued: 0, reversed: 0, redeemed: 0, expired: 0, adjusted: 0 };
export const FLOW_NAMES = ['issued', 'reversed', 'redeemed', 'expired', 'adjusted'] as const satisfies readonly FlowName[];

/** Points leave the program when they are issued or adjusted upwards; everything else arrives there. */
const OUT: Partial<Record<Bucket, FlowName>> = { 'program:issued': 'issued', 'program:adjusted': 'adjusted' };
const IN: Partial<Record<Bucket, FlowName>> = {
  'program:reversed': 'reversed',
  'program:redeemed': 'redeemed',
  'program:expired': 'expired',
};

/** Null for a move between the member's own buckets, between members, or one that is written off. */
export function flowOf({ from, to, points }: PointsMove): { readonly name: FlowName; readonly points: number } | null {
  const [out, in_] = [OUT[from] ?? OUT[to], IN[to] ?? IN[from]];
  if (out !== undefined) return { name: out, points: OUT[from] === undefined ? -points : points };
  return in_ === undefined ? null : { name: in_, points: IN[to] === undefined ? -points : points };
}

export function addFlows(a: Flows, b: Flows): Flows {
  const { issued, reversed, redeemed, expired, adjusted } = a;
  return {
    issued: issued + b.issued,
    reversed: reversed + b.reversed,
    redeemed: redeemed + b.redeemed,
    expired: expired + b.expired,
    adjusted: adjusted + b.adjusted,
  };
}

/** What members hold, whatever state it is in: a debt is no holding. */
const HELD: ReadonlySet<Bucket> = new Set(['member:available', 'member:pending', 'member:reserved']);

/** By how much the moves change what members hold. */
export function heldBy(moves: readonly Move[]): number {
  let held = 0;
  for (const move of moves) {
    if (move.type !== 'points') continue;
    if (HELD.has(move.to)) held += move.points;
    if (HELD.has(move.from)) held -= move.points;
  }
  return held;
}
