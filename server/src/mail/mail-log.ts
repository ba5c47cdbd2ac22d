// The port to what became of mails. Nothing in it says to whom or what: only which, of which template, on which day.
import type { StoreId } from '../loyalty/ids.ts';

/** `late`: it was no news any more. `nobody`: there was no address. `unclear`: it may have gone out. */
export const MAIL_ENDS = ['sent', 'bounced', 'refused', 'suppressed', 'unsubscribed', 'nobody', 'late', 'unclear'] as const;
export type MailEnd = (typeof MAIL_ENDS)[number];

export interface MailRow {
  readonly storeId: StoreId;
  /** Once for a mail, for ever. */
  readonly mailId: string;
  readonly template: string;
  /** In the store's time zone, when it was decided. */
  readonly day: string;
}

export interface MailDay {
  readonly day: string;
  readonly template: string;
  /** All that were decided; the others are what became of them. */
  readonly queued: number;
  readonly ends: Readonly<Partial<Record<MailEnd, number>>>;
}

export interface MailLog {
  /** False when it is known. */
  queued(row: MailRow): Promise<boolean>;
  /** The last word counts. */
  ended(storeId: StoreId, mailId: string, end: MailEnd, at: number): Promise<void>;
  /** Newest first. */
  days(storeId: StoreId, from: string): Promise<MailDay[]>;
}
