// Everything the ledger may be asked to do: a closed set. A command carries facts and wishes, never results.
// What stored entries already did (`given`, `settled`, ...) is read after the head, so an older reading loses the race for the next sequence.
import type { MemberId, OrderId } from '../ids.ts';
import type { GivenPart, LotBirth, OrderSums } from './entry.ts';
import type { Counter, Reservation, Take } from './state.ts';

/** One rule's part of what an order should have given. */
export interface Tranche {
  readonly part: string;
  readonly points: number;
  /** null: not yet known. */
  readonly availableAt: number | null;
  readonly expiresAt: number | null;
}

/** What stored entries of this chain did for an order. */
export interface Given {
  readonly entries: number;
  readonly parts: readonly GivenPart[];
  /** Points of the order's own lots that expired unspent, all parts together. */
  readonly expired: number;
}

export interface SettleOrder {
  readonly kind: 'settle-order';
  readonly orderId: OrderId;
  readonly deserved: readonly Tranche[];
  readonly given: Given;
  /** What is earned keeps all points alive until then, where points expire by inactivity. */
  readonly activityUntil?: number | null;
  readonly explain: string | null;
}

/** "At most `times` times and `points` points in this period"; null is no limit. */
export interface Limit {
  readonly rule: string;
  readonly period: string;
  readonly times: number | null;
  readonly points: number | null;
}

export interface Award {
  readonly kind: 'award';
  readonly ref: string;
  readonly points: number;
  readonly availableAt: number | null;
  readonly expiresAt: number | null;
  readonly limit: Limit | null;
  readonly activityUntil?: number | null;
  readonly explain: string | null;
}

/** Positive adds, negative takes; never zero. Above the program's limit it needs somebody's approval. */
export interface Adjust {
  readonly kind: 'adjust';
  readonly ref: string;
  readonly points: number;
  readonly expiresAt: number | null;
  readonly approvedBy: string | null;
  readonly explain: string | null;
}

/** The dates that lots have now, wherever their points were meanwhile: points that come back follow them. */
export interface DatesNow {
  /** Of the orders that earned them, part by part, as their newest known state deserves. */
  readonly parts: readonly { readonly orderId: OrderId; readonly part: string; readonly expiresAt: number | null }[];
  /** Where points expire by inactivity: until when the last earning keeps all of them alive. */
  readonly activityUntil: number | null;
}

/** Takes an adjustment back: `lots` are the lots that it opened (a gift) or emptied (a deduction). */
export interface UndoAdjust {
  readonly kind: 'undo-adjust';
  readonly ref: string;
  readonly points: number;
  readonly lots: readonly Take[];
  /** Of a gift: points of it that expired unspent, by stored entries. */
  readonly expired: number;
  /** Absent: what comes back has the dates with which it left. */
  readonly datesNow?: DatesNow;
  readonly explain: string | null;
}

export interface Reserve {
  readonly kind: 'reserve';
  readonly reservationId: string;
  readonly rewardId: string;
  readonly cart: string | null;
  readonly points: number;
  readonly expiresAt: number;
  readonly limit: Limit | null;
}

/** What stored entries did with a reservation: how many settle/return entries, the points settled less returned, and from which lots. */
export interface Redeemed {
  readonly entries: number;
  readonly settled: number;
  readonly writtenOff: number;
  readonly lots: readonly Take[];
  readonly ended: 'settled' | 'released' | null;
}

/** The order carries the reward: `target` points are to be spent on it. A reservation released before takes again. */
export interface Settle {
  readonly kind: 'settle';
  readonly reservationId: string;
  /** null: what the store gives without an order (a gift card, store credit). */
  readonly orderId: OrderId | null;
  readonly target: number;
  readonly redeemed: Redeemed;
}

/** Of what was settled only `target` points stay spent: the rest goes back into the lots it came from. */
export interface ReturnSpent {
  readonly kind: 'return-spent';
  readonly reservationId: string;
  readonly orderId: OrderId;
  readonly target: number;
  readonly redeemed: Redeemed;
  /** Absent: what comes back has the dates with which it left. */
  readonly datesNow?: DatesNow;
}

