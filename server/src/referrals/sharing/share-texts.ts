// The words that go with a shared link: the merchant's own where they wrote some in that language, else ours. Where nothing is promised to a friend, words
// that speak of a gift are left aside, whoever wrote them.
import type { Locale } from '../../contract/index.ts';
import type { ReferralSettings } from '../../contract/referrals.ts';
import { fill } from '../../mail/words.ts';
import en from './locales/en.json' with { type: 'json' };
import fa from './locales/fa.json' with { type: 'json' };
import he from './locales/he.json' with { type: 'json' };

/** Without names filled in: `{store}`, `{gift}` and `{url}` are placeholders. */
export interface ShareTexts {
  readonly title: string;
  readonly message: string;
  readonly subject: string;
}

export interface ShareValues {
  readonly store: string;
  /** In words of the language; null: nothing is promised. */
  readonly gift: string | null;
}

interface Ours {
  readonly gift: ShareTexts;
  readonly plain: ShareTexts;
}

const OURS: Readonly<Record<Locale, Ours>> = { en, fa, he };

/** What holds where the merchant wrote nothing. */
export const ourShareTexts = (locale: Locale): ShareTexts => OURS[locale].gift;

/** A name in another direction must not turn the sentence around it. */
const framed = (text: string, locale: Locale): string => (locale === 'en' ? text : `\u2068${text}\u2069`);

const speaksOfGift = (text: string): boolean => text.includes('{gift}');

/** Everything but `{url}`, which is not the same for every way of sharing. */
export function shareTexts({ texts }: Pick<ReferralSettings, 'texts'>, locale: Locale, { store, gift }: ShareValues): ShareTexts {
  const own = texts[locale];
  const ours = gift === null ? OURS[locale].plain : OURS[locale].gift;
  const values = { store: framed(store, locale), gift: framed(gift ?? '', locale) };
  const said = (part: keyof ShareTexts): string => {
    const text = own === undefined || (gift === null && speaksOfGift(own[part])) ? ours[part] : own[part];
    return fill(text, values);
  };
  return { title: said('title'), message: said('message'), subject: said('subject') };
}

/** With the address in it; a merchant who left it out wants it all the same. */
export function withUrl(message: string, url: string): string {
  return message.includes('{url}') ? message.replaceAll('{url}', () => url) : `${message}\n${url}`;
}

/** For ways that show the address beside the words. */
export function withoutUrl(message: string): string {
  return message.replaceAll('{url}', '').replaceAll(/[\s:：،,]+$/gu, '').trim(); // prettier-ignore
}
