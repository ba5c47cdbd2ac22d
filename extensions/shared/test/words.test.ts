// @vitest-environment node
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { wordsOf, type Language } from './surface.ts';

type Tree = { readonly [key: string]: string | Tree };
const extensions = resolve(import.meta.dirname, '../..');
const FOLDERS = ['checkout', 'thank-you', 'account', 'friends'] as const;
const LANGUAGES = ['en', 'fa', 'he'] as const;
const FORMS = { en: ['one', 'other'], fa: ['one', 'other'], he: ['one', 'two', 'other'] } as const;

const panelWords = (language: Language) =>
  (JSON.parse(readFileSync(join(extensions, 'theme/src/locales', `${language}.json`), 'utf8')) as Record<string, Tree>)['panel'] ?? {};
const isPlural = (value: string | Tree): value is Tree => typeof value === 'object' && typeof value['other'] === 'string';

function messages(tree: Tree, prefix = ''): Map<string, string | Tree> {
  const found = new Map<string, string | Tree>();
  for (const [key, value] of Object.entries(tree)) {
    if (typeof value === 'string' || isPlural(value)) found.set(prefix + key, value);
    else for (const [inner, message] of messages(value, `${prefix}${key}.`)) found.set(inner, message);
  }
  return found;
}

/** The panel fills `{name}`, Shopify `{{name}}`; a number is handed over as text, so that its digits are the reader's. */
const asShopifySays = (message: string | Tree): string | Tree =>
  typeof message === 'string'
    ? message.replaceAll(/\{(\w+)\}/g, (_, name: string) => `{{${name === 'count' ? 'number' : name}}}`)
    : Object.fromEntries(Object.entries(message).map(([form, text]) => [form, asShopifySays(text)]));
const forms = (message: string | Tree): string[] => (typeof message === 'string' ? [message] : Object.values(message).map(String));
const blanks = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => String(name)).toSorted();

describe.each(FOLDERS)('the words of %s', (folder) => {
  const english = messages(wordsOf(folder, 'en'));

  it.each(LANGUAGES)('say in %s what the panel in the shop says, where both say the same', (language) => {
    const panel = messages(panelWords(language));
    const shared = [...messages((wordsOf(folder, language)['panel'] ?? {}) as Tree)];
    expect(shared.length).toBeGreaterThan(5);
    for (const [key, message] of shared) expect([key, message]).toEqual([key, asShopifySays(panel.get(key) ?? '')]);
  });

  it.each(['fa', 'he'] as const)('say the same things in %s, with the same blanks', (language) => {
    const other = messages(wordsOf(folder, language));
    expect([...other.keys()]).toEqual([...english.keys()]);
    for (const [key, message] of other)
      expect([key, blanks(forms(message).at(-1) ?? '')]).toEqual([key, blanks(forms(english.get(key) ?? '').at(-1) ?? '')]);
  });

  it.each(LANGUAGES)('have every plural form of %s, and leave the number to its own blank', (language) => {
    for (const message of messages(wordsOf(folder, language)).values()) {
      if (typeof message === 'object') expect(Object.keys(message)).toEqual([...FORMS[language]]);
      for (const form of forms(message)) expect(form).not.toMatch(/\{\{count\}\}|(?<!\{)\{\w+\}(?!\})|!/);
    }
  });

  it('spell Persian with its own letters, not the Arabic ones of an Arabic keyboard', () => {
    expect(JSON.stringify(wordsOf(folder, 'fa'))).not.toMatch(/[يكة]/);
  });
});

describe('words that several extensions say', () => {
  it.each(LANGUAGES)('are the same in each of them in %s', (language) => {
    const told = new Map<string, unknown>();
    for (const folder of FOLDERS)
      for (const [key, message] of messages(wordsOf(folder, language))) {
        if (/^(name|description)/.test(key)) continue;
        expect([folder, key, message]).toEqual([folder, key, told.get(key) ?? message]);
        told.set(key, message);
      }
  });
});

describe('the account', () => {
  it.each(LANGUAGES)('has in %s every line of the history that the panel in the shop has', (language) => {
    const told = (key: string) => /^(kind|rewardKind|back)\./.test(key);
    const account = messages((wordsOf('account', language)['panel'] ?? {}) as Tree);
    expect([...messages(panelWords(language)).keys()].filter(told).filter((key) => !account.has(key))).toEqual([]);
  });
});
