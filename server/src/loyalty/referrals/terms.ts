// What bringing a friend gives, as the merchant promised it: part of the program, so a referral is judged by the version in force when its order was placed.
import { z } from 'zod';
import { amountMinor, days, id, points } from '../program/fields.ts';
import { hold } from '../program/policies.ts';

/** A reward of the catalogue is given without its price; only kinds that are a code can be, because others could not be taken back. */
export const referralGift = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('nothing') }),
  z.strictObject({ kind: z.literal('points'), points }),
  z.strictObject({ kind: z.literal('reward'), rewardId: id }),
]);

const POSITION_MAX = 1_000;
const COUNT_MAX = 1_000_000;
const count = z.int().min(1).max(COUNT_MAX);

/** `from`: the how-manieth friend who counts. `every`: also for each one after it, until a later step says otherwise; else for exactly that one. */
export const referralStep = z.strictObject({ from: z.int().min(1).max(POSITION_MAX), every: z.boolean(), gift: referralGift });

/** How many friends of one advocate count; null: no such limit. */
export const referralCaps = z.strictObject({ day: count.nullable(), month: count.nullable(), lifetime: count.nullable() });

/** Scores run from 0 to 100 (see fraud/). From `reviewFrom` a person decides, from `refuseFrom` nobody has to. */
export const referralThresholds = z.strictObject({ reviewFrom: z.int().min(1).max(100), refuseFrom: z.int().min(1).max(101) });

export const referralTerms = z.strictObject({
  friend: referralGift,
  /** Sorted by `from`. */
  advocate: z.array(referralStep).min(1).max(20),
  /** Goods of the friend's order after discounts and refunds; null: any order counts. */
  minimumMinor: amountMinor.nullable(),
  /** Until the friend can hardly send the goods back. */
  hold,
  /** A link that was followed longer ago than this is forgotten. */
  windowDays: days.min(1).max(365),
  /** How long the friend's code can be used. */
  codeDays: days.min(1).max(365),
  caps: referralCaps,
  /** Friends who count, of all advocates together; null: no end. */
  programCap: z.strictObject({ times: count, period: z.enum(['month', 'year', 'lifetime']) }).nullable(),
  thresholds: referralThresholds,
});

/** The step that holds for the n-th friend who counts; null: nothing is given for this one. */
export function giftAt(steps: ReferralTerms['advocate'], position: number): ReferralGift | null {
  const exact = steps.find(({ from, every }) => from === position && !every);
  const standing = steps.filter(({ from, every }) => every && from <= position).toSorted((a, b) => b.from - a.from)[0];
  return (exact ?? standing)?.gift ?? null;
}

export type ReferralGift = z.infer<typeof referralGift>;
export type ReferralTerms = z.infer<typeof referralTerms>;
export type ReferralThresholds = z.infer<typeof referralThresholds>;
