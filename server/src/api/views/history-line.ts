/**
 * One entry as one line of an account statement.
 *
 * The balance of a statement is the member's **position**: available + pending + reserved - deficit. Only moves between the member and the
 * program change it, so `balanceAfter` of one line plus `change` of the next is `balanceAfter` of the next, always. Points that mature move
 * between the member's own buckets: an entry that does only that is no line. Points that are set aside for a reward, or come back from there,
 * do that too, but somebody asked for it: their line says which reward and why, with a `change` of 0. Points that expired by then lead the
 * entry that noticed, and are part of its `change`. While nothing waits and nothing is set aside, the position is available - deficit. Where
 * the merchant does not show a debt ("carry", "write-off") a negative position is shown as 0.
 */
import type { HistoryKind, HistoryLine, HistoryReward, ReturnReason } from '../../contract/index.ts';
import type { Program } from '../../loyalty/program/program.ts';
import type { Bucket, CommandKind, Entry, Move, OrderPart } from '../../loyalty/ledger/entry.ts';
import { actionOf, explainOrder, noteIdOf } from './explanation.ts';
import { referralNamed, type Side } from '../../loyalty/referrals/subject.ts';
import type { Redemption } from '../../redemptions/redemption.ts';
import { instant } from './instant.ts';
import { returnReason } from './reward.ts';

const isMembers = (bucket: Bucket): boolean => bucket.startsWith('member:');

function flowOf(move: Move): number {
  if (move.type !== 'points') return 0;
  return (isMembers(move.to) ? move.points : 0) - (isMembers(move.from) ? move.points : 0);
}

/** What came to the member minus what left. */
export function changeOf(entry: Pick<Entry, 'moves'>): number {
  return entry.moves.reduce((sum, move) => sum + flowOf(move), 0);
}

export function positionAfter({ after }: Pick<Entry, 'after'>): number {
  return after.available + after.pending + after.reserved - after.deficit;
}

function kindOfOrder({ deserved, delta }: OrderPart): HistoryKind {
  if (delta === 0) return 'order-dates-changed';
  if (delta > 0) return deserved === delta ? 'order-earned' : 'order-increased';
  return deserved === 0 ? 'order-taken-back' : 'order-reduced';
}

function kindOfReferral({ delta }: OrderPart, side: Side): HistoryKind {
  if (delta === 0) return 'referral-dates-changed';
  if (side === 'friend') return delta > 0 ? 'friend-earned' : 'friend-taken-back';
  return delta > 0 ? 'referral-earned' : 'referral-taken-back';
}

/** Dates alone were changed where nothing is said of it. */
function kindOfSettled(order: OrderPart | null): HistoryKind {
  const referral = order === null ? null : referralNamed(order.orderId);
  if (order === null) return 'order-dates-changed';
  return referral === null ? kindOfOrder(order) : kindOfReferral(order, referral.side);
}

function kindOfAdjustment(entry: Entry): HistoryKind {
  return entry.moves.some((move) => move.type === 'points' && move.from === 'program:adjusted') ? 'adjusted-up' : 'adjusted-down';
}

/** Exhaustive on purpose: a new command does not compile until somebody decides what a statement calls it. */
const KIND_OF: Readonly<Record<Exclude<CommandKind, 'settle-order' | 'adjust'>, HistoryKind>> = {
  award: 'awarded',
  expire: 'expired',
  'expire-undo': 'expiry-undone',
  'undo-adjust': 'adjustment-undone',
  reserve: 'reserved',
  settle: 'redeemed',
  release: 'released',
  'return-spent': 'returned',
  'import-opening': 'imported',
  'merge-accept': 'merged-in',
  'transfer-in': 'merged-in',
  'transfer-out': 'merged-away',
  erase: 'erased',
  // A member has none of these: they stand in the chain of a limited thing.
  'allowance-take': 'reserved',
  'allowance-give': 'released',
};

/** Entries that only prepare something or let time pass are no line unless points came or went. */
const QUIET: ReadonlySet<CommandKind> = new Set(['allowance-give', 'allowance-take', 'expire', 'merge-accept']);

