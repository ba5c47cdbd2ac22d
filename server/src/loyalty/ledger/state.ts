// A member's state after an entry. It travels inside the entry, so one read of the last entry is enough to decide the next.
import type { LotId, MemberId } from '../ids.ts';
import type { LotBirth } from './entry.ts';

/** Points that arrived together and are still there, waiting or available. */
export interface Lot extends LotBirth {
  readonly lotId: LotId;
  readonly points: number;
  readonly state: 'pending' | 'available';
}

/** Points of one lot that a reservation took; enough of the lot to open it again when the points come back. */
export interface Take {
  readonly lotId: LotId;
  readonly points: number;
  readonly birth: LotBirth;
}

/** Points set aside for one reward. At most one is open per reward and cart. */
export interface Reservation {
  readonly reservationId: string;
  readonly rewardId: string;
  readonly cart: string | null;
  readonly points: number;
  readonly takes: readonly Take[];
  readonly openedAt: number;
  /** When its owner may ask for its release; an order that carries the reward stops that clock. */
  readonly expiresAt: number;
}

/** How often, and for how many points, a limited rule was used in a period. Old periods are forgotten when a new one begins. */
export interface Counter {
  readonly rule: string;
  readonly period: string;
  readonly n: number;
  readonly points: number;
}

export interface Closed {
  readonly how: 'merged' | 'erased';
  readonly into: MemberId | null;
}

export interface MemberState {
  readonly pending: number;
  readonly available: number;
  readonly reserved: number;
  readonly deficit: number;
  /** Lots with anything left. */
  readonly lots: readonly Lot[];
  readonly reservations: readonly Reservation[];
  readonly counters: readonly Counter[];
  /** Merges that this chain agreed to receive and has not received yet: until then it cannot be transferred out. */
  readonly accepting: readonly string[];
  readonly closed: Closed | null;
  /** Of an allowance chain: what is taken of the limited thing. Members have 0. */
  readonly taken: number;
}

export const EMPTY_STATE: MemberState = {
  pending: 0,
  available: 0,
  reserved: 0,
  deficit: 0,
  lots: [],
  reservations: [],
  counters: [],
  accepting: [],
  closed: null,
  taken: 0,
};
