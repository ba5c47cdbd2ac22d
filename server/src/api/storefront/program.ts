// What the program offers, for whoever looks: the same for everybody, so any cache may keep it.
import type { Locale, Money, storefront } from '../../contract/index.ts';
import { effectKindOf } from '../../loyalty/campaigns/effects/index.ts';
import type { Campaign } from '../../loyalty/campaigns/campaign.ts';
import { actionKindOf, type ActionRule } from '../../loyalty/earning/actions/index.ts';
import { kindOf, type Condition } from '../../loyalty/earning/conditions/index.ts';
import { ruleKindOf, type OrderRule } from '../../loyalty/earning/rules/index.ts';
import { kindNamed } from '../../loyalty/program/kind.ts';
import type { Program } from '../../loyalty/program/program.ts';
import { REWARDS } from '../../loyalty/rewards/kinds/index.ts';
import { priceOf, stepsOf, type Reward } from '../../loyalty/rewards/reward.ts';
import { instantOrNull } from '../views/instant.ts';
import { money } from '../views/money.ts';
import { pointsPerUnit } from '../views/program.ts';
import { referralTermsView } from './referral-terms.ts';
import { ownWords, sayingOf, type Telling } from './saying.ts';

export function termsView(program: Program): storefront.StorefrontTerms {
  return { active: program.active, pointsPerUnit: pointsPerUnit(program), currency: program.currency };
}

/** Conditions about one sort of goods or people read alike, whatever they name: once is enough. */
function conditions(when: readonly Condition[], telling: Telling): storefront.WayToEarn['when'] {
  const all = when.map((one) => ({ not: one.not, says: sayingOf(kindOf(one), one.params, telling) }));
  return [...new Map(all.map((one) => [JSON.stringify(one), one])).values()];
}

function ruleView(rule: OrderRule, telling: Telling): storefront.WayToEarn {
  const { id, kind, limit } = rule;
  const says = sayingOf(ruleKindOf(rule), rule.params, telling);
  const name = ownWords(rule.name, telling.locale);
  return { id, source: 'rule', kind, name, says, when: conditions(rule.when, telling), limit, once: null, until: null };
}

function actionView(rule: ActionRule, telling: Telling): storefront.WayToEarn {
  const { id, kind, limit } = rule;
  const ofKind = actionKindOf(rule);
  const says = sayingOf(ofKind, rule.params, telling);
  const name = ownWords(rule.name, telling.locale);
  return { id, source: 'action', kind, name, says, when: conditions(rule.when, telling), limit, once: ofKind.once, until: null };
}

function campaignView({ id, name, effect, when, until }: Campaign, telling: Telling): storefront.WayToEarn {
  const says = sayingOf(effectKindOf(effect), effect, telling);
  const own = { id, source: 'campaign', kind: effect.kind, name: ownWords(name, telling.locale), says } as const;
  return { ...own, when: conditions(when, telling), limit: null, once: null, until: instantOrNull(until) };
}

function ways({ earning, campaigns }: Program, telling: Telling, now: number): storefront.WayToEarn[] {
  const rules = earning.rules.filter(({ on }) => on).toSorted((a, b) => b.priority - a.priority);
  return [
    ...rules.map((rule) => ruleView(rule, telling)),
    ...campaigns.filter(({ on, from, until }) => on && now >= from && now < until).map((one) => campaignView(one, telling)),
    ...earning.actions.filter(({ on }) => on).map((rule) => actionView(rule, telling)),
  ];
}

/** Of rewards with a choice, the least of it; one that has no price is not to be had. */
const leastPrice = (reward: Reward): number | null => priceOf(reward, stepsOf(reward).min)?.points ?? null;

/** On, not over, and with a price. */
export function offered({ rewards }: Pick<Program, 'rewards'>, now: number): Reward[] {
  return rewards.filter((reward) => reward.on && (reward.until === null || now < reward.until) && leastPrice(reward) !== null);
}

/** Where a member chooses how much; every step costs and is worth the same. */
function stepsView(reward: Reward, currency: string): storefront.Reward['steps'] {
  const { min, max } = stepsOf(reward);
  const one = priceOf(reward, min);
  if (min === max || one === null || one.amountMinor === null) return null;
  return { min, max, points: one.points / min, worth: money(one.amountMinor / min, currency) };
}

const worthOf = (reward: Reward, currency: string): Money | null => {
  const amountMinor = priceOf(reward, stepsOf(reward).min)?.amountMinor ?? null;
  return amountMinor === null ? null : money(amountMinor, currency);
};

function rewardView(reward: Reward, telling: Telling & { readonly program: Program }): storefront.Reward {
  const { id, kind, name, params, minimumOrderMinor, appliesTo, tierIds, from, until } = reward;
  const { program, locale } = telling;
  const levels = (program.tiers?.levels ?? []).filter((level) => tierIds.includes(level.id));
  return {
    id,
    kind,
    name: ownWords(name, locale),
    says: sayingOf(kindNamed(REWARDS, kind), params, telling),
    points: leastPrice(reward) ?? 0,
    worth: worthOf(reward, program.currency),
    steps: stepsView(reward, program.currency),
    minimumOrder: minimumOrderMinor === null ? null : money(minimumOrderMinor, program.currency),
    onlySome: appliesTo.kind !== 'all',
    tiers: levels.map((level) => ownWords(level.name, locale)),
    from: instantOrNull(from),
    until: instantOrNull(until),
  };
}

function basisView({ earning: { basis } }: Program): storefront.StorefrontProgram['basis'] {
  const { shipping, tips, giftCardLines, discounts, paidByGiftCard, paidByStoreCredit } = basis;
  return { shipping, tips, giftCardLines, beforeDiscounts: discounts, paidByGiftCard, paidByStoreCredit };
}

export function programView(program: Program, locale: Locale, now: number): storefront.StorefrontProgram {
  const telling = { program, locale };
  const rewards = offered(program, now).map((reward) => rewardView(reward, telling));
  return {
    ...termsView(program),
    basis: basisView(program),
    ways: ways(program, telling, now),
    rewards: rewards.toSorted((a, b) => a.points - b.points),
    levels: (program.tiers?.levels ?? []).map(({ id, name, perks }) => ({
      id,
      name: ownWords(name, locale),
      perks: perks.map((perk) => ownWords(perk, locale)),
    })),
    referrals: referralTermsView(program, locale),
  };
}