/** What a merge had brought goes back where it came from. */
function kindOfUndone({ moves }: Entry): HistoryKind | null {
  if (moves.some(({ type }) => type === 'merge-undone')) return 'merge-undone-out';
  return moves.some(({ type }) => type === 'reopened') ? 'merge-undone-in' : null;
}

function kindOf(entry: Entry): HistoryKind {
  if (entry.kind === 'adjust') return kindOfAdjustment(entry);
  if (entry.kind === 'settle-order') return kindOfSettled(entry.order);
  return kindOfUndone(entry) ?? KIND_OF[entry.kind];
}

const REWARD_ENTRIES: ReadonlySet<CommandKind> = new Set(['reserve', 'release', 'settle', 'return-spent']);

/** The reward that an entry is about; null: about none. */
export function reservationIdOf({ kind, redemption, moves }: Pick<Entry, 'kind' | 'redemption' | 'moves'>): string | null {
  if (!REWARD_ENTRIES.has(kind)) return null;
  const marked = moves.flatMap((move) => {
    if (move.type === 'reservation-opened') return [move.reservation.reservationId];
    return move.type === 'reservation-ended' ? [move.reservationId] : [];
  });
  return redemption?.reservationId ?? marked[0] ?? null;
}

/** What a reservation took or let go; of an order, what it spent or gave back. */
function movedBy({ redemption, moves }: Entry): number {
  if (redemption !== null) return Math.abs(redemption.delta);
  const touching = (bucket: Bucket): boolean => bucket === 'member:reserved';
  return moves.reduce((sum, move) => sum + (move.type === 'points' && (touching(move.from) || touching(move.to)) ? move.points : 0), 0);
}

function whyBack({ kind }: Entry, redemption: Redemption): ReturnReason | null {
  if (kind === 'return-spent') return 'order';
  return kind === 'release' ? returnReason(redemption) : null;
}

function rewardOf(entry: Entry, { rewards }: StatementNeeds): HistoryReward | null {
  const redemption = rewards.get(reservationIdOf(entry) ?? '');
  if (redemption === undefined) return null;
  const { reservationId, name, points } = redemption;
  return { id: reservationId, name, moved: movedBy(entry), of: points, why: whyBack(entry, redemption) };
}

function orderOf(entry: Entry, orderName: string | null, { orderNames }: StatementNeeds): HistoryLine['order'] {
  const id = entry.order?.orderId ?? entry.redemption?.orderId ?? null;
  // What a referral gave is no order's, and whose order it was is nobody's to know.
  return id === null || referralNamed(id) !== null ? null : { id, name: orderName ?? orderNames.get(id) ?? id };
}

export interface StatementNeeds {
  /** The merchant's words for an adjustment, by note id; erased ones are missing. */
  readonly reasons: ReadonlyMap<string, string>;
  readonly negative: Program['negative'];
  /** By reservation id. */
  readonly rewards: ReadonlyMap<string, Redemption>;
  /** Of the orders that spent a reward, by order id. */
  readonly orderNames: ReadonlyMap<string, string>;
}

/** Null for an entry of which an account statement says nothing: see above. */
export function historyLine(entry: Entry, needs: StatementNeeds): HistoryLine | null {
  const { reasons, negative } = needs;
  const change = changeOf(entry);
  if (QUIET.has(entry.kind) && change === 0) return null;
  const position = positionAfter(entry);
  const explained = entry.order === null ? null : explainOrder(entry.explain, entry.order);
  return {
    id: `${entry.memberId}.${entry.seq}`,
    at: instant(entry.at),
    kind: kindOf(entry),
    change,
    balanceAfter: negative === 'allow' ? position : Math.max(0, position),
    order: orderOf(entry, explained?.orderName ?? null, needs),
    reason: entry.kind === 'adjust' ? (reasons.get(noteIdOf(entry.explain) ?? '') ?? null) : null,
    explanation: explained?.explanation ?? null,
    reward: rewardOf(entry, needs),
    action: entry.kind === 'award' ? actionOf(entry.explain) : null,
  };
}
