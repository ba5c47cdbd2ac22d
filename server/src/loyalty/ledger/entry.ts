// What is written: one immutable fact in a member's chain. Points only move between named buckets, so none comes from nowhere.
import type { EntryKey, LotId, MemberId, OrderId, StoreId } from '../ids.ts';
import type { MemberState, Reservation } from './state.ts';

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

/** Where a lot's points came from; reversals of an order take its own lots first. `part` tells apart what several rules gave for one order. */
export interface LotSource {
  readonly kind: 'order' | 'award' | 'adjustment' | 'import';
  readonly ref: string | null;
  readonly part: string | null;
}

/** Born with the move that first puts points into it. `availableAt: null` = not yet known (waits for a fulfilment, say). */
export interface LotBirth {
  readonly source: LotSource;
  /** "2026-11" in the program's time zone: breakage is counted by issue month. */
  readonly issuedMonth: string;
  readonly issuedAt: number;
  readonly availableAt: number | null;
  readonly expiresAt: number | null;
  /** Its expiry was put off once, when it came back from a reward; it is not put off again. */
  readonly graced: boolean;
  /** The merges that brought it into this chain, the latest last: each can be undone, from the last to the first. */
  readonly via: readonly string[];
}

/**
 * A positive integer number of points from one bucket to another at an instant. `member:deficit` is a debt: a move out of it makes the
 * debt bigger, a move into it pays. `lot` names the lot that loses or gains; null only where no lot is touched (a debt that grows).
 * `order` names the order on whose account it happens, so that what an order gave, lost and let expire is a sum of moves.
 */
export interface PointsMove {
  readonly type: 'points';
  readonly at: number;
  readonly from: Bucket;
  readonly to: Bucket;
  readonly points: number;
  readonly lot: LotId | null;
  readonly order: OrderId | null;
  readonly birth: LotBirth | null;
}

/** New dates for a lot, without an amount: for what is there of it, and for what reservations hold of it. */
export interface RetimeMove {
  readonly type: 'retime';
  readonly at: number;
  readonly lot: LotId;
  readonly availableAt: number | null;
  readonly expiresAt: number | null;
  readonly graced: boolean;
}

/** What one part of an order was given, by sums of stored entries. */
export interface GivenPart {
  readonly part: string;
  readonly points: number;
  readonly alreadyExpired: number;
  readonly writtenOff: number;
}

/** What a chain did for an order. */
export interface OrderSums {
  readonly orderId: OrderId;
  readonly parts: readonly GivenPart[];
  /** Points of the order's own lots that expired unspent, all parts together. */
  readonly expired: number;
}

/** What changes besides points, in the same list, so that replaying an entry is one fold. */
export type Mark =
  | { readonly type: 'reservation-opened'; readonly reservation: Reservation }
  | { readonly type: 'reservation-ended'; readonly reservationId: string }
  /** A limited rule was used; `replaces`: its older periods are forgotten. */
  | {
      readonly type: 'counted';
      readonly rule: string;
      readonly period: string;
      readonly times: number;
      readonly points: number;
      readonly replaces: boolean;
    }
  | { readonly type: 'merge-accepted'; readonly mergeId: string }
  | { readonly type: 'merge-withdrawn'; readonly mergeId: string }
  | { readonly type: 'merge-received'; readonly mergeId: string }
  | { readonly type: 'merge-undone'; readonly mergeId: string }
  /** What this chain did for an order counts for another (negative here, positive there): the order went back when a merge was undone. */
  | ({ readonly type: 'order-carried' } & OrderSums)
  | { readonly type: 'closed'; readonly how: 'merged' | 'erased'; readonly into: MemberId | null }
  | { readonly type: 'reopened' }
  | { readonly type: 'allowance'; readonly taken: number };

export type Move = PointsMove | RetimeMove | Mark;

export const COMMAND_KINDS = [
  'settle-order',
  'award',
  'reserve',
  'settle',
  'release',
  'return-spent',
  'expire',
  'expire-undo',
  'adjust',
  'undo-adjust',
  'merge-accept',
  'transfer-out',
  'transfer-in',
  'import-opening',
  'allowance-take',
  'allowance-give',
  'erase',
] as const;
export type CommandKind = (typeof COMMAND_KINDS)[number];

/** What one rule's part of an order changed by. Summed over a group's entries, `delta` is what the part was given. */
export interface PartChange {
  readonly part: string;
  readonly delta: number;
  /** Of a reduction: points whose lots had expired unspent, so nothing had to be taken for them; negative on a re-grant. */
  readonly alreadyExpired: number;
  /** Of a reduction under the policy `write-off`: the debt that was forgiven; negative on a re-grant. */
  readonly writtenOff: number;
}

/** An order's share of an entry. */
export interface OrderPart {
  readonly orderId: OrderId;
  /** How many entries of this order's earning stand before it in this chain: the last part of the key. */
  readonly n: number;
  readonly deserved: number;
  readonly delta: number;
  readonly parts: readonly PartChange[];
}

/** A reward's share of an entry: settled (positive) or returned (negative) points of a reservation, on account of an order. */
export interface RedemptionPart {
  readonly reservationId: string;
  readonly orderId: OrderId | null;
  readonly n: number;
  readonly delta: number;
  /** Of points spent as a debt under the policy `write-off`: what was forgiven; negative when it is returned. */
  readonly writtenOff: number;
}

/** Everything of an entry that the core decides; the shell adds who and the hashes. */
export interface Decided {
  readonly kind: CommandKind;
  readonly at: number;
  readonly moves: readonly Move[];
  readonly order: OrderPart | null;
  readonly redemption: RedemptionPart | null;
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
