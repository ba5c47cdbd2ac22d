/** The shop's words in its three languages, and how it writes money and dates in each. */
import { readFileSync } from 'node:fs';
import { toText } from './money.ts';

export const LOCALES = ['en', 'fa', 'he'] as const;
export type Locale = (typeof LOCALES)[number];

interface Nested {
  [key: string]: string | Nested;
}

export interface Words {
  locale: Locale;
  dir: 'ltr' | 'rtl';
  /** The text of a key, with {name} places filled. A missing key throws: half a translation must not go unseen. */
  t: (key: string, values?: Record<string, string | number>) => string;
  has: (key: string) => boolean;
  money: (minor: number, currency: string) => string;
  date: (at: number) => string;
  /** A day without a time, as "2027-05-31" names it. */
  day: (iso: string) => string;
  number: (value: number) => string;
  /** A share of one, as a percentage. */
  percent: (share: number) => string;
}

const TAGS: Record<Locale, string> = { en: 'en-GB', fa: 'fa-IR-u-ca-persian', he: 'he-IL' };

export function flatten(nested: Nested, prefix = ''): Map<string, string> {
  const flat = new Map<string, string>();
  for (const [key, value] of Object.entries(nested)) {
    if (typeof value === 'string') flat.set(prefix + key, value);
    else for (const [inner, text] of flatten(value, `${prefix}${key}.`)) flat.set(inner, text);
  }
  return flat;
}

function wordsOf(locale: Locale): Words {
  const path = new URL(`../locales/${locale}.json`, import.meta.url);
  const flat = flatten(JSON.parse(readFileSync(path, 'utf8')) as Nested);
  const rtl = locale !== 'en';
  const numbers = new Intl.NumberFormat(TAGS[locale]);
  const days = new Intl.DateTimeFormat(TAGS[locale], { dateStyle: 'medium', timeZone: 'UTC' });
  const shares = new Intl.NumberFormat(TAGS[locale], { style: 'percent', maximumFractionDigits: 2 });
  const dates = new Intl.DateTimeFormat(TAGS[locale], { dateStyle: 'medium', timeStyle: 'short' });
  return {
    locale,
    dir: rtl ? 'rtl' : 'ltr',
    t(key, values = {}) {
      const text = flat.get(key);
      if (text === undefined) throw new Error(`no words for ${key} in ${locale}`);
      // In a right-to-left sentence a number, a code or a name is isolated, so that "#1001" does not become "1001#".
      const place = (name: string): string => (rtl ? `\u2068${values[name] ?? ''}\u2069` : String(values[name] ?? ''));
      return text.replaceAll(/\{(\w+)\}/g, (_place, name: string) => place(name));
    },
    has: (key) => flat.has(key),
    money: (minor, currency) =>
      new Intl.NumberFormat(TAGS[locale], { style: 'currency', currency }).format(Number(toText(minor, currency))),
    date: (at) => dates.format(at),
    day: (iso) => days.format(Date.parse(iso)),
    number: (value) => numbers.format(value),
    percent: (share) => shares.format(share),
  };
}

export type Dictionary = Record<Locale, Words>;

export function loadDictionary(): Dictionary {
  return { en: wordsOf('en'), fa: wordsOf('fa'), he: wordsOf('he') };
}

/** Titles on orders are in the shop's own language, whatever the buyer read. */
export function titlesFrom(words: Words) {
  return (handle: string, option: string) => ({
    title: words.t(`products.${handle}.title`),
    variantTitle: option === '' ? null : words.t(`options.${option}`),
  });
}
