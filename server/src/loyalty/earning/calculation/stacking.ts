// Which of the rules that match count together, and what each gives: rules by priority, then campaigns, then the tier.
import { effectKindOf } from '../../campaigns/effects/index.ts';
import type { Program } from '../../program/program.ts';
import type { Text } from '../../program/text.ts';
import { ruleKindOf, type OrderRule } from '../rules/index.ts';
import { multiplied } from '../rules/multiplier.ts';
import type { MatchedLine, RuleQuestion, Yield } from '../rules/rule.ts';
import type { CountedLine } from './basis.ts';
import { matchedLines, type Judged } from './matching.ts';
import { roundPoints } from './round.ts';

export type Outcome = 'counts' | 'not-the-best' | 'after-an-exclusive';

/** What one rule, campaign or level gives for the order, before limits and budgets. */
export interface Gift {
  readonly source: 'rule' | 'campaign' | 'tier';
  readonly id: string;
  readonly kind: string;
  readonly name: Text;
  readonly outcome: Outcome;
  readonly lines: readonly CountedLine[];
  readonly yield: Yield;
  readonly points: number;
}

/** A rule that matches, with what it gives where there is nothing to multiply: of all but multipliers that is what it gives. */
interface Match {
  readonly rule: OrderRule;
  readonly lines: readonly CountedLine[];
  readonly gift: Gift;
}

/** What rules that give points for money give for each line, over one denominator. */
interface Money {
  readonly byLine: ReadonlyMap<string, bigint>;
  readonly denominator: bigint;
}
const NO_MONEY: Money = { byLine: new Map(), denominator: 1n };

interface Asked {
  readonly program: Program;
  /** Of the order. */
  readonly currency: string;
}

function questionOf(lines: readonly CountedLine[], currency: string, money: Money): RuleQuestion {
  const matched = lines.map(({ lineId, amount, quantity }): MatchedLine => {
    return { lineId, amount, quantity, money: money.byLine.get(lineId) ?? 0n };
  });
  return { lines: matched, currency, moneyDenominator: money.denominator };
}

function giftOf(rule: OrderRule, lines: readonly CountedLine[], money: Money, { program, currency }: Asked): Gift | null {
  const given = ruleKindOf(rule).gives(rule, questionOf(lines, currency, money));
  if (given === null) return null;
  const { id, kind, name } = rule;
  const points = roundPoints(given.numerator, given.denominator, program.earning.rounding);
  return { source: 'rule', id, kind, name, outcome: 'counts', lines, yield: given, points };
}

/** High priority first, then as listed. A rule that has nothing to do with the order's currency does not match it, so it excludes nobody either. */
function matchesOf(judged: Judged, asked: Asked): Match[] {
  return asked.program.earning.rules
    .filter((rule) => rule.on)
    .toSorted((a, b) => b.priority - a.priority)
    .flatMap((rule) => {
      const lines = matchedLines(rule.when, judged);
      const gift = lines === null ? null : giftOf(rule, lines, NO_MONEY, asked);
      return lines === null || gift === null ? [] : [{ rule, lines, gift }];
    });
}

/** Several rates over one denominator: their product, which is exact and never large for the few rules of a program. */
function moneyOf(gifts: readonly Gift[]): Money {
  const denominator = gifts.reduce((product, gift) => product * gift.yield.denominator, 1n);
  const byLine = new Map<string, bigint>();
  for (const gift of gifts) {
    const scale = denominator / gift.yield.denominator;
    for (const [index, { lineId }] of gift.lines.entries()) {
      byLine.set(lineId, (byLine.get(lineId) ?? 0n) + (gift.yield.weights[index] ?? 0n) * scale);
    }
  }
  return { byLine, denominator };
}

const isMoney = ({ rule }: Match): boolean => ruleKindOf(rule).base === 'money';
const isFactor = ({ rule }: Match): boolean => ruleKindOf(rule).base === 'factor';

