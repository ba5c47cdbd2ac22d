// Which lines of an order a rule or campaign is about, by its conditions.
import type { OrderState } from '../../orders/order-state.ts';
import { holdsForLine, holdsForOrder, isAboutLines, type Condition } from '../conditions/index.ts';
import type { LineQuestion, OrderQuestion } from '../conditions/condition.ts';
import type { OrderFacts } from '../facts.ts';
import type { CountedLine } from './basis.ts';

/** An order as conditions see it. `lines` are those that count. */
export interface Judged {
  readonly order: OrderState;
  readonly facts: OrderFacts;
  readonly question: OrderQuestion;
  readonly lines: readonly CountedLine[];
}

function lineQuestion(line: CountedLine, facts: OrderFacts): LineQuestion | null {
  if (line.line === null) return null;
  const { productId, tags } = line.line;
  const product = productId === null ? null : (facts.productFacts[productId] ?? null);
  return { line: { productId, tags }, product };
}

const linesFor = (lines: readonly CountedLine[], facts: OrderFacts, test: (question: LineQuestion) => boolean): CountedLine[] =>
  lines.filter((line) => {
    const question = lineQuestion(line, facts);
    return question !== null && test(question);
  });

/** Conditions about the order must all hold; the lines are those for which all conditions about lines hold. Null: the rule is not about this order. */
export function matchedLines(when: readonly Condition[], { lines, facts, question }: Judged): readonly CountedLine[] | null {
  const aboutLines = when.filter(isAboutLines);
  if (!when.every((one) => isAboutLines(one) || holdsForOrder(one, question))) return null;
  if (aboutLines.length === 0) return lines;
  const matched = linesFor(lines, facts, (line) => aboutLines.every((one) => holdsForLine(one, line)));
  return matched.length === 0 ? null : matched;
}

/** Lines that a program leaves out. */
export function excludedLines(excluded: readonly Condition[], lines: readonly CountedLine[], facts: OrderFacts): readonly CountedLine[] {
  const aboutLines = excluded.filter(isAboutLines);
  if (aboutLines.length === 0) return [];
  return linesFor(lines, facts, (line) => aboutLines.some((one) => holdsForLine(one, line)));
}

/** Whether a program leaves the whole order out. */
export function isExcluded(excluded: readonly Condition[], question: OrderQuestion): boolean {
  return excluded.some((one) => holdsForOrder(one, question));
}
