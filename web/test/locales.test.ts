import { describe, expect, it } from 'vitest';
import polarisEnglish from '@shopify/polaris/locales/en.json';
import polarisPersian from '../src/kit/polaris/locales/fa.json';
import polarisHebrew from '../src/kit/polaris/locales/he.json';
import english from '../src/locales/en.json';
import persian from '../src/locales/fa.json';
import hebrew from '../src/locales/he.json';
import { parseMessage, type Part } from '../src/locales/message.ts';
import { wordsIn } from './render-app.tsx';

const OURS = { fa: persian, he: hebrew } as const;
const POLARIS = { fa: polarisPersian, he: polarisHebrew } as const;
const SCRIPT = { fa: /\p{Script=Arabic}/u, he: /\p{Script=Hebrew}/u } as const;
const FOREIGN = { fa: /[\u064A\u0643]|[\u0660-\u0669]|\p{Script=Hebrew}/u, he: /\p{Script=Arabic}/u } as const;
/** Codes, signs and names that are the same in every language. */
const LATIN_ONLY = new Set(['unit.percent', 'Polaris.Autocomplete.ellipsis', 'Polaris.Badge.progressAndTone']);

function placeholders(parts: readonly Part[]): string[] {
  const names = parts.flatMap((part) => {
    if (part.kind === 'text') return [];
    return part.kind === 'value' ? [part.name] : [part.name, ...[...part.forms.values()].flatMap(placeholders)];
  });
  return [...new Set(names)].toSorted();
}

function forms(parts: readonly Part[]): string[] {
  return parts.flatMap((part) => (part.kind === 'plural' ? [...part.forms.keys(), ...[...part.forms.values()].flatMap(forms)] : []));
}

function flat(value: unknown, path = ''): Record<string, string> {
  if (typeof value === 'string') return { [path]: value };
  if (typeof value !== 'object' || value === null) return {};
  const leaves = Object.entries(value).flatMap(([key, inner]) => Object.entries(flat(inner, path === '' ? key : `${path}.${key}`)));
  return Object.fromEntries(leaves);
}

describe.each(['fa', 'he'] as const)('the words in %s', (locale) => {
  const mine: Record<string, string> = OURS[locale];

  it('has exactly the English keys', () => {
    expect(Object.keys(mine).toSorted()).toEqual(Object.keys(english).toSorted());
  });

  it('uses the same values in every sentence', () => {
    for (const [key, text] of Object.entries(english)) {
      expect([key, ...placeholders(parseMessage(mine[key] ?? ''))]).toEqual([key, ...placeholders(parseMessage(text))]);
    }
  });

  it('uses only plural forms that the language has', () => {
    const known = new Set([...new Intl.PluralRules(locale).resolvedOptions().pluralCategories, '=0']);
    for (const [key, text] of Object.entries(mine))
      expect([key, forms(parseMessage(text)).filter((form) => !known.has(form))]).toEqual([key, []]);
  });

  it('is written in its own script and no other’s letters', () => {
    for (const [key, text] of Object.entries({ ...mine, ...flat(POLARIS[locale]) })) {
      expect([key, LATIN_ONLY.has(key) || text.startsWith('{') || SCRIPT[locale].test(text)]).toEqual([key, true]);
      expect([key, FOREIGN[locale].test(text)]).toEqual([key, false]);
    }
  });

  it('translates all of Polaris’ own sentences with the same values', () => {
    const theirs = flat(polarisEnglish);
    const translated = flat(POLARIS[locale]);
    expect(Object.keys(translated).toSorted()).toEqual(Object.keys(theirs).toSorted());
    const names = (text: string): string[] => [...new Set(text.match(/\{\w+\}/gu))].toSorted();
    for (const [key, text] of Object.entries(theirs)) expect([key, names(translated[key] ?? '')]).toEqual([key, names(text)]);
  });
});

/** A button's own words, and the longer name that says on what it acts: whoever speaks to the page says what they see. */
const LONGER = [
  ['field.remove-one', 'field.remove'],
  ['field.remove-one', 'field.remove-nth'],
  ['field.add', 'field.add-to'],
  ['entry.up', 'entry.up-label'],
  ['entry.open', 'entry.open-label'],
  ['entry.close', 'entry.close-label'],
  ['versions.open', 'versions.open-label'],
  ['audit.open', 'audit.open-label'],
  ['inbox.more', 'inbox.more-label'],
  ['inbox.replay', 'inbox.replay-label'],
  ['why.open', 'why.open-label'],
  ['mail.words', 'mail.words-label'],
  ['mail.reset', 'mail.reset-label'],
  ['mail.by-day', 'mail.by-day-label'],
  ['review.open', 'review.open-label'],
  ['referrals.see-friends', 'referrals.see-friends-of'],
] as const;

describe.each(['en', 'fa', 'he'] as const)('the names of buttons in %s', (locale) => {
  it.each(LONGER)('%s is part of %s', (shown, longer) => {
    const { say } = wordsIn(locale);
    const values = { tag: 'x', label: 'x', nth: 1, name: 'x', version: 1, what: 'x', at: 'x', topic: 'x', language: 'x' };
    expect(say(longer, values)).toContain(say(shown));
  });
});

describe('saying a message', () => {
  it('chooses the plural form of the language', () => {
    const { say } = wordsIn('en');
    expect([say('count.points', { count: 1 }), say('count.points', { count: 1200 })]).toEqual(['1 point', '1,200 points']);
    expect(wordsIn('he').say('count.points', { count: 1 })).toBe('נקודה אחת');
  });

  it('writes Persian digits and isolates them', () => {
    expect(wordsIn('fa').say('count.points', { count: 1240 })).toBe('\u2068۱٬۲۴۰\u2069 امتیاز');
  });

  it('isolates a name of another direction in an English sentence, and leaves others alone', () => {
    const { say } = wordsIn('en');
    expect(say('adjust.title', { name: 'سارا' })).toBe('Adjust the points of \u2068سارا\u2069');
    expect(say('adjust.title', { name: 'Mira' })).toBe('Adjust the points of Mira');
  });

  it('dates a moment by the Jalali calendar in Persian, in the store’s time zone', () => {
    expect(wordsIn('fa').formats.date('2026-11-20T23:30:00.000Z')).toContain('۳۰');
    expect(wordsIn('en').formats.date('2026-11-20T23:30:00.000Z')).toBe('Nov 21, 2026');
  });

  it('prints money with the decimals that its minor units have', () => {
    expect(wordsIn('en').formats.money({ amountMinor: 1250, currency: 'EUR' })).toBe('€12.50');
    expect(wordsIn('en').formats.money({ amountMinor: 1250, currency: 'JPY' })).toBe('¥1,250');
    expect(wordsIn('fa').formats.money({ amountMinor: 12_000, currency: 'IRT' })).toBe('۱۲٬۰۰۰ تومان');
  });

  it('says what is wrong with a message whose braces do not match', () => {
    expect(() => parseMessage('{count, plural, one {#}')).toThrow('brace');
    expect(() => parseMessage('a }')).toThrow('brace');
    expect(() => parseMessage('{count, plural, one {#}}')).toThrow('other');
  });
});
