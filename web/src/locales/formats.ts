// Numbers, money and dates in the reader's language: their digits, their calendar, the store's time zone.
import type { Locale, Money } from '#contract/index.ts';
import { minorDigits, minorPerUnit } from '#contract/currencies.ts';

/** fa-IR brings Persian digits and the Jalali calendar by itself. */
const TAGS = { en: 'en', fa: 'fa-IR', he: 'he-IL' } as const satisfies Record<Locale, string>;
/** Browsers write dates in Hebrew by the Gregorian calendar unless they are asked. */
const OWN_CALENDARS = { fa: 'fa-IR-u-ca-persian', he: 'he-IL-u-ca-hebrew' } as const;
/** Not in ISO 4217, so Intl has no word for it; in Persian it is the everyday unit. */
const TOMAN = { code: 'IRT', persian: 'تومان' } as const;

export interface Formats {
  readonly tag: string;
  readonly number: (value: number) => string;
  /** "a, b and c". */
  readonly list: (parts: readonly string[]) => string;
  /** With its sign, for a change of points. */
  readonly change: (value: number) => string;
  readonly money: (money: Money) => string;
  /** With its sign, for a difference. */
  readonly moneyChange: (money: Money) => string;
  /** Without decimals where there are none: "€1", "€12.50". */
  readonly amount: (money: Money) => string;
  /** "€1", "۱ تومان": the unit that a rate is about. */
  readonly oneUnit: (currency: string) => string;
  /** A moment's date in the store's time zone. */
  readonly date: (instant: string) => string;
  readonly dateTime: (instant: string) => string;
  /** A moment's day in the calendar that belongs to the language: Jalali in Persian, Hebrew in Hebrew; null where dates are in it already. */
  readonly ownCalendar: (instant: string) => string | null;
  /** A calendar day ("2026-11-21"), short: for an axis. */
  readonly shortDay: (day: string) => string;
  readonly longDay: (day: string) => string;
  /** A day that comes every year ("03-21"), in the calendar it was told in. */
  readonly yearlyDay: (monthDay: string) => string;
  /** A Gregorian month ("2026-11") in every language: a month of another calendar is other days. */
  readonly shortMonth: (month: string) => string;
  readonly longMonth: (month: string) => string;
  readonly year: (year: string) => string;
  /** Basis points as a percentage with at most one decimal. */
  readonly share: (basisPoints: number) => string;
  /** Whole days, hours or minutes, whichever it comes to: "2 hours". */
  readonly duration: (minutes: number) => string;
  readonly pluralForm: (value: number) => string;
  /** Of "1st", "2nd", "3rd". */
  readonly ordinalForm: (value: number) => string;
}

export function createFormats(locale: Locale, timeZone: string): Formats {
  const tag = TAGS[locale];
  const number = new Intl.NumberFormat(tag, { maximumFractionDigits: 2 });
  const change = new Intl.NumberFormat(tag, { signDisplay: 'exceptZero', maximumFractionDigits: 0 });
  const date = new Intl.DateTimeFormat(tag, { dateStyle: 'medium', timeZone });
  const dateTime = new Intl.DateTimeFormat(tag, { dateStyle: 'medium', timeStyle: 'short', timeZone });
  const own = locale === 'en' ? null : new Intl.DateTimeFormat(OWN_CALENDARS[locale], { dateStyle: 'long', timeZone });
  const shortDay = new Intl.DateTimeFormat(tag, { day: 'numeric', month: 'short', timeZone: 'UTC' });
  const longDay = new Intl.DateTimeFormat(tag, { dateStyle: 'long', timeZone: 'UTC' });
  const yearlyDay = new Intl.DateTimeFormat(tag, { day: 'numeric', month: 'long', calendar: 'gregory', timeZone: 'UTC' });
  const monthZone = { calendar: 'gregory', timeZone: 'UTC' } as const;
  const shortMonth = new Intl.DateTimeFormat(tag, { month: 'short', year: '2-digit', ...monthZone });
  const longMonth = new Intl.DateTimeFormat(tag, { month: 'long', year: 'numeric', ...monthZone });
  const year = new Intl.DateTimeFormat(tag, { year: 'numeric', ...monthZone });
  const share = new Intl.NumberFormat(tag, { style: 'percent', maximumFractionDigits: 1 });
  const list = new Intl.ListFormat(tag, { type: 'conjunction' });
  const plural = new Intl.PluralRules(tag);
  const ordinal = new Intl.PluralRules(tag, { type: 'ordinal' });
  return {
    tag,
    number: (value) => number.format(value),
    list: (parts) => list.format(parts),
    change: (value) => change.format(value),
    money: ({ amountMinor, currency }) => money(tag, currency, minorDigits(currency)).format(amountMinor / minorPerUnit(currency)),
    moneyChange: ({ amountMinor, currency }) =>
      money(tag, currency, minorDigits(currency), 'exceptZero').format(amountMinor / minorPerUnit(currency)),
    amount: ({ amountMinor, currency }) => {
      const perUnit = minorPerUnit(currency);
      return money(tag, currency, amountMinor % perUnit === 0 ? 0 : minorDigits(currency)).format(amountMinor / perUnit);
    },
    oneUnit: (currency) => money(tag, currency, 0).format(1),
    date: (instant) => date.format(new Date(instant)),
    dateTime: (instant) => dateTime.format(new Date(instant)),
    ownCalendar: (instant) => own?.format(new Date(instant)) ?? null,
    shortDay: (day) => shortDay.format(new Date(day)),
    longDay: (day) => longDay.format(new Date(day)),
    // In a leap year every day there is can be written.
    yearlyDay: (monthDay) => yearlyDay.format(new Date(`2024-${monthDay}`)),
    shortMonth: (month) => shortMonth.format(new Date(`${month}-01`)),
    longMonth: (month) => longMonth.format(new Date(`${month}-01`)),
    year: (name) => year.format(new Date(`${name}-01-01`)),
    share: (basisPoints) => share.format(basisPoints / 10_000),
    duration: (minutes) => duration(tag, minutes),
    pluralForm: (value) => plural.select(value),
    ordinalForm: (value) => ordinal.select(value),
  };
}

const SPANS = [
  { unit: 'day', minutes: 1440 },
  { unit: 'hour', minutes: 60 },
] as const;

function duration(tag: string, minutes: number): string {
  const { unit, minutes: per } =
    SPANS.find((span) => minutes > 0 && minutes % span.minutes === 0) ?? ({ unit: 'minute', minutes: 1 } as const);
  return new Intl.NumberFormat(tag, { style: 'unit', unit, unitDisplay: 'long' }).format(minutes / per);
}

type Sign = 'auto' | 'exceptZero';

function money(tag: string, currency: string, digits: number, signDisplay: Sign = 'auto'): { format(value: number): string } {
  const format = new Intl.NumberFormat(tag, {
    style: 'currency',
    currency,
    signDisplay,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  if (currency !== TOMAN.code || tag !== TAGS.fa) return format;
  const plain = new Intl.NumberFormat(tag, { maximumFractionDigits: digits, signDisplay });
  return { format: (value) => `${plain.format(value)} ${TOMAN.persian}` };
}
