// By what a store's points grew and shrank: one column of the books for each bucket of the program. Signed as members see it: what they
// gain is positive, so that opening + all columns = closing.
import type { PointsMove, ProgramBucket } from '../ledger/entry.ts';

export const MOVEMENTS = ['issued', 'redeemed', 'expired', 'reversed', 'adjusted', 'writtenOff', 'transferred'] as const;
export type Movement = (typeof MOVEMENTS)[number];
/** Points per column, signed. `adjusted` includes imported openings; `transferred` is only what a merge has on its way. */
export type Movements = Readonly<Record<Movement, number>>;

export const NO_MOVEMENTS: Movements = { issued: 0, redeemed: 0, expired: 0, reversed: 0, adjusted: 0, writtenOff: 0, transferred: 0 };

const COLUMN_OF = {
  'program:issued': 'issued',
  'program:redeemed': 'redeemed',
  'program:expired': 'expired',
  'program:reversed': 'reversed',
  'program:adjusted': 'adjusted',
  'program:written-off': 'writtenOff',
  transfer: 'transferred',
} as const satisfies Record<ProgramBucket, Movement>;

export function isProgram(bucket: PointsMove['from']): bucket is ProgramBucket {
  return bucket in COLUMN_OF;
}

/** The columns a move touches: what leaves a bucket of the program adds, what arrives there takes. Between members' buckets: nothing. */
export function columnsOf({ from, to, points }: Pick<PointsMove, 'from' | 'to' | 'points'>): [Movement, number][] {
  const columns: [Movement, number][] = [];
  if (isProgram(from)) columns.push([COLUMN_OF[from], points]);
  if (isProgram(to)) columns.push([COLUMN_OF[to], -points]);
  return columns;
}

export function sumOfMovements(movements: Movements): number {
  return MOVEMENTS.reduce((sum, name) => sum + movements[name], 0);
}
