// What is written: one immutable fact in a member's chain. Points only move between named buckets, so none comes from nowhere.
import type { EntryKey, LotId, MemberId, OrderId, StoreId } from '../ids.ts';
import type { MemberState } from './state.ts';

export const MEMBER_BUCKETS = ['member:pending', 'member:available', 'member:reserved', 'member:deficit'] as const;
export const PROGRAM_BUCKETS = [
  'program:issued',
  'program:redeemed',
  'program:expired',
  'program:reversed',
  'program:adjusted',
  'program:written-off',
  'transfer',
] as const;
export type MemberBucket = (typeof MEMBER_BUCKETS)[number];
export type ProgramBucket = (typeof PROGRAM_BUCKETS)[number];
export type Bucket = MemberBucket | ProgramBucket;

/** Where a lot's points came from; reversals of an order take its own lots first. */
export interface LotSource {
  readonly kind: 'order' | 'award' | 'adjustment' | 'import' | 'transfer';
  readonly ref: string | null;
}

/** Born with the move that first puts points into it. `availableAt: null` = not yet known (waits for a fulfilment, say). */
export interface LotBirth {
  readonly source: LotSource;
  /** "2026-11" in the program's time zone: breakage is counted by issue month. */
  readonly issuedMonth: string;
  readonly issuedAt: number;
  readonly availableAt: number | null;
  readonly expiresAt: number | null;
}

/**
 * A positive integer number of points from one bucket to another at an instant. `member:deficit` is a debt: a move out of it makes the
 * debt bigger, a move into it pays. `lot` names the lot that loses or gains; null only where no lot is touched (a debt that grows).
 */
export interface PointsMove {
  readonly type: 'points';
  readonly at: number;
  readonly from: Bucket;
  readonly to: Bucket;
  readonly points: number;
  readonly lot: LotId | null;
  readonly birth: LotBirth | null;
}

/** New dates for a lot, without an amount. */
export interface RetimeMove {
  readonly type: 'retime';
  readonly at: number;
  readonly lot: LotId;
  readonly availableAt: number | null;
  readonly expiresAt: number | null;
}

export type Move = PointsMove | RetimeMove;

export const COMMAND_KINDS = ['settle-order', 'award', 'adjust', 'expire'] as const;
export type CommandKind = (typeof COMMAND_KINDS)[number];

/** An order's share of an entry. Summed over a group's entries, `delta` is what the order was given. */
export interface OrderPart {
  readonly orderId: OrderId;
  /** How many entries of this order stand before it in this chain: the last part of the key. */
  readonly n: number;
  readonly deserved: number;
  readonly delta: number;
  /** Of a reduction: points whose lots had already expired unspent, so nothing had to be taken for them (and the reverse on a re-grant). */
  readonly alreadyExpired: number;
}

/** Everything of an entry that the core decides; the shell adds who and the hashes. */
export interface Decided {
  readonly kind: CommandKind;
  readonly at: number;
  readonly moves: readonly Move[];
  readonly order: OrderPart | null;
  /** Canonical JSON of why: the calculation of an order, or the reason code of an adjustment. Never personal data. */
  readonly explain: string | null;
  readonly after: MemberState;
}

export interface Entry extends Decided {
  readonly storeId: StoreId;
  readonly memberId: MemberId;
  /** 1, 2, 3, ... without a gap. */
  readonly seq: number;
  readonly key: EntryKey;
  /** SHA-256 of the caller's intention: the same key with another intention is a bug, not a repetition. */
  readonly inputHash: string;
  /** The inbox item that caused it. */
  readonly cause: string;
  readonly prevHash: string;
  readonly hash: string;
}
