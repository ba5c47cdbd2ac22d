// Programs for tests: one with every kind in it, and short ways to say what a test is about.
import type { Campaign } from '../../src/loyalty/campaigns/campaign.ts';
import type { ActionRule } from '../../src/loyalty/earning/actions/index.ts';
import type { Condition } from '../../src/loyalty/earning/conditions/index.ts';
import type { OrderRule } from '../../src/loyalty/earning/rules/index.ts';
import { defaultProgram } from '../../src/loyalty/program/default-program.ts';
import type { Earning, Program } from '../../src/loyalty/program/program.ts';
import type { ReferralTerms } from '../../src/loyalty/referrals/terms.ts';
import type { Reward } from '../../src/loyalty/rewards/reward.ts';
import type { TierLevel, Tiers } from '../../src/loyalty/tiers/tiers.ts';

type KindParams<Union extends { kind: string }, Kind extends Union['kind']> =
  Extract<Union, { kind: Kind }> extends { params: infer P } ? P : never;

/** `when('product', { ids: ['p-1'] })`, a condition that must hold. */
export function when<Kind extends Condition['kind']>(kind: Kind, params: KindParams<Condition, Kind>, not = false): Condition {
  return { kind, params, not } as Condition;
}

type RuleChange = Partial<Pick<OrderRule, 'id' | 'on' | 'priority' | 'stacking' | 'when' | 'limit'>>;

export function aRule<Kind extends OrderRule['kind']>(kind: Kind, params: KindParams<OrderRule, Kind>, change: RuleChange = {}): OrderRule {
  const plain = { id: kind, name: { en: kind }, on: true, priority: 0, stacking: 'adds', when: [], limit: null };
  return { ...plain, kind, params, ...change } as OrderRule;
}

/** One point for every `perMinor` minor units of euros. */
export function perMoney(perMinor = 100, change: RuleChange = {}): OrderRule {
  return aRule('points-per-money', { rates: [{ currency: 'EUR', points: 1, perMinor }] }, change);
}

export function anAction<Kind extends ActionRule['kind']>(
  kind: Kind,
  params: KindParams<ActionRule, Kind>,
  change: Partial<Pick<ActionRule, 'id' | 'on' | 'when' | 'limit'>> = {},
): ActionRule {
  return { id: kind, name: { en: kind }, on: true, when: [], limit: null, kind, params, ...change } as ActionRule;
}

export function aCampaign(effect: Campaign['effect'], change: Partial<Campaign> = {}): Campaign {
  const window = { from: 0, until: 4_000_000_000_000 };
  return { id: 'festival', name: { en: 'Festival' }, on: true, ...window, when: [], budget: null, effect, ...change };
}

export function aLevel(id: string, threshold: Partial<TierLevel['threshold']> = {}, change: Partial<TierLevel> = {}): TierLevel {
  const plain = { factorBasisPoints: 10_000, entryPoints: 0, perks: [], membersDiscountBasisPoints: 0 };
  return { id, name: { en: id }, threshold: { spendMinor: null, points: null, orders: null, ...threshold }, ...plain, ...change };
}

export function someTiers(change: Partial<Tiers> = {}): Tiers {
  const levels = [
    aLevel('member'),
    aLevel('silver', { spendMinor: 50_000 }),
    aLevel('gold', { spendMinor: 200_000 }, { factorBasisPoints: 15_000 }),
  ];
  const times = { validDays: 365, graceDays: 30, noticeDays: 14 };
  const prices = { discountLeavesOut: { productIds: [], collectionIds: [] }, memberPrices: [] };
  return { window: { kind: 'rolling', days: 365 }, need: 'any', downgrade: 'at-end', ...times, levels, ...prices, ...change };
}

type RewardChange = Partial<Omit<Reward, 'kind' | 'params'>>;

export function aReward<Kind extends Reward['kind']>(kind: Kind, params: KindParams<Reward, Kind>, change: RewardChange = {}): Reward {
  const gates = { minimumOrderMinor: null, appliesTo: { kind: 'all' }, tierIds: [], stock: null, from: null, until: null, limit: null };
  return { id: kind, name: { en: kind }, on: true, ...gates, validDays: 30, kind, params, ...change } as Reward;
}

