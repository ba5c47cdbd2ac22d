// One chunk per language, so that nobody loads the other two.
import type { Locale } from '#contract/index.ts';
import type { Messages } from './words.ts';

const LOADERS: Record<Locale, () => Promise<{ default: Messages }>> = {
  en: () => import('./en.json'),
  fa: () => import('./fa.json'),
  he: () => import('./he.json'),
};

export async function loadMessages(locale: Locale): Promise<Messages> {
  return (await LOADERS[locale]()).default;
}
