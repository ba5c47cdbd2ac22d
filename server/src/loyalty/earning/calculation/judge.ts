// Whether an order can earn at all, and its lines as rules see them.
import type { OrderState } from '../../orders/order-state.ts';
import type { Program } from '../../program/program.ts';
import type { DeservedNote } from '../explanation.ts';
import type { OrderFacts } from '../facts.ts';
import { basisOf, type Basis, type CountedLine } from './basis.ts';
import { excludedLines, isExcluded, type Judged } from './matching.ts';

function knowsCurrency({ earning, currency }: Program, wanted: string): boolean {
  if (wanted === currency) return true;
  return earning.rules.some(
    (rule) => rule.on && rule.kind === 'points-per-money' && rule.params.rates.some((rate) => rate.currency === wanted),
  );
}

function noteOf(order: OrderState, program: Program, { hadLeft }: Pick<OrderFacts, 'hadLeft'>, startsAt: number): DeservedNote {
  if (order.standing === 'failed') return 'cancelled';
  if (order.standing !== 'open') return order.standing;
  if (order.placedAt < startsAt) return 'before-start';
  if (hadLeft === true) return 'had-left';
  if (!program.active) return 'program-paused';
  if (!knowsCurrency(program, order.currency)) return 'other-currency';
  return order.payment === 'paid' ? 'paid' : 'unpaid';
}

/** An order with everything that is to be said before its points. */
export interface Hearing {
  readonly note: DeservedNote;
  readonly basis: Basis;
  readonly excluded: readonly CountedLine[];
  readonly judged: Judged;
}

export function judge(order: OrderState, program: Program, facts: OrderFacts, startsAt: number): Hearing {
  const basis = basisOf(order, program.earning.basis);
  const excluded = excludedLines(program.earning.excluded, basis.lines, facts);
  const lines = basis.lines.filter((line) => !excluded.includes(line));
  const amount = lines.reduce((sum, line) => sum + line.amount, 0);
  const question = { at: order.placedAt, buyer: facts, order, amount, currency: program.currency };
  const stands = noteOf(order, program, facts, startsAt);
  const note = stands === 'paid' && isExcluded(program.earning.excluded, question) ? 'excluded' : stands;
  return { note, basis, excluded, judged: { order, facts, question, lines } };
}
