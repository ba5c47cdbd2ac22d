// A text that the merchant wrote in the languages of the shop.
import type { Locale } from '#contract/index.ts';

export type LocalisedText = { readonly [L in Locale]?: string };

export const LOCALES = ['en', 'fa', 'he'] as const satisfies readonly Locale[];

/** In the reader's language, or in whichever there is. */
export function textIn(locale: Locale, text: Readonly<Record<string, unknown>>): string {
  const found = [locale, ...LOCALES].map((known) => text[known]);
  return found.find((one): one is string => typeof one === 'string' && one.trim() !== '')?.trim() ?? '';
}
