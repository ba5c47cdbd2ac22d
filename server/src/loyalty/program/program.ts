// What the merchant promised, as one immutable document. An order is judged by the version in force when it was placed.
import { z } from 'zod';
import { campaign } from '../campaigns/campaign.ts';
import { actionRule } from '../earning/actions/index.ts';
import { condition } from '../earning/conditions/index.ts';
import { orderRule } from '../earning/rules/index.ts';
import { referralTerms } from '../referrals/terms.ts';
import { reward } from '../rewards/reward.ts';
import { tiers } from '../tiers/tiers.ts';
import { amountMinor, currency, instant, points } from './fields.ts';
import { budget } from './limit.ts';
import { policies } from './policies.ts';

const LIST_MAX = 100;
const listOf = <T extends z.ZodType>(item: T) => z.array(item).max(LIST_MAX);

/**
 * What counts, beside goods after discounts. `tax`: `as-priced` counts it where the shop's prices contain it and nowhere else; `always` adds what
 * comes on top; `never` takes out what the prices contain. The others: true counts it. `discounts` counts what discounts took off.
 */
export const basisSwitches = z.strictObject({
  tax: z.enum(['as-priced', 'always', 'never']),
  shipping: z.boolean(),
  tips: z.boolean(),
  giftCardLines: z.boolean(),
  paidByGiftCard: z.boolean(),
  paidByStoreCredit: z.boolean(),
  discounts: z.boolean(),
});

export const earning = z.strictObject({
  basis: basisSwitches,
  /** Per rule, over the whole order. */
  rounding: z.enum(['floor', 'nearest', 'ceil']),
  /** An order for which any of them holds earns nothing; lines for which any condition about lines holds do not count. */
  excluded: listOf(condition),
  rules: listOf(orderRule),
  actions: listOf(actionRule),
  /** All points of the program together. */
  budget: budget.nullable(),
});

/** Everything that the merchant edits. */
export const programTerms = z.strictObject({
  active: z.boolean(),
  calendar: z.enum(['gregorian', 'jalali']),
  earning,
  campaigns: listOf(campaign),
  tiers: tiers.nullable(),
  rewards: listOf(reward),
  /** What points are worth, for the shopper and the books. */
  pointValue: z.strictObject({ points, amountMinor }).nullable(),
  /** Null: bringing a friend gives nothing. Drafts that were begun before it was asked have none. */
  referrals: referralTerms.nullable().default(null),
  ...policies,
});

/** One version: 1, 2, 3, ... per store; in force from `inForceFrom` until the next version's. `timeZone` is where its days and months end. */
export const programSchema = programTerms.extend({
  version: z.int().min(1),
  inForceFrom: instant,
  currency,
  timeZone: z.string().min(1).max(64),
});

export type BasisSwitches = z.infer<typeof basisSwitches>;
export type Earning = z.infer<typeof earning>;
export type Rounding = Earning['rounding'];
export type ProgramTerms = z.infer<typeof programTerms>;
export type Program = z.infer<typeof programSchema>;
