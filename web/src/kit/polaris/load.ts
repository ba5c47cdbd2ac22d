// Polaris' sheets and sentences for one language. Polaris has no Persian and no Hebrew of its own; ours are beside this file.
import '@shopify/polaris/build/esm/styles.css';
import './tokens.css';
import '../plain/sheets.ts';
import type { KitMessages } from '../props.ts';

type Language = 'en' | 'fa' | 'he';

const LOADERS: Record<Language, () => Promise<{ default: KitMessages }>> = {
  en: () => import('@shopify/polaris/locales/en.json'),
  fa: () => import('./locales/fa.json'),
  he: () => import('./locales/he.json'),
};

/** Also loads the mirrored rules where they are needed: before the first render, so that nothing jumps. */
export async function loadKit(language: Language): Promise<KitMessages> {
  const [messages] = await Promise.all([LOADERS[language](), language === 'en' ? null : import('virtual:polaris-rtl.css')]);
  return messages.default;
}
