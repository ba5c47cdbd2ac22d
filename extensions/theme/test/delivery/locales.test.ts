// @vitest-environment node
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

type Tree = { readonly [key: string]: string | Tree };
const extension = resolve(import.meta.dirname, '../..');
const read = (path: string) => JSON.parse(readFileSync(resolve(extension, path), 'utf8')) as Tree;

/** Every family of files that must say the same in each language. */
const FAMILIES = [
  { name: 'script', en: 'src/locales/en.json', fa: 'src/locales/fa.json', he: 'src/locales/he.json', placeholder: /\{(\w+)\}/g },
  { name: 'Liquid', en: 'locales/en.default.json', fa: 'locales/fa.json', he: 'locales/he.json', placeholder: /\{\{ (\w+) \}\}/g },
  {
    name: 'theme editor',
    en: 'locales/en.default.schema.json',
    fa: 'locales/fa.schema.json',
    he: 'locales/he.schema.json',
    placeholder: /\{(\w+)\}/g,
  },
] as const;
const FORMS = { en: ['one', 'other'], fa: ['one', 'other'], he: ['one', 'two', 'other'] } as const;
const SCRIPTS = { fa: /\p{Script=Arabic}/u, he: /\p{Script=Hebrew}/u } as const;

const isPlural = (value: string | Tree): value is Tree => typeof value === 'object' && typeof value['other'] === 'string';

/** Messages by their full key; a plural is one message with several forms. */
function messages(tree: Tree, prefix = ''): Map<string, string | Tree> {
  const found = new Map<string, string | Tree>();
  for (const [key, value] of Object.entries(tree)) {
    if (typeof value === 'string' || isPlural(value)) found.set(prefix + key, value);
    else for (const [inner, message] of messages(value, `${prefix}${key}.`)) found.set(inner, message);
  }
  return found;
}

const forms = (message: string | Tree): string[] => (typeof message === 'string' ? [message] : Object.values(message).map(String));
const names = (text: string, placeholder: RegExp) => [...text.matchAll(placeholder)].map(([, name]) => String(name)).toSorted();

describe.each(FAMILIES)('the words of the $name', (family) => {
  const english = messages(read(family.en));

  it.each(['fa', 'he'] as const)('say the same things in %s, with the same blanks', (language) => {
    const other = messages(read(family[language]));
    expect([...other.keys()]).toEqual([...english.keys()]);
    for (const [key, message] of other) {
      const wanted = names(forms(english.get(key) ?? '').at(-1) ?? '', family.placeholder);
      expect([key, names(forms(message).at(-1) ?? '', family.placeholder)]).toEqual([key, wanted]);
    }
  });

  it.each(['en', 'fa', 'he'] as const)('have every plural form of %s', (language) => {
    const plurals = [...messages(read(family[language])).values()].filter((message) => typeof message === 'object');
    for (const plural of plurals) expect(Object.keys(plural)).toEqual([...FORMS[language]]);
    expect([...new Intl.PluralRules(language).resolvedOptions().pluralCategories].toSorted()).toEqual([...FORMS[language]].toSorted());
  });

  it.each(['fa', 'he'] as const)('are written in the script of %s', (language) => {
    for (const [key, message] of messages(read(family[language]))) {
      if (key === 'panel.whyItem') continue; // "2 × Tea" has no word of its own.
      for (const form of forms(message)) expect([key, SCRIPTS[language].test(form)]).toEqual([key, true]);
    }
  });

  it('never shout at the reader', () => {
    for (const language of ['en', 'fa', 'he'] as const) expect(JSON.stringify(read(family[language]))).not.toContain('!');
  });

  it('spell Persian with its own letters, not the Arabic ones of an Arabic keyboard', () => {
    expect(JSON.stringify(read(family.fa))).not.toMatch(/[يكة]/);
  });
});
