import { z } from 'zod';
import { points } from '../../program/fields.ts';
import { rewardKind } from './reward-kind.ts';

/** `title` is what the product was called when it was chosen, for lists and mails. */
export const freeProduct = rewardKind({
  kind: 'free-product',
  params: z.strictObject({ points, variantId: z.string().min(1).max(255), title: z.string().trim().min(1).max(255) }),
  sentence: {
    en: '{title} for {points, plural, one {# point} other {# points}}',
    fa: '{title} در برابر {points} امتیاز',
    he: '{title} תמורת {points, plural, one {נקודה אחת} two {שתי נקודות} other {# נקודות}}',
  },
  shopper: {
    en: '{title}, for free',
    fa: '{title} به‌رایگان',
    he: '{title} במתנה',
  },
  price: ({ points: price }) => ({ points: price, amountMinor: null }),
});
