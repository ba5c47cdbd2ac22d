// What a mail is made of: which list it is on, what it must be told, what its text may say of that, and its words until a merchant writes others.
import type { z } from 'zod';
import type { Locale } from '../../contract/index.ts';

/** What somebody may leave on its own. */
export const MAIL_LISTS = ['reminders', 'account-offers', 'referrals'] as const;
export type MailList = (typeof MAIL_LISTS)[number];

/** Liquid. The body is plain text: an empty line begins a paragraph, and a line `[words](address)` is a button. */
export interface MailWords {
  readonly subject: string;
  readonly body: string;
}

/** How one language says things. */
export interface Saying {
  readonly locale: Locale;
  /** "120 points", in the store's own words for them. */
  readonly points: (points: number) => string;
  /** A day in the store's time zone, in the language's own calendar. */
  readonly day: (at: number) => string;
}

/** What stands between the braces, all of it text. */
export type Shown = Readonly<Record<string, string>>;

export interface MailTemplate<Values extends object = object> {
  readonly name: string;
  readonly list: MailList;
  readonly schema: z.ZodType<Values>;
  readonly show: (values: Values, saying: Saying) => Shown;
  /**
   * Of a mail to guests: the order whose points wait. Its words may say `claim`, a link that is made when it is sent and kept nowhere, and it is sent to
   * nobody for whom nothing waits any more. Left out: the mail is for everybody.
   */
  readonly claims?: (values: Values) => string;
  /** More addresses that its words may make a button of, by their names: paths below the store's own. */
  readonly leads?: (values: Values) => Readonly<Record<string, string>>;
  /** For previews and mails to try. */
  readonly example: (now: number) => Values;
  readonly words: Readonly<Record<Locale, MailWords>>;
}

/** Keeps a template's values and its schema together while the index forgets which they were. */
export function mailTemplate<Values extends object>(template: MailTemplate<Values>): MailTemplate {
  // Whoever shows values has read them with the template's own schema.
  return template as unknown as MailTemplate;
}
