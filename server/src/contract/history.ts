// Why points moved, as codes and parameters: the words are in the locale files of whoever shows it.
import { z } from 'zod';
import { ownText } from './own-text.ts';
import { returnReason } from './return-reason.ts';
import { instant, money, pageOf, points } from './shapes.ts';

/** One line of an order's calculation: what of it counts, and the points it got (they sum to the total). `left`: why it does not count. */
export const earningLine = z.object({
  /** `shipping` and `tips` stand for what has no line; they have no title. */
  lineId: z.string(),
  title: z.string(),
  quantity: z.int(),
  basis: money,
  points,
  left: z.string().nullable(),
});

/** What one rule, campaign or level gave; the points of those that count sum to the total. */
export const earningPart = z.object({
  source: z.enum(['rule', 'campaign', 'tier']),
  id: z.string(),
  kind: z.string(),
  name: ownText,
  outcome: z.enum(['counts', 'not-the-best', 'after-an-exclusive']),
  basis: money,
  /** `points` per `per` minor units, items or orders; a factor in basis points. */
  rate: z.object({ points: z.int(), per: z.int(), unit: z.enum(['minor', 'item', 'order', 'factor']) }),
  /** Before rounding, in thousandths of a point. */
  rawThousandths: z.int(),
  rounded: points,
  /** What limits and budgets took away. */
  caps: z.array(z.object({ by: z.enum(['order-limit', 'member-limit', 'campaign-budget', 'program-budget']), took: points })),
  points,
  lines: z.array(z.object({ lineId: z.string(), points })),
});

export const explanation = z.object({
  rule: z.string(),
  pointsPerUnit: z.number(),
  basis: money,
  rounding: z.enum(['floor', 'nearest', 'ceil']),
  deserved: points,
  given: points,
  lines: z.array(earningLine),
  /** Empty for entries of the first programs, which had one rate and no rules. */
  parts: z.array(earningPart),
  /** Taken off for having been paid by something that does not earn. */
  withheld: z.array(z.object({ paidBy: z.enum(['gift-card', 'store-credit']), amount: money })),
  programVersion: z.int(),
  note: z.enum([
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
  ]),
});

export const historyKind = z.enum([
  'order-earned',
  'order-increased',
  'order-reduced',
  'order-taken-back',
  'order-dates-changed',
  /** For a friend who was brought, and for coming on a friend's invitation. */
  'referral-earned',
  'referral-taken-back',
  'referral-dates-changed',
  'friend-earned',
  'friend-taken-back',
  'awarded',
  'adjusted-up',
  'adjusted-down',
  'expired',
  'expiry-undone',
  'adjustment-undone',
  'reserved',
  'redeemed',
  'released',
  'returned',
  'imported',
  'merged-in',
  'merged-away',
  'merge-undone-in',
  'merge-undone-out',
  'erased',
]);

/** Which reward points were set aside for, spent on, or came back from. */
export const historyReward = z.object({
  id: z.string(),
  name: ownText,
  /** So many of them moved. */
  moved: points,
  /** So many it costs. */
  of: points,
  /** Why they came back; null: they did not. */
  why: returnReason.nullable(),
});

/** What somebody did that earned: the merchant's own name for it. */
export const historyAction = z.object({ kind: z.string(), name: ownText });

export const historyLine = z.object({
  id: z.string(),
  at: instant,
  kind: historyKind,
  change: points,
  balanceAfter: points,
  order: z.object({ id: z.string(), name: z.string() }).nullable(),
  reason: z.string().nullable(),
  explanation: explanation.nullable(),
  reward: historyReward.nullable().optional(),
  action: historyAction.nullable().optional(),
});

export const historyPage = pageOf(historyLine);
export type Explanation = z.infer<typeof explanation>;
export type HistoryLine = z.infer<typeof historyLine>;
export type HistoryReward = z.infer<typeof historyReward>;
export type HistoryKind = z.infer<typeof historyKind>;