/** 50 points to the friend, 100 to the advocate for every friend whose goods of 10.00 or more are kept for fourteen days. */
export function someReferrals(change: Partial<ReferralTerms> = {}): ReferralTerms {
  const gifts: Pick<ReferralTerms, 'friend' | 'advocate'> = {
    friend: { kind: 'points', points: 50 },
    advocate: [{ from: 1, every: true, gift: { kind: 'points', points: 100 } }],
  };
  const limits = { caps: { day: null, month: null, lifetime: null }, programCap: null, thresholds: { reviewFrom: 40, refuseFrom: 80 } };
  const times = { hold: { days: 14, after: 'payment' }, windowDays: 30, codeDays: 14 } as const;
  return { ...gifts, minimumMinor: 1_000, ...times, ...limits, ...change };
}

/** A program in euros with these rules and nothing else. */
export function aProgram(rules: OrderRule[], change: Partial<Earning> = {}, more: Partial<Program> = {}): Program {
  const program = defaultProgram('EUR');
  return { ...program, earning: { ...program.earning, rules, ...change }, ...more };
}

const CONDITIONS: Condition[] = [
  when('product', { ids: ['p-1'] }),
  when('collection', { ids: ['c-1'] }),
  when('product-tag', { tags: ['sale'] }, true),
  when('customer-tag', { tags: ['vip'] }),
  when('customer-role', { roles: ['staff'] }, true),
  when('tier', { tierIds: ['gold'] }),
  when('country', { countries: ['DE', 'IR'] }),
  when('channel', { channels: ['web'] }),
  when('first-order', {}),
  when('order-count', { from: 1, to: null }),
  when('minimum-amount', { amountMinor: 1_000 }),
  when('date-window', { from: 0, until: null }),
];

const LIMITED = { limit: { period: 'month', times: 1, points: null } } as const;
const LINK = { network: 'Telegram', url: 'https://t.me/teapots' };

const ACTIONS: ActionRule[] = [
  anAction('account-created', { points: 100 }),
  anAction('newsletter-joined', { points: 20 }),
  anAction('birthday-given', { points: 15 }),
  anAction('birthday', { points: 50 }, { when: [when('tier', { tierIds: ['gold'] })] }),
  anAction('anniversary', { points: 50 }),
  anAction('review', { points: 10, pointsForPhoto: 15, onlyBuyers: true }),
  anAction('survey-answered', { points: 10 }),
  anAction('social-follow', { points: 5, ...LINK }, LIMITED),
  anAction('social-share', { points: 5, ...LINK }, LIMITED),
  anAction('custom', { points: 30, event: 'workshop.attended' }),
];

const REWARDS: Reward[] = [
  aReward('amount-off', { points: 100, amountMinor: 500 }, { stock: 10, tierIds: ['gold'] }),
  aReward('percent-off', { points: 200, basisPoints: 1_000, maximumMinor: 5_000 }, { minimumOrderMinor: 2_000 }),
  aReward('free-shipping', { points: 50, maximumMinor: null }),
  aReward('free-product', { points: 300, variantId: 'v-1', title: 'Teapot' }, { from: 0, until: 4_000_000_000_000 }),
  aReward('gift-card', { points: 1_000, amountMinor: 5_000 }, { limit: { period: 'year', times: 1 } }),
  aReward('store-credit', { points: 500, amountMinor: 2_500 }),
  aReward(
    'variable-amount',
    { pointsPerStep: 100, amountMinorPerStep: 500, minSteps: 1, maxSteps: 20 },
    { appliesTo: { kind: 'collections', ids: ['c-1'] } },
  ),
  aReward('custom', { points: 800, instructions: { en: 'Ask at the till', fa: 'از صندوق بپرسید' } }),
];

/** A program in which every kind of everything stands once. */
export function everyKindProgram(): Program {
  const rules = [
    perMoney(100, { priority: 10 }),
    aRule('points-per-item', { points: 5 }, { when: CONDITIONS, stacking: 'best' }),
    aRule('bonus-per-order', { points: 50 }, { limit: { period: 'year', times: 1, points: null } }),
    aRule('multiplier', { factorBasisPoints: 20_000 }, { stacking: 'exclusive', priority: -1 }),
  ];
  const earning = {
    excluded: [when('customer-tag', { tags: ['wholesale'] })],
    actions: ACTIONS,
    budget: { points: 1_000_000, period: 'month' },
  } as const;
  const campaigns = [
    aCampaign({ kind: 'bonus', points: 20 }),
    aCampaign({ kind: 'multiplier', factorBasisPoints: 20_000 }, { id: 'nowruz', budget: 5_000 }),
  ];
  const more = {
    campaigns,
    tiers: someTiers(),
    rewards: REWARDS,
    referrals: someReferrals(),
    pointValue: { points: 100, amountMinor: 100 },
  };
  return aProgram(rules, { ...earning, excluded: [...earning.excluded] }, more);
}
