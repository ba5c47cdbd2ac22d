// What this page says: the words of the same page on Shopify, and what only a WooCommerce shop says.
import type { WordsApi } from '../../../shared/src/voice.ts';
import { languageOf } from '../../../theme/src/language/language.ts';
import en from '../../../thank-you/locales/en.default.json' with { type: 'json' };
import fa from '../../../thank-you/locales/fa.json' with { type: 'json' };
import he from '../../../thank-you/locales/he.json' with { type: 'json' };
import ownEn from './words/en.json' with { type: 'json' };
import ownFa from './words/fa.json' with { type: 'json' };
import ownHe from './words/he.json' with { type: 'json' };

export type OwnWords = typeof ownEn;

interface Tree {
  readonly [name: string]: string | Tree;
}
const SHARED: Readonly<Record<'en' | 'fa' | 'he', Tree>> = { en, fa, he };
const OWN: Readonly<Record<'en' | 'fa' | 'he', OwnWords>> = { en: ownEn, fa: ownFa, he: ownHe };

export const ownWords = (locale: string): OwnWords => OWN[languageOf(locale).tag];

/** Finds and fills a sentence as Shopify's own `translate` does: `count` chooses the plural form, `{{name}}` is replaced. */
export function wordsOf(locale: string): WordsApi {
  const { tag, format } = languageOf(locale);
  const plural = new Intl.PluralRules(format);
  return {
    translate(key, options = {}) {
      let found: string | Tree | undefined = SHARED[tag];
      for (const part of key.split('.')) found = typeof found === 'object' ? found[part] : undefined;
      const { count } = options;
      if (typeof found === 'object') found = typeof count === 'number' ? (found[plural.select(count)] ?? found['other']) : undefined;
      if (typeof found !== 'string') return key;
      return found.replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => String(options[name] ?? ''));
    },
  };
}