/** The same match with what a multiplier among them gives of this money. */
function multiplying(match: Match, money: Money, asked: Asked): Match {
  return isFactor(match) ? { ...match, gift: giftOf(match.rule, match.lines, money, asked) ?? match.gift } : match;
}

/** The first of those that give most. */
function bestOf(matches: readonly Match[]): Match | null {
  return matches.reduce<Match | null>((best, each) => (best === null || each.gift.points > best.gift.points ? each : best), null);
}

/**
 * Of the `best` rules the one that gives most. A multiplier among them is measured on what counts in any case, because what else there will be to multiply
 * depends on this very choice.
 */
function chooseBest(matches: readonly Match[], asked: Asked): { chosen: OrderRule | null; money: Money } {
  const certain = matches.filter((match) => match.rule.stacking !== 'best' && isMoney(match)).map(({ gift }) => gift);
  const money = certain.length === 0 ? NO_MONEY : moneyOf(certain);
  const rivals = matches.filter(({ rule }) => rule.stacking === 'best').map((match) => multiplying(match, money, asked));
  const best = bestOf(rivals);
  if (best === null || !isMoney(best)) return { chosen: best?.rule ?? null, money };
  return { chosen: best.rule, money: moneyOf([...certain, best.gift]) };
}

function outcomeOf({ rule }: Match, index: number, exclusive: number, chosen: OrderRule | null): Outcome {
  if (exclusive >= 0 && index > exclusive) return 'after-an-exclusive';
  return rule.stacking === 'best' && rule !== chosen ? 'not-the-best' : 'counts';
}

/** Every rule that matches, with what came of it; and what is given for money, which campaigns and tiers multiply. */
function ruleGifts(judged: Judged, asked: Asked): { gifts: Gift[]; money: Money } {
  const matches = matchesOf(judged, asked);
  const exclusive = matches.findIndex(({ rule }) => rule.stacking === 'exclusive');
  const { chosen, money } = chooseBest(exclusive < 0 ? matches : matches.slice(0, exclusive + 1), asked);
  const gifts = matches.map((match, index) => ({
    ...multiplying(match, money, asked).gift,
    outcome: outcomeOf(match, index, exclusive, chosen),
  }));
  return { gifts, money };
}

type Extra = Pick<Gift, 'source' | 'id' | 'kind' | 'name' | 'lines'>;

function extraGift(extra: Extra, given: Yield, program: Program): Gift {
  return { ...extra, outcome: 'counts', yield: given, points: roundPoints(given.numerator, given.denominator, program.earning.rounding) };
}

/** The window is half-open, by when the order was placed. */
function campaignGifts(program: Program, judged: Judged, money: Money): Gift[] {
  const { placedAt, currency } = judged.order;
  const running = program.campaigns.filter(({ on, from, until }) => on && placedAt >= from && placedAt < until);
  return running.flatMap((campaign) => {
    const lines = matchedLines(campaign.when, judged);
    if (lines === null) return [];
    const { id, name, effect } = campaign;
    const given = effectKindOf(effect).gives(effect, questionOf(lines, currency, money));
    return [extraGift({ source: 'campaign', id, kind: effect.kind, name, lines }, given, program)];
  });
}

function tierGifts(program: Program, { facts, lines, order }: Judged, money: Money): Gift[] {
  const level = program.tiers?.levels.find(({ id }) => id === facts.tierId);
  if (level === undefined || level.factorBasisPoints <= 10_000) return [];
  const given = multiplied(level.factorBasisPoints, questionOf(lines, order.currency, money));
  return [extraGift({ source: 'tier', id: level.id, kind: 'multiplier', name: level.name, lines }, given, program)];
}

export function giftsOf(program: Program, judged: Judged): Gift[] {
  const { gifts, money } = ruleGifts(judged, { program, currency: judged.order.currency });
  return [...gifts, ...campaignGifts(program, judged, money), ...tierGifts(program, judged, money)];
}
