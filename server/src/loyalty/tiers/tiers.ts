// The levels of a program: what brings a member there, what they get for it, and how they leave.
import { z } from 'zod';
import { amountMinor, days, factor, id, leftOut, points, productIds, tierIds, variantIds } from '../program/fields.ts';
import { text } from '../program/text.ts';

/** What a level asks for; null: not asked. Spend is net of refunds, in the program's currency. */
const threshold = z.strictObject({
  spendMinor: amountMinor.nullable(),
  points: points.nullable(),
  orders: z.int().min(1).max(1_000_000).nullable(),
});

export const tierLevel = z.strictObject({
  id,
  name: text,
  threshold,
  /** 10000: nothing more than others. */
  factorBasisPoints: factor,
  /** Once, on reaching the level for the first time; 0: none. */
  entryPoints: z.int().min(0).max(1_000_000_000).meta({ field: 'points' }),
  perks: z.array(text).max(20),
  /** Off what members of this level buy; 0: none. */
  membersDiscountBasisPoints: z.int().min(0).max(10_000).meta({ field: 'percent' }),
});

/** What one piece costs members of some levels, in the program's currency. A price of a variant says more than one of its product. */
const memberPrice = z.strictObject({
  goods: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('products'), ids: productIds }),
    z.strictObject({ kind: z.literal('variants'), ids: variantIds }),
  ]),
  amountMinor,
  tierIds,
});

export const tiers = z.strictObject({
  window: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('rolling'), days: days.min(1) }),
    z.strictObject({ kind: z.literal('calendar-year') }),
    z.strictObject({ kind: z.literal('lifetime') }),
  ]),
  /** Of the thresholds that are not null. */
  need: z.enum(['all', 'any']),
  /** `at-end`: a status once granted is honoured until `validDays` after it was granted. */
  downgrade: z.enum(['never', 'at-end', 'at-once']),
  validDays: days.min(1),
  graceDays: days,
  noticeDays: days,
  /** From low to high. */
  levels: z.array(tierLevel).min(1).max(20),
  /** Goods that no members' discount touches; a members' price may name them all the same. Programs and drafts from before there were any have none. */
  discountLeavesOut: leftOut.default({ productIds: [], collectionIds: [] }),
  /** Whichever is less, the price or the level's discount, is what a member pays. */
  memberPrices: z.array(memberPrice).max(50).default([]),
});

export type Tiers = z.infer<typeof tiers>;
export type MemberPrice = Tiers['memberPrices'][number];
export type TierLevel = z.infer<typeof tierLevel>;
