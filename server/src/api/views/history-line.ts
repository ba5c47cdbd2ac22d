/**
 * One entry as one line of an account statement.
 *
 * The balance of a statement is the member's **position**: available + pending + reserved - deficit. Only moves between the member and the
 * program change it, so `balanceAfter` of one line plus `change` of the next is `balanceAfter` of the next, always. Points that mature or are
 * set aside move between the member's own buckets: they stay in the position, and an entry that does only that is no line. Points that
 * expired by then lead the entry that noticed, and are part of its `change`. While nothing waits and nothing is set aside, the position is
 * available - deficit. Where the merchant does not show a debt ("carry", "write-off") a negative position is shown as 0.
 */
import type { HistoryKind, HistoryLine } from '../../contract/index.ts';
import type { Program } from '../../loyalty/program/program.ts';
import type { Bucket, CommandKind, Entry, Move, OrderPart } from '../../loyalty/ledger/entry.ts';
import { explainOrder, noteIdOf } from './explanation.ts';
import { instant } from './instant.ts';

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
const QUIET: ReadonlySet<CommandKind> = new Set(['allowance-give', 'allowance-take', 'expire', 'merge-accept', 'release', 'reserve']);

function kindOf(entry: Entry): HistoryKind {
  if (entry.kind === 'adjust') return kindOfAdjustment(entry);
  if (entry.kind === 'settle-order') return entry.order === null ? 'order-dates-changed' : kindOfOrder(entry.order);
  return KIND_OF[entry.kind];
}

export interface StatementNeeds {
  /** The merchant's words for an adjustment, by note id; erased ones are missing. */
  readonly reasons: ReadonlyMap<string, string>;
  readonly negative: Program['negative'];
}

/** Null for an entry of which an account statement says nothing: see above. */
export function historyLine(entry: Entry, { reasons, negative }: StatementNeeds): HistoryLine | null {
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
    order: entry.order === null ? null : { id: entry.order.orderId, name: explained?.orderName ?? entry.order.orderId },
    reason: entry.kind === 'adjust' ? (reasons.get(noteIdOf(entry.explain) ?? '') ?? null) : null,
    explanation: explained?.explanation ?? null,
  };
}
