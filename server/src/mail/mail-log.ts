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

/** One mail in the order of days. */
export type MailPosition = Pick<MailRow, 'mailId' | 'day'>;

export interface MailLog {
  /** False when it is known. */
  queued(row: MailRow): Promise<boolean>;
  /** The last word counts. */
  ended(storeId: StoreId, mailId: string, end: MailEnd, at: number): Promise<void>;
  /** Of mails whose names begin so and end in a day the last one, with what became of it; null `end`: it waits. */
  newest(storeId: StoreId, begin: string): Promise<(MailPosition & { readonly end: MailEnd | null }) | null>;
  /** Mails of a template that went out, by the day on which they were decided, after one of them. */
  sent(
    storeId: StoreId,
    which: { readonly template: string; readonly from: string; readonly until: string },
    after: MailPosition | null,
    limit: number,
  ): Promise<MailPosition[]>;
  /** Newest first. */
  days(storeId: StoreId, from: string): Promise<MailDay[]>;
}
