// The ways to send a link that are addresses, in the order in which they are shown.
import type { OwnReferrals, ShareChannel } from '../member/answers.ts';

const WAYS = ['whatsapp', 'telegram', 'sms', 'email', 'x', 'facebook'] as const satisfies readonly ShareChannel[];
/** The server names them; what is no way to send something is not followed all the same. */
const SAFE = /^(https:|mailto:|sms:|tg:)/;

export function sendingWays(urls: OwnReferrals['shareUrls']): { readonly way: (typeof WAYS)[number]; readonly href: string }[] {
  return WAYS.flatMap((way) => {
    const href = urls[way];
    return href === undefined || !SAFE.test(href) ? [] : [{ way, href }];
  });
}
