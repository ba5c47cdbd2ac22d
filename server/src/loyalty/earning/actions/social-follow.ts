import { z } from 'zod';
import { actionKind } from './action.ts';

/** A tap on a link is all that anybody can know of it. */
export const socialFollow = actionKind({
  kind: 'social-follow',
  params: { network: z.string().trim().min(1).max(40), url: z.url().max(500) },
  sentence: {
    en: 'Following the shop on {network} gives {points, plural, one {# point} other {# points}}',
    fa: 'با دنبال کردن فروشگاه در {network} ‏{points} امتیاز داده می‌شود',
    he: '{points, plural, one {נקודה אחת} two {שתי נקודות} other {# נקודות}} על מעקב אחרי החנות ב־{network}',
  },
  shopper: {
    en: '{points} for following the shop on {network}',
    fa: '{points} برای دنبال کردن فروشگاه در {network}',
    he: '{points} על מעקב אחרי החנות ב־{network}',
  },
  verified: 'weakly',
  once: 'lifetime',
});
