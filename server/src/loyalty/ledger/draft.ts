// An entry while it is being decided: moves are pushed, the state follows at once. Lives for one decision and never leaves the core.
import { lotId, orderId, type LotId, type OrderId } from '../ids.ts';
import { applyMove } from './apply-move.ts';
import type { Bucket, LotBirth, Mark, Move, PointsMove } from './entry.ts';
import type { Lot, MemberState, Take } from './state.ts';

export interface Draft {
  readonly seq: number;
  readonly at: number;
  /** What the ids of new lots begin with. */
  readonly chain: string;
  state: MemberState;
  readonly moves: Move[];
}

export function openDraft(state: MemberState, seq: number, at: number, chain = ''): Draft {
  return { seq, at, chain, state, moves: [] };
}

function push(draft: Draft, move: Move): void {
  draft.moves.push(move);
  draft.state = applyMove(draft.state, move);
}

export function mark(draft: Draft, change: Mark): void {
  push(draft, change);
}

type Details = Partial<Pick<PointsMove, 'at' | 'order'>>;
type Leaving = Pick<Lot, 'lotId'> & (LotBirth | { readonly birth: LotBirth });

/** Points that leave to these may come back: the move remembers the lot, so that it can be opened again. */
const MAY_COME_BACK: ReadonlySet<Bucket> = new Set(['program:redeemed', 'program:expired', 'program:adjusted', 'transfer']);

function rememberedBirth(to: Bucket, lot: Leaving | null): LotBirth | null {
  if (lot === null || !MAY_COME_BACK.has(to)) return null;
  return birthOf('birth' in lot ? lot.birth : lot);
}

/** Moves points of an existing lot, or of no lot (a debt). Zero is quietly nothing, because sums often are. */
export function movePoints(draft: Draft, from: Bucket, to: Bucket, points: number, lot: Leaving | null, details: Details = {}): void {
  if (points === 0) return;
  const { at = draft.at, order = null } = details;
  push(draft, { type: 'points', at, from, to, points, lot: lot?.lotId ?? null, order, birth: rememberedBirth(to, lot) });
}

export function birthOf({ source, issuedMonth, issuedAt, availableAt, expiresAt, graced, via }: LotBirth): LotBirth {
  return { source, issuedMonth, issuedAt, availableAt, expiresAt, graced, via };
}

/** The order on whose account a lot's points came, if they came from one. */
export function orderOf({ source }: LotBirth): OrderId | null {
  return source.kind === 'order' && source.ref !== null ? orderId(source.ref) : null;
}

/** An id for a new lot: it names the chain, the entry and the move that make it, so it is unique without randomness. */
export function newLotId(draft: Draft): LotId {
  return lotId(`${draft.chain}${draft.seq}.${draft.moves.length}`);
}

/** Opens a lot, waiting or available by its dates. */
export function openLot(draft: Draft, from: Bucket, points: number, birth: LotBirth): LotId {
  const id = newLotId(draft);
  const matured = birth.availableAt !== null && birth.availableAt <= draft.at;
  const to = matured ? 'member:available' : 'member:pending';
  const order = from === 'program:issued' ? orderOf(birth) : null;
  push(draft, { type: 'points', at: draft.at, from, to, points, lot: id, order, birth: birthOf(birth) });
  return id;
}

/** A lot that is opened beside another for points of that lot with dates of their own; {@link parentOf} leads back. */
function besideLot(draft: Draft, lot: LotId): LotId {
  return lotId(`${lot}~${draft.seq}.${draft.moves.length}`);
}

export function parentOf(lot: LotId): LotId {
  const end = lot.lastIndexOf('~');
  return end === -1 ? lot : lotId(lot.slice(0, end));
}

/** Only what expired may have been waiting; what was set aside, spent or taken by hand was available and does not wait again. */
function waits(from: Bucket, { availableAt }: LotBirth, at: number): boolean {
  return from === 'program:expired' && (availableAt === null || availableAt > at);
}

const sameVia = (a: LotBirth, b: LotBirth): boolean =>
  a.via.length === b.via.length && a.via.every((merge, index) => merge === b.via[index]);

/** Whether points that come back may join what is there: points of one lot share their dates, their grace and the merges they came by. */
function canJoin(there: DatedLot, birth: LotBirth, waiting: boolean): boolean {
  const alike = there.expiresAt === birth.expiresAt && there.graced === birth.graced && sameVia(there, birth);
  if (!waiting) return alike && there.state === 'available';
  return alike && there.state === 'pending' && there.availableAt === birth.availableAt;
}

/**
 * Puts points back into the lot they came from, opening it again when nothing of it was left. Where they differ from what is there or set
 * aside, and where they got dates that no other points of it have (`ownLot`), they are a lot beside it: a lot has one pair of dates.
 */
export function refillLot(draft: Draft, from: Bucket, { lotId: own, points, birth }: Take, ownLot = false): void {
  if (points === 0) return;
  const twin = datedLots(draft.state).find((each) => each.lotId === own);
  const waiting = waits(from, birth, draft.at);
  const joins = twin === undefined ? !ownLot : canJoin(twin, birth, waiting);
  const lot = joins ? own : besideLot(draft, own);
  const to = waiting ? 'member:pending' : 'member:available';
  push(draft, { type: 'points', at: draft.at, from, to, points, lot, order: null, birth: birthOf(birth) });
}

/** A lot, there or set aside, gets new dates. */
export function retimeLot(draft: Draft, lot: LotId, dates: Pick<LotBirth, 'availableAt' | 'expiresAt' | 'graced'>): void {
  push(draft, { type: 'retime', at: draft.at, lot, ...dates });
}

/** One lot as far as its dates go. */
export interface DatedLot extends LotBirth {
  readonly lotId: LotId;
  readonly state: Lot['state'];
}

/** Every lot of which something is there or set aside, each once; what is there speaks for what is set aside. */
export function datedLots({ lots, reservations }: MemberState): DatedLot[] {
  const aside = reservations.flatMap(({ takes }) =>
    takes.map(({ lotId: id, birth }) => ({ lotId: id, state: 'available' as const, ...birth })),
  );
  return [...new Map([...aside, ...lots].map((lot) => [lot.lotId, lot])).values()];
}
