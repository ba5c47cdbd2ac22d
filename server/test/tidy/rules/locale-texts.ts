import { z } from 'zod';
import { type Problem, type SourceFile, type TreeRule } from '../rule.ts';

/** Every `locales/` and `words/` folder speaks English, Persian and Hebrew, about the same things and in the right letters. */
const languages = ['fa', 'he'] as const;
const letters = { fa: /\p{Script=Arabic}/u, he: /\p{Script=Hebrew}/u };
const names =
  /\b(?:Lasting|Shopify|WooCommerce|WordPress|Google|Apple|Wallet|Klaviyo|Stripe|POS|API|URL|CSV|JSON|HTML|CSS|ID|QR|SMS|UTC|SKU|VIP|GB|MB|KB|px|ms)s?\b/g;
const notWords = /\{\{[^}]*\}\}|\{[^}]*\}|<[^>]+>|https?:\/\/\S+|\S+@\S+|&[a-z]+;/g;
/** Languages count differently (Hebrew has a dual), so the forms of one plural are one text. */
const pluralForm = /([._])(?:zero|one|two|few|many|other)$/;

const tree: z.ZodType<Tree> = z.lazy(() => z.record(z.string(), z.union([z.string(), tree])));
interface Tree {
  [key: string]: string | Tree;
}

function flatten(texts: Tree, prefix = ''): [string, string][] {
  return Object.entries(texts).flatMap(([key, value]) =>
    typeof value === 'string' ? [[`${prefix}${key}`, value] as [string, string]] : flatten(value, `${prefix}${key}.`),
  );
}

function read({ text }: SourceFile): Map<string, string> {
  // Shopify allows comments in its locale files.
  const plain = text.replace(/^\s*\/\*[\s\S]*?\*\//, '');
  return new Map(flatten(tree.parse(JSON.parse(plain))));
}

const lineOf = ({ text }: SourceFile, key: string): number => {
  const at = text.indexOf(`"${key.slice(key.lastIndexOf('.') + 1)}"`);
  return at < 0 ? 1 : text.slice(0, at).split('\n').length;
};

const subject = (key: string): string => key.replace(pluralForm, '$1*');
const isForeign = (value: string, language: 'fa' | 'he'): boolean =>
  /\p{L}/u.test(value.replace(notWords, '').replace(names, '')) && !letters[language].test(value);

function compare(english: SourceFile, other: SourceFile, language: 'fa' | 'he'): Problem[] {
  const [here, there] = [read(english), read(other)];
  const [subjectsHere, subjectsThere] = [new Set([...here.keys()].map(subject)), new Set([...there.keys()].map(subject))];
  const missing = [...subjectsHere]
    .filter((key) => !subjectsThere.has(key))
    .map((key) => ({ path: other.path, line: 1, message: `"${key}" is missing` }));
  const extra = [...there.keys()]
    .filter((key) => !subjectsHere.has(subject(key)))
    .map((key) => ({ path: other.path, line: lineOf(other, key), message: `"${key}" is not in English` }));
  const foreign = [...there]
    .filter(([, value]) => isForeign(value, language))
    .map(([key, value]) => ({ path: other.path, line: lineOf(other, key), message: `"${key}" is not translated: ${value}` }));
  return [...missing, ...extra, ...foreign];
}

const pair = (en: string, fa: string, he: string): SourceFile[] => [
  { path: 'web/src/locales/en.json', text: en },
  { path: 'web/src/locales/fa.json', text: fa },
  { path: 'web/src/locales/he.json', text: he },
];

export const localeTexts: TreeRule = {
  name: 'every text is there in English, Persian and Hebrew',
  checkTree: (files) => {
    const byPath = new Map(files.map((file) => [file.path, file]));
    const english = files.filter(({ path }) => /(^|\/)(?:locales|words)\/en(\.[a-z.]+)?\.json$/.test(path));
    return english.flatMap((file) =>
      languages.flatMap((language) => {
        const path = file.path.replace(/\/en(?:\.default)?(\.schema)?\.json$/, `/${language}$1.json`);
        const other = byPath.get(path);
        return other ? compare(file, other, language) : [{ path, line: 1, message: 'this language is missing' }];
      }),
    );
  },
  samples: {
    bad: [
      pair('{"a":"Points"}', '{}', '{"a":"נקודות"}'),
      pair('{"a":"Points"}', '{"a":"Points"}', '{"a":"נקודות"}'),
      pair('{"a":"Points"}', '{"a":"امتیاز"}', '{"a":"امتیاز"}'),
      pair('{"a":"Points"}', '{"a":"امتیاز","b":"تازه"}', '{"a":"נקודות"}'),
      [{ path: 'extensions/theme/locales/en.default.json', text: '{}' }],
      [{ path: 'extensions/woocommerce/src/words/en.json', text: '{}' }],
    ],
    good: [
      pair(
        '{"a":{"b":"Points"},"c":"Lasting {n} %"}',
        '{"a":{"b":"امتیاز"},"c":"Lasting {n} ٪"}',
        '{"a":{"b":"נקודות"},"c":"Lasting {n} %"}',
      ),
      pair('{"p.one":"# point","p.other":"# points"}', '{"p.other":"# امتیاز"}', '{"p.one":"נקודה","p.two":"נקודות","p.other":"נקודות"}'),
    ],
  },
};
