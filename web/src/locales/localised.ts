// A text that the merchant wrote in the languages of the shop.
import type { Locale } from '#contract/index.ts';

export type LocalisedText = { readonly [L in Locale]?: string | undefined };

export const LOCALES = ['en', 'fa', 'he'] as const satisfies readonly Locale[];

/** In the reader's language, or in whichever there is. */
export function textIn(locale: Locale, text: LocalisedText): string {
  return [locale, ...LOCALES].map((known) => text[known]?.trim() ?? '').find((found) => found !== '') ?? '';
}
