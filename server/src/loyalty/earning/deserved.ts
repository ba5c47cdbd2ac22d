// What an order deserves by its program version, what was judged of it, and its whole present state; with the reason for every line.
import { splitByExactWeights } from '../money.ts';
import type { OrderState } from '../orders/order-state.ts';
import type { Program } from '../program/program.ts';
import type { Tranche } from '../ledger/command.ts';
import { allowAll, allowed, allowGranted, type Allow, type Capped, type Claim, type Granted } from './calculation/allowed.ts';
import { judge, type Hearing } from './calculation/judge.ts';
import { giftsOf, type Gift } from './calculation/stacking.ts';
import { activityUntil, availableFrom, expiresFrom } from './dates.ts';
import type { EarningExplanation, ExplainedLine, ExplainedPart } from './explanation.ts';
import type { OrderFacts } from './facts.ts';

export interface Deserved {
  readonly points: number;
  /** One per rule, campaign and level that gives anything. */
  readonly tranches: readonly Tranche[];
  /** Until when this order keeps all the member's points alive; null where points do not expire by inactivity. */
  readonly activityUntil: number | null;
  /** What the order asks of limits and budgets, in the order in which it has to be asked for. */
  readonly claims: readonly Claim[];
  readonly explanation: EarningExplanation;
}

/** Parts of entries are named so for ever: a rule by its id, as the first programs' one rule was. */
export function partOf({ source, id }: Pick<Gift, 'source' | 'id'>): string {
  return source === 'rule' ? id : `${source}/${id}`;
}

/** The parts of an order with what limits and budgets leave of them; nothing for an order that cannot earn. */
export function cappedParts({ note, judged }: Hearing, program: Program, allow: Allow): readonly Capped[] {
  return note === 'paid' ? allowed(giftsOf(program, judged), program, judged.order.placedAt, allow) : [];
}

function explainedPart({ gift, points, caps }: Capped): ExplainedPart {
  const { source, id, kind, name, outcome, lines } = gift;
  const { numerator, denominator, rate, weights } = gift.yield;
  const perLine = splitByExactWeights(points, weights);
  const shares = lines.map(({ lineId }, index) => ({ lineId, points: perLine[index] ?? 0 }));
  return {
    part: partOf(gift),
    source,
    id,
    kind,
    name,
    outcome,
    basis: lines.reduce((sum, line) => sum + line.amount, 0),
    rate,
    rawThousandths: Number((numerator * 1000n) / denominator),
    rounded: gift.points,
    caps,
    points,
    lines: shares.filter((line) => line.points > 0),
  };
}

function explainedLines({ basis, excluded }: Hearing): ExplainedLine[] {
  const counted = basis.lines.map((line): ExplainedLine => {
    const { lineId, title, quantity, amount } = line;
    return excluded.includes(line)
      ? { lineId, title, quantity, amount: 0, left: 'excluded' }
      : { lineId, title, quantity, amount, left: null };
  });
  const cards = basis.giftCards.map(({ lineId, title, currentQuantity }): ExplainedLine => {
    return { lineId, title, quantity: currentQuantity, amount: 0, left: 'gift-card' };
  });
  return [...counted, ...cards];
}

function explain(hearing: Hearing, parts: readonly Capped[], program: Program, order: OrderState): EarningExplanation {
  return {
    shape: 2,
    programVersion: program.version,
    currency: order.currency,
    note: hearing.note,
    rounding: program.earning.rounding,
    basis: hearing.judged.question.amount,
    withheld: hearing.basis.withheld,
    lines: explainedLines(hearing),
    parts: parts.map(explainedPart),
    points: parts.reduce((sum, { points }) => sum + points, 0),
  };
}

/**
 * Every rule is rounded once over the whole order and then split over its lines by largest remainder, so lines sum to parts and parts to the total.
 * `granted` is what limits and budgets granted this order; null: as if nothing ever ran out. `startsAt`: orders placed before the store's cut-over deserve
 * nothing (they are history).
 */
export function deservedPoints(
  order: OrderState,
  program: Program,
  facts: OrderFacts,
  granted: Granted | null,
  startsAt: number,
): Deserved {
  const claims: Claim[] = [];
  const grant = granted === null ? allowAll : allowGranted(granted);
  const allow: Allow = (claim) => {
    claims.push(claim);
    return grant(claim);
  };
  const hearing = judge(order, program, facts, startsAt);
  const parts = cappedParts(hearing, program, allow);
  const availableAt = availableFrom(order, program.hold);
  const expiresAt = expiresFrom(availableAt, program);
  const giving = parts.filter(({ points }) => points > 0);
  const tranches = giving.map(({ gift, points }) => ({ part: partOf(gift), points, availableAt, expiresAt }));
  const explanation = explain(hearing, parts, program, order);
  return { points: explanation.points, tranches, activityUntil: activityUntil(order.placedAt, program), claims, explanation };
}

/** For a member an order has left: nothing, and why. */
export function deservedAfterMoving(before: Deserved): Deserved {
  const explanation = { ...before.explanation, note: 'moved-away' as const, points: 0, lines: [], parts: [] };
  return { points: 0, tranches: [], activityUntil: null, claims: [], explanation };
}
