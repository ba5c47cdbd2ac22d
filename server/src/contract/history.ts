// Why points moved, as codes and parameters: the words are in the locale files of whoever shows it.
import { z } from 'zod';
import { instant, money, pageOf, points } from './shapes.ts';

/** One line of an order's calculation: what it was worth, at which rate, and the points it got (they sum to the total). */
export const earningLine = z.object({
  lineId: z.string(),
  title: z.string(),
  quantity: z.int(),
  basis: money,
  points,
});

export const explanation = z.object({
  rule: z.string(),
  pointsPerUnit: z.number(),
  basis: money,
  rounding: z.literal('floor'),
  deserved: points,
  given: points,
  lines: z.array(earningLine),
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
    'other-currency',
  ]),
});

export const historyKind = z.enum([
  'order-earned',
  'order-increased',
  'order-reduced',
  'order-taken-back',
  'order-dates-changed',
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
  'erased',
]);

export const historyLine = z.object({
  id: z.string(),
  at: instant,
  kind: historyKind,
  change: points,
  balanceAfter: points,
  order: z.object({ id: z.string(), name: z.string() }).nullable(),
  reason: z.string().nullable(),
  explanation: explanation.nullable(),
});

export const historyPage = pageOf(historyLine);
export type Explanation = z.infer<typeof explanation>;
export type HistoryLine = z.infer<typeof historyLine>;
export type HistoryKind = z.infer<typeof historyKind>;
