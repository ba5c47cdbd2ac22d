// What follows when somebody's account is theirs: each in a file of its own, in a list of the wiring, run again as a whole until all of them are done.
import type { MemberId } from '../loyalty/ids.ts';
import type { StoreRecord } from '../stores/store-record.ts';

export interface Opened {
  readonly store: StoreRecord;
  /** Where the person's points are now, guests of theirs merged. */
  readonly memberId: MemberId;
  /** When it became known; not before the account was. */
  readonly at: number;
  /** The inbox item that it follows from. */
  readonly cause: string;
}

/** Repeated, it does nothing a second time. A failure throws: the request goes back to its queue. */
export type OpeningFollower = (opened: Opened) => Promise<void>;
