// Which of the three languages a page gets, and how numbers and dates look in it.

export type LanguageTag = 'en' | 'fa' | 'he';

export interface Language {
  readonly tag: LanguageTag;
  /** What Intl gets: Persian digits and the Jalali calendar come with `fa-IR`. */
  readonly format: string;
  readonly dir: 'ltr' | 'rtl';
}

/** Reads a shop's locale ("fa", "fa-IR", "iw"); a language that is not written yet falls back to English. */
export function languageOf(locale: string): Language {
  const [base] = locale.toLowerCase().split('-');
  if (base === 'fa') return { tag: 'fa', format: 'fa-IR', dir: 'rtl' };
  // "iw" is what old Java systems, and some shops with them, call Hebrew.
  if (base === 'he' || base === 'iw') return { tag: 'he', format: 'he-IL', dir: 'rtl' };
  return { tag: 'en', format: base === 'en' && isKnown(locale) ? locale : 'en', dir: 'ltr' };
}

function isKnown(locale: string): boolean {
  try {
    return Intl.NumberFormat.supportedLocalesOf(locale).length > 0;
  } catch {
    return false;
  }
}
