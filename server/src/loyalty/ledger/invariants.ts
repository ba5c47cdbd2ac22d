// The promises, one named function each. Appending, the tests and `verify` call these same functions; each says what is wrong, or nothing.
import type { Entry, Move } from './entry.ts';
import { applyMove } from './apply-move.ts';
import { canonicalState } from './canonical.ts';
import { EMPTY_STATE, type MemberState } from './state.ts';

export interface Broken {
  readonly invariant: string;
  readonly detail: string;
}
type Finding = Broken | null;

const broken = (invariant: string, detail: string): Broken => ({ invariant, detail });
const sumOf = (amounts: readonly number[]): number => amounts.reduce((a, b) => a + b, 0);

export function movesArePositiveIntegers(moves: readonly Move[]): Finding {
  const wrong = moves.find((move) => move.type === 'points' && !(Number.isSafeInteger(move.points) && move.points > 0));
  return wrong === undefined ? null : broken('moves-are-positive-integers', JSON.stringify(wrong));
}

export function nothingIsNegative(state: MemberState): Finding {
  const held = [...state.lots, ...state.reservations.flatMap((each) => each.takes)].map((each) => each.points);
  const amounts = [state.pending, state.available, state.reserved, state.deficit, state.taken, ...held];
  return amounts.every((amount) => Number.isSafeInteger(amount) && amount >= 0)
    ? null
    : broken('nothing-is-negative', canonicalState(state));
}

export function lotsMatchBuckets(state: MemberState): Finding {
  const held = (wanted: 'pending' | 'available'): number =>
    sumOf(state.lots.filter((lot) => lot.state === wanted).map((lot) => lot.points));
  const match = held('pending') === state.pending && held('available') === state.available;
  return match ? null : broken('lots-match-buckets', canonicalState(state));
}

/** `available + pending + reserved - deficit` = everything in minus everything out, from moves alone. */
export function positionEqualsFlows(moves: readonly Move[], before: MemberState, after: MemberState): Finding {
  const position = (state: MemberState): number => state.available + state.pending + state.reserved - state.deficit;
  const isMember = (bucket: string): boolean => bucket.startsWith('member:');
  const flow = sumOf(moves.map((m) => (m.type === 'points' ? (isMember(m.to) ? m.points : 0) - (isMember(m.from) ? m.points : 0) : 0)));
  return position(after) - position(before) === flow
    ? null
    : broken('position-equals-flows', `${position(before)} + ${flow}, not ${position(after)}`);
}

/** What a reservation set aside is exactly what its lots gave up. */
export function reservationsMatchTakes(state: MemberState): Finding {
  const wrong = state.reservations.find((each) => sumOf(each.takes.map((take) => take.points)) !== each.points);
  return wrong === undefined ? null : broken('reservations-match-takes', wrong.reservationId);
}

/** What is set aside of a lot ends with what is there of it: both are one lot. */
export function lotsHaveOneEnd({ lots, reservations }: MemberState): Finding {
  if (reservations.length === 0) return null;
  const ends = new Map(lots.map(({ lotId, expiresAt }) => [lotId, expiresAt]));
  for (const { lotId, birth } of reservations.flatMap(({ takes }) => takes)) {
    const known = ends.get(lotId);
    if (known !== undefined && known !== birth.expiresAt)
      return broken('lots-have-one-end', `lot ${lotId}: ${known} and ${birth.expiresAt}`);
    ends.set(lotId, birth.expiresAt);
  }
  return null;
}

/** A chain that was merged or erased holds nothing. */
export function closedHoldsNothing(state: MemberState): Finding {
  const empty = state.pending + state.available + state.reserved + state.deficit === 0;
  return state.closed === null || empty ? null : broken('closed-holds-nothing', canonicalState(state));
}

export function replayGivesStoredState(before: MemberState, entry: Pick<Entry, 'moves' | 'after'>): Finding {
  const replayed = entry.moves.reduce(applyMove, before);
  return canonicalState(replayed) === canonicalState(entry.after) ? null : broken('replay-gives-stored-state', canonicalState(replayed));
}

export function sequenceHasNoGap(previous: Pick<Entry, 'seq' | 'at'> | null, entry: Pick<Entry, 'seq' | 'at'>): Finding {
  const expected = (previous?.seq ?? 0) + 1;
  if (entry.seq !== expected) return broken('sequence-has-no-gap', `seq ${entry.seq} where ${expected} belongs`);
  return entry.at >= (previous?.at ?? entry.at) ? null : broken('time-runs-forward', `entry ${entry.seq} is older than the one before`);
}

export function hashesChain(previous: Pick<Entry, 'hash'> | null, entry: Entry, hashOf: (entry: Omit<Entry, 'hash'>) => string): Finding {
  if (entry.prevHash !== (previous?.hash ?? '')) return broken('hashes-chain', `entry ${entry.seq} does not name the one before it`);
  return hashOf(entry) === entry.hash ? null : broken('hashes-chain', `entry ${entry.seq} was changed after it was written`);
}

/** All promises that one entry on top of another must keep. Used before every insert and by `verify`. */
export function brokenBy(previous: Entry | null, entry: Entry, hashOf: (entry: Omit<Entry, 'hash'>) => string): Broken[] {
  const before = previous?.after ?? EMPTY_STATE;
  const findings: Finding[] = [
    movesArePositiveIntegers(entry.moves),
    nothingIsNegative(entry.after),
    lotsMatchBuckets(entry.after),
    reservationsMatchTakes(entry.after),
    lotsHaveOneEnd(entry.after),
    closedHoldsNothing(entry.after),
    positionEqualsFlows(entry.moves, before, entry.after),
    replayGivesStoredState(before, entry),
    sequenceHasNoGap(previous, entry),
    hashesChain(previous, entry, hashOf),
  ];
  return findings.filter((finding) => finding !== null);
}
