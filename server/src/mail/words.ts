// What mails and their page say around a template's own text, in three languages.
import type { Locale } from '../contract/index.ts';
import en from './locales/en.json' with { type: 'json' };
import fa from './locales/fa.json' with { type: 'json' };
import he from './locales/he.json' with { type: 'json' };
import type { Saying } from './templates/template.ts';

export type MailVocabulary = Pick<typeof en, 'why' | 'leave' | 'page' | 'invitations' | 'claim'>;
export const VOCABULARY: Readonly<Record<Locale, MailVocabulary>> = { en, fa, he };

const POINTS: Readonly<Record<Locale, Readonly<Record<string, string>>>> = { en: en.points, fa: fa.points, he: he.points };

export const directionOf = (locale: Locale): 'ltr' | 'rtl' => (locale === 'en' ? 'ltr' : 'rtl');

export const fill = (text: string, values: Readonly<Record<string, string>>): string =>
  text.replaceAll(/\{(\w+)\}/gu, (whole, name: string) => values[name] ?? whole);

/** What the store calls its points, where it has a word of its own in this language. */
export type PointNames = Readonly<Partial<Record<Locale, { readonly one: string; readonly other: string }>>>;

export function sayingOf(locale: Locale, timeZone: string, names: PointNames): Saying {
  const numbers = new Intl.NumberFormat(locale);
  const plural = new Intl.PluralRules(locale);
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone });
  const own = names[locale];
  return {
    locale,
    points: (points) => {
      const n = numbers.format(points);
      const form = plural.select(points);
      if (own !== undefined) return `${n} ${form === 'one' ? own.one : own.other}`;
      return fill(POINTS[locale][form] ?? POINTS[locale]['other'] ?? '{n}', { n });
    },
    day: (at) => day.format(at),
  };
}
