// What bringing a friend, or being one, gives: as mails say it.
import { z } from 'zod';
import { text } from '../../loyalty/program/text.ts';
import type { Saying } from './template.ts';

export const giftInMail = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('points'), points: z.int().positive() }),
  z.object({ kind: z.literal('reward'), name: text }),
]);
export type GiftInMail = z.infer<typeof giftInMail>;

/** "50 points", or the reward by the merchant's name for it. */
export function sayGift(gift: GiftInMail, { points, locale }: Pick<Saying, 'points' | 'locale'>): string {
  if (gift.kind === 'points') return points(gift.points);
  return gift.name[locale] ?? gift.name.en ?? gift.name.fa ?? gift.name.he ?? '';
}
