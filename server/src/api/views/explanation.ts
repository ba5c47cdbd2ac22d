// Why an order gave what it gave: written down with the entry when it was decided, and shown as it was written.
import { z } from 'zod';
import type { Explanation } from '../../contract/index.ts';
import type { DeservedNote } from '../../loyalty/earning/deserved.ts';
import type { OrderPart } from '../../loyalty/ledger/entry.ts';

const NOTES = [
  'paid', 'unpaid', 'cancelled', 'refunded', 'deleted', 'test', 'moved-away', 'program-paused', 'before-start', 'other-currency',
] as const satisfies readonly DeservedNote[]; // prettier-ignore

/** As `orders/` writes it. An entry is never rewritten, so a shape that is written once has to be understood for ever. */
const Written = z.object({
  rule: z.string(),
  rateBasisPoints: z.int(),
  programVersion: z.int(),
  currency: z.string(),
  basis: z.int(),
  note: z.enum(NOTES),
  orderName: z.string().optional(),
  lines: z.array(z.object({ lineId: z.string(), title: z.string(), quantity: z.int(), basis: z.int(), points: z.int() })),
});
const WrittenAdjustment = z.object({ noteId: z.string() });

function parsedJson(explain: string | null): unknown {
  return explain === null ? null : JSON.parse(explain);
}

export interface OrderExplained {
  readonly orderName: string | null;
  readonly explanation: Explanation;
}

/** `given` is what earlier entries had given for the order, so that `deserved - given` is what this one changed. */
export function explainOrder(explain: string | null, order: OrderPart): OrderExplained | null {
  const written = Written.safeParse(parsedJson(explain));
  if (!written.success) return null;
  const { rule, rateBasisPoints, programVersion, currency, basis, note, lines, orderName } = written.data;
  const explanation: Explanation = {
    rule,
    pointsPerUnit: rateBasisPoints / 10_000,
    basis: { amountMinor: basis, currency },
    rounding: 'floor',
    deserved: order.deserved,
    given: order.deserved - order.delta,
    lines: lines.map((line) => ({ ...line, basis: { amountMinor: line.basis, currency } })),
    programVersion,
    note,
  };
  return { orderName: orderName ?? null, explanation };
}

/** The note in which somebody said why they changed points by hand; null when the entry refers to none. */
export function noteIdOf(explain: string | null): string | null {
  const written = WrittenAdjustment.safeParse(parsedJson(explain));
  return written.success ? written.data.noteId : null;
}
