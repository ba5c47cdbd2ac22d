// Where a browser goes to pass a link on, for each way that is an address. Every address says by which way the link came. Sources of the shapes: RFC 6068
// (mailto), RFC 5724 (sms), and what each network documents for links without its own script.
import type { ShareChannel } from '../referral.ts';
import { withoutUrl, withUrl, type ShareTexts } from './share-texts.ts';

/** The name in links under which a page is told by which way somebody came. */
export const CHANNEL_FIELD = 'c';

export function linkBy(url: string, channel: ShareChannel): string {
  const link = new URL(url);
  link.searchParams.set(CHANNEL_FIELD, channel);
  return link.href;
}

/** Not URLSearchParams: its "+" for a space is shown as it is by programs for mail and messages. */
const query = (fields: Readonly<Record<string, string>>): string =>
  Object.entries(fields).map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&'); // prettier-ignore

type Make = (texts: ShareTexts, link: string) => string;

/** A break in a subject would begin another header. */
const oneLine = (text: string): string => text.replaceAll(/\p{Cc}+/gu, ' ');
/** Lines of a mail end with both characters. */
const mailLines = (text: string): string => text.replaceAll(/\r?\n/gu, '\r\n');

const MAKE = {
  whatsapp: ({ message }, link) => `https://wa.me/?${query({ text: withUrl(message, link) })}`,
  telegram: ({ message }, link) => `https://t.me/share/url?${query({ url: link, text: withoutUrl(message) })}`,
  email: ({ subject, message }, link) => `mailto:?${query({ subject: oneLine(subject), body: mailLines(withUrl(message, link)) })}`,
  x: ({ message }, link) => `https://x.com/intent/post?${query({ text: withoutUrl(message), url: link })}`,
  facebook: (_, link) => `https://www.facebook.com/sharer/sharer.php?${query({ u: link })}`,
  // The separator that telephones of both kinds understand.
  sms: ({ message }, link) => `sms:?&${query({ body: withUrl(message, link) })}`,
} as const satisfies Partial<Record<ShareChannel, Make>>;

export type AddressedChannel = keyof typeof MAKE;

const CHANNELS = Object.keys(MAKE) as AddressedChannel[];

export function shareUrls(texts: ShareTexts, url: string): Record<AddressedChannel, string> {
  return Object.fromEntries(CHANNELS.map((channel) => [channel, MAKE[channel](texts, linkBy(url, channel))])) as Record<AddressedChannel, string>; // prettier-ignore
}
