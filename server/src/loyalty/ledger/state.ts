// A member's state after an entry. It travels inside the entry, so one read of the last entry is enough to decide the next.
import type { LotId } from '../ids.ts';
import type { LotBirth } from './entry.ts';

/** Points that arrived together and are still there, waiting or available. */
export interface Lot extends LotBirth {
  readonly lotId: LotId;
  readonly points: number;
  readonly state: 'pending' | 'available';
}

export interface MemberState {
  readonly pending: number;
  readonly available: number;
  readonly reserved: number;
  readonly deficit: number;
  /** Lots with anything left, oldest first. */
  readonly lots: readonly Lot[];
}

export const EMPTY_STATE: MemberState = { pending: 0, available: 0, reserved: 0, deficit: 0, lots: [] };
