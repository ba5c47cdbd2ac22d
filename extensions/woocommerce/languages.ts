// The plugin's words for translators: collects them from PHP and block.json into languages/*.pot and *.po (run this file),
// and makes of the translations what WordPress reads (buildLanguages, a part of the build).
import { mo, po, type GetTextTranslation, type GetTextTranslationRecord, type GetTextTranslations } from 'gettext-parser';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { argumentsOf, calledName, callsOf, type PhpFile, type PhpNode } from './reading/php.ts';
import { blockPaths, pluginFolder, readPlugin } from './reading/plugin.ts';
import { saidBy, TEXT_DOMAIN, translatorsComment, wordFunctions } from './reading/words.ts';

const folder = join(pluginFolder, 'languages');
export const potFile = join(folder, `${TEXT_DOMAIN}.pot`);
export const poFile = (locale: string): string => join(folder, `${TEXT_DOMAIN}-${locale}.po`);

/** Which languages come with the plugin, and how each counts. */
export const pluralForms: Readonly<Record<string, string>> = {
  fa_IR: 'nplurals=2; plural=n > 1;',
  he_IL: 'nplurals=2; plural=n != 1;',
};
export const locales = Object.keys(pluralForms);

export interface Words {
  msgctxt: string;
  msgid: string;
  msgid_plural?: string;
  /** Where they stand: a file, without a line, so that a moved line changes nothing. */
  references: string[];
  /** For translators. */
  comments: string[];
}

const keyOf = (words: Pick<Words, 'msgctxt' | 'msgid'>): string => `${words.msgctxt}\u0004${words.msgid}`;

function wordsOfCall(file: PhpFile, call: PhpNode): Words[] {
  const shape = wordFunctions[calledName(call)];
  if (shape === undefined) return [];
  const given = argumentsOf(call);
  const [msgid = '', plural] = shape.words.map((at) => saidBy(given[at]));
  const said = translatorsComment(file, call);
  const msgctxt = shape.context === undefined ? '' : saidBy(given[shape.context]);
  return [
    {
      msgctxt,
      msgid,
      ...(plural === undefined ? {} : { msgid_plural: plural }),
      references: [file.path],
      comments: said === null ? [] : [said],
    },
  ];
}

/** What WordPress shows of the plugin itself in its list. */
function wordsOfHeader(file: PhpFile): Words[] {
  return ['Plugin Name', 'Description', 'Author'].flatMap((field) => {
    const found = new RegExp(`^ \\* ${field}: +(.+)$`, 'mu').exec(file.text);
    return found === null
      ? []
      : [{ msgctxt: '', msgid: (found[1] ?? '').trim(), references: [file.path], comments: [`${field} of the plugin`] }];
  });
}

interface Block {
  title?: string;
  description?: string;
  keywords?: string[];
}

/** With the contexts under which WordPress asks for them. */
function wordsOfBlock(path: string): Words[] {
  const { title, description, keywords = [] } = JSON.parse(readFileSync(join(pluginFolder, path), 'utf8')) as Block;
  const words = (msgctxt: string, msgid: string | undefined): Words[] =>
    msgid === undefined ? [] : [{ msgctxt, msgid, references: [path], comments: [] }];
  return [
    ...words('block title', title),
    ...words('block description', description),
    ...keywords.flatMap((keyword) => words('block keyword', keyword)),
  ];
}

function merged(all: readonly Words[]): Words[] {
  const found = new Map<string, Words>();
  for (const words of all) {
    const before = found.get(keyOf(words));
    const references = [...new Set([...(before?.references ?? []), ...words.references])];
    const comments = [...new Set([...(before?.comments ?? []), ...words.comments])];
    found.set(keyOf(words), { ...words, ...before, references, comments });
  }
  return [...found.values()];
}

/** All words of the plugin, in the order of its files. */
export function collectWords(): Words[] {
  const { files } = readPlugin();
  const header = files.filter(({ path }) => path === `${TEXT_DOMAIN}.php`).flatMap(wordsOfHeader);
  const calls = files.flatMap((file) => callsOf(file).flatMap((call) => wordsOfCall(file, call)));
  return merged([...header, ...calls, ...blockPaths().flatMap(wordsOfBlock)]);
}

/** Empty: there are none, said by nobody yet. */
type Translate = (words: Words) => string[] | undefined;

function tableOf(words: readonly Words[], headers: Record<string, string>, translate: Translate): GetTextTranslations {
  const translations: GetTextTranslationRecord = {};
  for (const one of words) {
    const { msgctxt, msgid, msgid_plural, references, comments } = one;
    const msgstr = translate(one) ?? (msgid_plural === undefined ? [''] : ['', '']);
    const entry: GetTextTranslation = {
      ...(msgctxt === '' ? {} : { msgctxt }),
      msgid,
      ...(msgid_plural === undefined ? {} : { msgid_plural }),
      msgstr,
      comments: {
        reference: references.join('\n'),
        ...(comments.length === 0 ? {} : { extracted: `translators: ${comments.join('\n')}` }),
        ...(/%(?:\d+\$)?[sd]/.test(msgid) ? { flag: 'php-format' } : {}),
      },
    };
    (translations[msgctxt] ??= {})[msgid] = entry;
  }
  return { charset: 'utf-8', headers, translations };
}

const headersOf = (language: string, plurals: string): Record<string, string> => ({
  'Project-Id-Version': 'Lasting',
  'MIME-Version': '1.0',
  'Content-Type': 'text/plain; charset=utf-8',
  'Content-Transfer-Encoding': '8bit',
  ...(language === '' ? {} : { Language: language }),
  'Plural-Forms': plurals,
  'X-Domain': TEXT_DOMAIN,
});

const written = (table: GetTextTranslations): Buffer => Buffer.concat([po.compile(table, { foldLength: 0 }), Buffer.from('\n')]);

export const potOf = (words: readonly Words[]): Buffer =>
  written(tableOf(words, headersOf('', 'nplurals=INTEGER; plural=EXPRESSION;'), () => undefined));

/** What was said in a language so far, by context and words. */
export async function translationsOf(locale: string): Promise<Map<string, GetTextTranslation>> {
  const file = poFile(locale);
  if (!existsSync(file)) return new Map();
  const table = po.parse(await readFile(file));
  const all = Object.values(table.translations).flatMap((byId) => Object.values(byId));
  return new Map(
    all.filter(({ msgid }) => msgid !== '').map((entry) => [keyOf({ msgctxt: entry.msgctxt ?? '', msgid: entry.msgid }), entry]),
  );
}

/** The file of a language with all words of now: what was translated stays, what nobody says any more goes. */
async function poOf(locale: string, words: readonly Words[]): Promise<Buffer> {
  const before = await translationsOf(locale);
  return written(tableOf(words, headersOf(locale, pluralForms[locale] ?? ''), (one) => before.get(keyOf(one))?.msgstr));
}

/** The translations as WordPress reads them. */
export async function buildLanguages(into: string): Promise<void> {
  await mkdir(into, { recursive: true });
  for (const locale of locales) {
    const table = po.parse(await readFile(poFile(locale)));
    await writeFile(join(into, `${TEXT_DOMAIN}-${locale}.mo`), mo.compile(table));
  }
}

async function update(): Promise<void> {
  const words = collectWords();
  await mkdir(folder, { recursive: true });
  await writeFile(potFile, potOf(words));
  for (const locale of locales) await writeFile(poFile(locale), await poOf(locale, words));
}

if (import.meta.main) await update();
