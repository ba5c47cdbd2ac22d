// The port to what a store decided about its mail: whom it is from, by which server, which mails there are, and in whose words.
import type { Locale } from '../contract/index.ts';
import type { StoreId } from '../loyalty/ids.ts';
import type { SmtpServer } from './smtp-server.ts';
import type { MailWords } from './templates/template.ts';

export interface MailValues {
  /** Null: the store's name, and no other address to answer to. */
  readonly sender: { readonly name: string | null; readonly replyTo: string | null };
  /** The store's own; null: the operator's. Sealed where it lies. */
  readonly own: { readonly server: SmtpServer; readonly from: string } | null;
  /** Whether members are told of points that will expire, and how many days before. */
  readonly expiring: { readonly on: boolean; readonly days: number };
  /** Whether who bought as a guest is told that points wait for an account, and how long after the points came. */
  readonly waiting: { readonly on: boolean; readonly afterHours: number };
  /** Whether they are reminded of it, once, and how long after the mail. */
  readonly reminder: { readonly on: boolean; readonly afterDays: number };
  /** Whether guests are told of points that will expire, as many days before as members. */
  readonly guestsExpiring: { readonly on: boolean };
  /** Whether who claims a friend's code is written to, at the address that was typed: with the code, or why there is none. */
  readonly friendCode: { readonly on: boolean };
  /** Whether advocates are told that a friend bought, and that one counts. */
  readonly friendBought: { readonly on: boolean };
  readonly friendCounted: { readonly on: boolean };
  /** By template and language; what is left out is said in our words. */
  readonly words: Readonly<Record<string, Readonly<Partial<Record<Locale, MailWords>>>>>;
}

export interface StoredMailSettings {
  /** 1, 2, 3, ... */
  readonly revision: number;
  readonly values: MailValues;
  readonly savedAt: number;
  readonly by: { readonly userId: string; readonly name: string };
}

/** Nothing is sent that nobody switched on. */
export const DEFAULT_MAIL: MailValues = {
  sender: { name: null, replyTo: null },
  own: null,
  expiring: { on: false, days: 7 },
  waiting: { on: false, afterHours: 24 },
  reminder: { on: false, afterDays: 7 },
  guestsExpiring: { on: false },
  friendCode: { on: false },
  friendBought: { on: false },
  friendCounted: { on: false },
  words: {},
};

export interface MailSettingsStore {
  /** Null: nobody saved any yet. */
  get(storeId: StoreId): Promise<StoredMailSettings | null>;
  /** False when the stored revision is no longer `settings.revision - 1`. */
  save(storeId: StoreId, settings: StoredMailSettings): Promise<boolean>;
}
