// What the page of a link says, in three languages, and how it writes amounts, days and gifts.
import type { Locale, Money } from '../../contract/index.ts';
import type { ReferralGiftView } from '../../contract/referrals.ts';
import { decimalFromMinor } from '../../loyalty/money.ts';
import { fill, sayingOf, type PointNames } from '../../mail/words.ts';
import { isolated } from '../mail-page.ts';
import en from './locales/en.json' with { type: 'json' };
import fa from './locales/fa.json' with { type: 'json' };
import he from './locales/he.json' with { type: 'json' };

export type PageWords = Omit<typeof en, 'codeDays'>;
const WORDS: Readonly<Record<Locale, PageWords>> = { en, fa, he };
const CODE_DAYS: Readonly<Record<Locale, Readonly<Record<string, string>>>> = { en: en.codeDays, fa: fa.codeDays, he: he.codeDays };

/** How one shop speaks one language. */
export interface Speech {
  readonly locale: Locale;
  readonly words: PageWords;
  /** A sentence with its values in it, each kept from disturbing the others. */
  readonly say: (text: string, values?: Readonly<Record<string, string>>) => string;
  readonly money: (amount: Money) => string;
  readonly day: (at: number) => string;
  readonly codeDays: (days: number) => string;
  /** Null: nothing is given. */
  readonly gift: (gift: ReferralGiftView) => string | null;
}

export function giftWords(gift: ReferralGiftView, locale: Locale, pointNames: PointNames): string | null {
  if (gift.kind === 'points') return sayingOf(locale, 'UTC', pointNames).points(gift.points ?? 0);
  return gift.kind === 'reward' ? gift.name : null;
}

export function speechOf(locale: Locale, timeZone: string, pointNames: PointNames): Speech {
  const numbers = new Intl.NumberFormat(locale);
  const plural = new Intl.PluralRules(locale);
  const days = CODE_DAYS[locale];
  return {
    locale,
    words: WORDS[locale],
    say: (text, values = {}) => fill(text, Object.fromEntries(Object.entries(values).map(([name, value]) => [name, isolated(value)]))),
    money: ({ amountMinor, currency }) =>
      new Intl.NumberFormat(locale, { style: 'currency', currency }).format(Number(decimalFromMinor(amountMinor, currency))),
    day: (at) => sayingOf(locale, timeZone, pointNames).day(at),
    codeDays: (n) => fill(days[plural.select(n)] ?? days['other'] ?? '', { n: numbers.format(n) }),
    gift: (gift) => giftWords(gift, locale, pointNames),
  };
}
