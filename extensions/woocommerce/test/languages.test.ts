// @vitest-environment node
import { mo, po, type GetTextTranslation } from 'gettext-parser';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildLanguages, collectWords, locales, poFile, potFile, potOf, translationsOf } from '../languages.ts';
import { placeholdersOf, TEXT_DOMAIN } from '../reading/words.ts';

const scripts: Readonly<Record<string, RegExp>> = { fa_IR: /\p{Script=Arabic}/u, he_IL: /\p{Script=Hebrew}/u };
/** What is called the same in every language. */
const names = new Set(['Lasting']);

const said = ({ msgctxt, msgid }: GetTextTranslation): string => (msgctxt === undefined ? msgid : `${msgctxt}: ${msgid}`);

/** What is filled in: by PHP, and by scripts. */
const holesOf = (text: string): string[] => [...placeholdersOf(text), ...[...text.matchAll(/\{\w+\}/g)].map(([hole]) => hole).toSorted()];

/** The letters of another language's keyboard that look the same and are not found by a search. */
const arabicLetters = /[يكة]/u;
const latinDigitsInPersian = /[0-9](?!\$)/u;

function faultsOf(locale: string, entry: GetTextTranslation): string[] {
  const wanted = [entry.msgid, entry.msgid_plural ?? entry.msgid];
  const forms = entry.msgid_plural === undefined ? 1 : 2;
  const faults: string[] = [];
  if (entry.msgstr.length !== forms || entry.msgstr.some((text) => text.trim() === '')) faults.push('is not translated');
  for (const text of entry.msgstr.filter((one) => one !== '')) {
    if (!names.has(entry.msgid) && scripts[locale]?.test(text) !== true) faults.push(`is not in its script: ${text}`);
    if (!wanted.some((original) => holesOf(original).join() === holesOf(text).join())) faults.push(`has other placeholders: ${text}`);
    if (locale === 'fa_IR' && arabicLetters.test(text)) faults.push(`has Arabic letters: ${text}`);
    if (locale === 'fa_IR' && latinDigitsInPersian.test(text.replace(/%\d\$s/g, ''))) faults.push(`has Latin digits: ${text}`);
    if (/[.!?]$/.test(entry.msgid) !== /[.!?؟]$/u.test(text)) faults.push(`ends otherwise: ${text}`);
  }
  return faults.map((fault) => `${locale} "${said(entry)}" ${fault}`);
}

describe.each(locales)('the words of the plugin in %s', (locale) => {
  test('are all there, in their own script, with what is filled in', async () => {
    const entries = [...(await translationsOf(locale)).values()];
    expect(entries.length).toBeGreaterThan(30);
    expect(entries.flatMap((entry) => faultsOf(locale, entry)).join('\n')).toBe('');
  });
});

describe('the collected words', () => {
  const howTo = 'run: npx node extensions/woocommerce/languages.ts, and translate what is new';

  test('are those of the code as it is now', async () => {
    expect(await readFile(potFile, 'utf8'), howTo).toBe(potOf(collectWords()).toString());
  });

  test.each(locales)('are the same in the file of %s', async (locale) => {
    const wanted = collectWords().map(({ msgctxt, msgid }) => `${msgctxt}|${msgid}`);
    const there = [...(await translationsOf(locale)).values()].map(({ msgctxt = '', msgid }) => `${msgctxt}|${msgid}`);
    expect(there.toSorted(), howTo).toEqual(wanted.toSorted());
  });

  test('have those of PHP with what is said to translators, and those of the plugin itself', () => {
    const words = collectWords();
    const { comments, references } = words.find(({ msgid }) => msgid === 'Connected to %s') ?? { comments: [], references: [] };
    expect(comments).toEqual(['%s: address of the server.']);
    expect(references).toEqual(['includes/class-lasting-admin-forms.php']);
    expect(words.filter(({ msgid }) => msgid === 'Lasting')).toHaveLength(1);
    expect(words.map(({ msgid }) => msgid)).toContain('Lasting - Points, Rewards and Referrals for WooCommerce');
  });

  test('say what is missing and what is wrong', () => {
    const entry = (msgid: string, msgstr: string[]): GetTextTranslation => ({ msgid, msgstr });
    expect(faultsOf('fa_IR', entry('Connect', ['']))).toEqual(['fa_IR "Connect" is not translated']);
    expect(faultsOf('he_IL', entry('Connect', ['Connect']))).toHaveLength(1);
    expect(faultsOf('fa_IR', entry('%s points', ['امتیاز']))).toHaveLength(1);
    expect(faultsOf('he_IL', entry('Earn {points}', ['לקבל {pionts}']))).toHaveLength(1);
    expect(faultsOf('fa_IR', entry('Customer', ['مشتري']))).toHaveLength(1);
    expect(faultsOf('fa_IR', entry('5 points', ['5 امتیاز']))).toHaveLength(1);
    expect(faultsOf('he_IL', entry('Done.', ['בוצע']))).toHaveLength(1);
  });
});

describe('what WordPress reads', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'lasting-languages-'));
    await buildLanguages(folder);
  });
  afterAll(() => rm(folder, { recursive: true }));

  test.each(locales)('has every translation of %s, and says how that language counts', async (locale) => {
    const built = mo.parse(await readFile(join(folder, `${TEXT_DOMAIN}-${locale}.mo`)));
    const source = po.parse(await readFile(poFile(locale)));
    expect(built.headers['Plural-Forms']).toBe(source.headers['Plural-Forms']);
    const plain = (table: typeof built): [string, string[]][] =>
      Object.values(table.translations).flatMap((byId) =>
        Object.values(byId).map((entry): [string, string[]] => [said(entry), entry.msgstr]),
      );
    const sorted = (table: typeof built): [string, string[]][] =>
      plain(table)
        .filter(([id, texts]) => id !== '' && texts.every((text) => text !== ''))
        .toSorted(([a], [b]) => (a < b ? -1 : 1));
    expect(sorted(built)).toEqual(sorted(source));
  });
});