export interface Release {
  readonly kind: 'release';
  readonly reservationId: string;
  /** `failure`: ours or the store's, so the lots get back the time they were set aside. */
  readonly why: 'expired' | 'cancelled' | 'abandoned' | 'failure';
  readonly ended: Redeemed['ended'];
  /** What the reservation was counted against: a reward that was not had does not count. Absent: nothing. */
  readonly limit?: Pick<Limit, 'rule' | 'period'> | null;
}

/** Posts what is due and nothing else. */
export interface Expire {
  readonly kind: 'expire';
}

/** A fact that arrived late shows that these points should not have expired: they come back with a new expiry. */
export interface ExpireUndo {
  readonly kind: 'expire-undo';
  readonly lots: readonly Take[];
  readonly expiresAt: number | null;
}

/** The target of a merge agrees to receive; `undo`: the merge was given up, and nothing can arrive by it any more. */
export interface MergeAccept {
  readonly kind: 'merge-accept';
  readonly mergeId: string;
  readonly undo: boolean;
}

/** What a merge brought besides lots, and what goes back with them. */
export interface Brought {
  readonly counters: readonly Counter[];
  /** Orders of the other chain that this one knows only by the merge, and what it did for them since, if anything. */
  readonly orders: readonly OrderSums[];
}

/** Everything leaves; or, to undo a merge, what is left of the lots that it brought. */
export interface TransferOut {
  readonly kind: 'transfer-out';
  readonly mergeId: string;
  readonly into: MemberId;
  readonly undo: boolean;
  /** Of an undo, by stored entries; null: the merge was never received. */
  readonly brought: Brought | null;
}

export interface TransferIn {
  readonly kind: 'transfer-in';
  readonly mergeId: string;
  readonly undo: boolean;
  /** As they left the other chain. */
  readonly lots: readonly (Take & { readonly state: 'pending' | 'available' })[];
  readonly deficit: number;
  readonly reservations: readonly Reservation[];
  readonly counters: readonly Counter[];
  readonly orders: readonly OrderSums[];
}

/** A lot as another system knew it. */
export interface OpeningLot extends Pick<LotBirth, 'issuedAt' | 'issuedMonth' | 'availableAt' | 'expiresAt'> {
  readonly points: number;
}

export interface ImportOpening {
  readonly kind: 'import-opening';
  readonly ref: string;
  readonly lots: readonly OpeningLot[];
}

/** On the chain of a limited thing: `amount` of it, if that much is left of `limit`. */
export interface AllowanceTake {
  readonly kind: 'allowance-take';
  readonly amount: number;
  readonly limit: number;
  /** What runs out: a budget or a number of pieces. */
  readonly of: 'budget' | 'cap';
}

export interface AllowanceGive {
  readonly kind: 'allowance-give';
  readonly amount: number;
}

export interface Erase {
  readonly kind: 'erase';
}

export type Command =
  | SettleOrder
  | Award
  | Reserve
  | Settle
  | Release
  | ReturnSpent
  | Expire
  | ExpireUndo
  | Adjust
  | UndoAdjust
  | MergeAccept
  | TransferOut
  | TransferIn
  | ImportOpening
  | AllowanceTake
  | AllowanceGive
  | Erase;

/** What a decision may know besides the state: time and the program's ledger policy. */
export interface Circumstances {
  readonly now: number;
  /** The store's news is complete up to here: expiries are posted only up to it. */
  readonly watermark: number;
  readonly issuedMonth: string;
  readonly negative: 'allow' | 'carry' | 'write-off';
  /** How long a lot that comes back from a reward stays after its original expiry, once. */
  readonly graceMs: number;
  /** An adjustment of more points than this needs approval; null: none does. */
  readonly approvalAbove: number | null;
}
