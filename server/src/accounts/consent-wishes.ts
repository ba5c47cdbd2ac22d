// What somebody says they agree to, read at the door: only to words that are asked now, each thing once, and a birthday that is a day of the year.
import type { accounts, admin, Locale } from '../contract/index.ts';
import type { StoreRecord } from '../stores/store-record.ts';
import type { WaitingConsent } from './consent-store.ts';
import { wordsAgreedTo } from './consent-words.ts';

/** `unasked`: nobody is asked in these words (any more): the page shows old ones. `birthday`: there is no such day, or it belongs to nothing asked. */
export interface WrongWish {
  readonly wrong: 'unasked' | 'twice' | 'birthday';
}

const DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

/** 29 February is one. */
export function isDayOfYear(birthday: string): boolean {
  const [, month = '', day = ''] = /^(\d\d)-(\d\d)$/u.exec(birthday) ?? [];
  const days = DAYS[Number(month) - 1];
  return days !== undefined && Number(day) >= 1 && Number(day) <= days;
}

type Asking = {
  readonly settings: Pick<admin.SettingsValues, 'accounts'>;
  readonly store: Pick<StoreRecord, 'name'>;
  readonly locale: Locale;
};
type Wished = Pick<WaitingConsent, 'kind' | 'version' | 'birthday'>;

function readWish({ settings, store, locale }: Asking, { kind, version, birthday }: Wished): WaitingConsent | WrongWish {
  if (kind === 'birthday' ? birthday === null || !isDayOfYear(birthday) : birthday !== null) return { wrong: 'birthday' };
  const wording = wordsAgreedTo(settings, store, { kind, version }, locale);
  if (wording === null) return { wrong: 'unasked' };
  const whole = kind === 'terms' ? { url: settings.accounts.terms?.url } : {};
  return { kind, version, wording, birthday, ...whole };
}

/** All of them, or what is wrong with the first that is wrong. */
export function readWishes(asking: Asking, wishes: readonly accounts.ConsentWish[]): readonly WaitingConsent[] | WrongWish {
  if (new Set(wishes.map(({ kind }) => kind)).size < wishes.length) return { wrong: 'twice' };
  const read: WaitingConsent[] = [];
  for (const wish of wishes) {
    const one = readWish(asking, wish);
    if ('wrong' in one) return one;
    read.push(one);
  }
  return read;
}
