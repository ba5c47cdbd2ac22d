// The program of a newly added store, until the merchant edits it.
import type { Rate } from './fields.ts';
import { rateOfBasisPoints } from './main-rate.ts';
import { PLAIN_REDEMPTION } from './policies.ts';
import type { Earning, Program, ProgramTerms } from './program.ts';

const DAY_MS = 86_400_000;

/** The id of the rule that every program begins with; entries of the first programs name their part by it too. */
export const PURCHASE_RULE = 'purchase';

/** Goods at the price the shop states, after discounts, however they were paid. */
export const GOODS_AS_PRICED: Earning['basis'] = {
  tax: 'as-priced',
  shipping: false,
  tips: false,
  giftCardLines: false,
  paidByGiftCard: true,
  paidByStoreCredit: true,
  discounts: false,
};

const PURCHASE_NAME = { en: 'Points for purchases', fa: 'امتیاز خرید', he: 'נקודות על קניות' };

/** Earning by one rate and nothing else. */
export function earningByRate(rate: Rate): Earning {
  const purchase = { id: PURCHASE_RULE, name: PURCHASE_NAME, on: true, priority: 0, stacking: 'adds', when: [], limit: null } as const;
  const rules: Earning['rules'] = [{ ...purchase, when: [], kind: 'points-per-money', params: { rates: [rate] } }];
  return { basis: GOODS_AS_PRICED, rounding: 'floor', excluded: [], rules, actions: [], budget: null };
}

/** Terms around an earning: no campaigns, tiers or rewards, no hold, no expiry, negative balances allowed. */
export function plainTerms(earning: Earning): ProgramTerms {
  const nothingElse = { campaigns: [], tiers: null, rewards: [], pointValue: null, referrals: null };
  const times = { hold: null, expiry: { kind: 'never' }, graceMs: 30 * DAY_MS } as const;
  return {
    active: true,
    calendar: 'gregorian',
    earning,
    ...nothingElse,
    ...times,
    negative: 'allow',
    approvalAbove: null,
    redemption: PLAIN_REDEMPTION,
    guests: null,
  };
}

/** 1 point per whole unit of the currency. What would suit the currency better is {@link suggestedRate}'s to say and the merchant's to choose. */
export function defaultProgram(currency: string, timeZone = 'UTC'): Program {
  const terms = plainTerms(earningByRate(rateOfBasisPoints(10_000, currency)));
  return { version: 1, inForceFrom: 0, currency, timeZone, ...terms };
}
