import { z } from 'zod';
import { actionKind } from './action.ts';

/** A tap on a link is all that anybody can know of it. */
export const socialShare = actionKind({
  kind: 'social-share',
  params: { network: z.string().trim().min(1).max(40), url: z.url().max(500) },
  sentence: {
    en: 'Sharing the shop on {network} gives {points, plural, one {# point} other {# points}}',
    fa: 'با به اشتراک گذاشتن فروشگاه در {network} ‏{points} امتیاز داده می‌شود',
    he: '{points, plural, one {נקודה אחת} two {שתי נקודות} other {# נקודות}} על שיתוף החנות ב־{network}',
  },
  shopper: {
    en: '{points} for sharing the shop on {network}',
    fa: '{points} برای به اشتراک گذاشتن فروشگاه در {network}',
    he: '{points} על שיתוף החנות ב־{network}',
  },
  verified: 'weakly',
  once: null,
});
