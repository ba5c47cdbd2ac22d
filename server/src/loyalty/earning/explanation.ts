// Why an order earned what it earned: written down with the entry as JSON when it was decided, and shown as it was written, to merchant and shopper. The
// fields stand in one fixed order, so equal calculations are equal texts. Amounts are minor units.
import type { Rounding } from '../program/program.ts';
import type { Text } from '../program/text.ts';
import type { Withheld } from './calculation/basis.ts';
import type { Cap } from './calculation/allowed.ts';
import type { Outcome } from './calculation/stacking.ts';
import type { ShownRate } from './rules/rule.ts';

export const DESERVED_NOTES = [
  'paid',
  'unpaid',
  'cancelled',
  'refunded',
  'deleted',
  'test',
  'moved-away',
  'program-paused',
  'before-start',
  'had-left',
  'other-currency',
  'excluded',
] as const;
/** Why the order earns, or why it earns nothing. */
export type DeservedNote = (typeof DESERVED_NOTES)[number];

export interface ExplainedLine {
  /** `shipping` and `tips` stand for what has no line. */
  readonly lineId: string;
  readonly title: string;
  readonly quantity: number;
  /** That counts; 0 where the line is left out. */
  readonly amount: number;
  readonly left: 'gift-card' | 'excluded' | null;
}

/** One rule, campaign or level: one part of what the order gives. */
export interface ExplainedPart {
  readonly part: string;
  readonly source: 'rule' | 'campaign' | 'tier';
  readonly id: string;
  readonly kind: string;
  readonly name: Text;
  readonly outcome: Outcome;
  /** Of the lines it is about. */
  readonly basis: number;
  readonly rate: ShownRate;
  /** Before rounding, in thousandths of a point, rounded down. */
  readonly rawThousandths: number;
  /** After rounding, before limits and budgets. */
  readonly rounded: number;
  readonly caps: readonly Cap[];
  readonly points: number;
  /** They sum to `points`; lines with none are left out. */
  readonly lines: readonly { readonly lineId: string; readonly points: number }[];
}

export interface EarningExplanation {
  readonly shape: 2;
  readonly programVersion: number;
  readonly currency: string;
  readonly note: DeservedNote;
  readonly rounding: Rounding;
  /** All lines that count together. */
  readonly basis: number;
  readonly withheld: readonly Withheld[];
  readonly lines: readonly ExplainedLine[];
  readonly parts: readonly ExplainedPart[];
  readonly points: number;
}
