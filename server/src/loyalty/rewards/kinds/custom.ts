import { z } from 'zod';
import { points } from '../../program/fields.ts';
import { text } from '../../program/text.ts';
import { rewardKind } from './reward-kind.ts';

/** Something that the shop hands out itself; `instructions` tell the member how to get it. */
export const customReward = rewardKind({
  kind: 'custom',
  params: z.strictObject({ points, instructions: text }),
  sentence: {
    en: 'Something the shop hands out itself, for {points, plural, one {# point} other {# points}}',
    fa: 'پاداشی که خود فروشگاه می‌دهد، در برابر {points} امتیاز',
    he: 'הטבה שהחנות נותנת בעצמה, תמורת {points, plural, one {נקודה אחת} two {שתי נקודות} other {# נקודות}}',
  },
  shopper: {
    en: 'Something that the shop hands out itself',
    fa: 'پاداشی که خود فروشگاه می‌دهد',
    he: 'הטבה שהחנות נותנת בעצמה',
  },
  price: ({ points: price }) => ({ points: price, amountMinor: null }),
});
