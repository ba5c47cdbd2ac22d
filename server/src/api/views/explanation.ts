// Why an order gave what it gave: written down with the entry when it was decided, and shown as it was written.
import { z } from 'zod';
import type { Explanation, HistoryLine } from '../../contract/index.ts';
import { DESERVED_NOTES } from '../../loyalty/earning/explanation.ts';
import type { OrderPart } from '../../loyalty/ledger/entry.ts';
import { minorPerUnit } from '../../loyalty/currencies.ts';

const note = z.enum(DESERVED_NOTES);

/** As programs of one rate wrote it. An entry is never rewritten, so a shape that is written once has to be understood for ever. */
const FirstWritten = z.object({
  rule: z.string(),
  rateBasisPoints: z.int(),
  programVersion: z.int(),
  currency: z.string(),
  basis: z.int(),
  note,
  orderName: z.string().optional(),
  lines: z.array(z.object({ lineId: z.string(), title: z.string(), quantity: z.int(), basis: z.int(), points: z.int() })),
});

const text = z.object({ en: z.string().optional(), fa: z.string().optional(), he: z.string().optional() });

/** As programs of rules write it: `EarningExplanation` in `loyalty/earning/explanation.ts`. */
const Written = z.object({
  shape: z.literal(2),
  programVersion: z.int(),
  currency: z.string(),
  note,
  rounding: z.enum(['floor', 'nearest', 'ceil']),
  basis: z.int(),
  orderName: z.string().optional(),
  lines: z.array(z.object({ lineId: z.string(), title: z.string(), quantity: z.int(), amount: z.int(), left: z.string().nullable() })),
  withheld: z.array(z.object({ paidBy: z.enum(['gift-card', 'store-credit']), amount: z.int() })),
  parts: z.array(
    z.object({
      source: z.enum(['rule', 'campaign', 'tier']),
      id: z.string(),
      kind: z.string(),
      name: text,
      outcome: z.enum(['counts', 'not-the-best', 'after-an-exclusive']),
      basis: z.int(),
      rate: z.object({ points: z.int(), per: z.int(), unit: z.enum(['minor', 'item', 'order', 'factor']) }),
      rawThousandths: z.int(),
      rounded: z.int(),
      caps: z.array(z.object({ by: z.enum(['order-limit', 'member-limit', 'campaign-budget', 'program-budget']), took: z.int() })),
      points: z.int(),
      lines: z.array(z.object({ lineId: z.string(), points: z.int() })),
    }),
  ),
});
/** `ActionExplanation` in `loyalty/earning/earn-action.ts`; what else gives points has no name of its own. */
const WrittenAction = z.object({ action: z.string(), name: text });
const WrittenAdjustment = z.object({ noteId: z.string() });

function parsedJson(explain: string | null): unknown {
  return explain === null ? null : JSON.parse(explain);
}

export interface OrderExplained {
  readonly orderName: string | null;
  readonly explanation: Explanation;
}

const given = ({ deserved, delta }: OrderPart) => ({ deserved, given: deserved - delta });

function explainFirst(written: z.infer<typeof FirstWritten>, order: OrderPart): Explanation {
  const { rule, rateBasisPoints, programVersion, currency, basis, lines } = written;
  return {
    rule,
    pointsPerUnit: rateBasisPoints / 10_000,
    basis: { amountMinor: basis, currency },
    rounding: 'floor',
    ...given(order),
    lines: lines.map((line) => ({ ...line, left: null, basis: { amountMinor: line.basis, currency } })),
    parts: [],
    withheld: [],
    programVersion,
    note: written.note,
  };
}

function pointsByLine(parts: z.infer<typeof Written>['parts']): ReadonlyMap<string, number> {
  const byLine = new Map<string, number>();
  for (const { lines } of parts) for (const { lineId, points } of lines) byLine.set(lineId, (byLine.get(lineId) ?? 0) + points);
  return byLine;
}

function explainParts(written: z.infer<typeof Written>, order: OrderPart): Explanation {
  const { programVersion, currency, basis, rounding, lines, parts, withheld } = written;
  const money = (amountMinor: number) => ({ amountMinor, currency });
  const main = parts.find((part) => part.outcome === 'counts' && part.rate.unit === 'minor');
  const points = pointsByLine(parts);
  return {
    rule: main?.kind ?? parts[0]?.kind ?? 'none',
    pointsPerUnit: main === undefined ? 0 : (main.rate.points * minorPerUnit(currency)) / main.rate.per,
    basis: money(basis),
    rounding,
    ...given(order),
    lines: lines.map(({ amount, ...line }) => ({ ...line, basis: money(amount), points: points.get(line.lineId) ?? 0 })),
    parts: parts.map((part) => ({ ...part, basis: money(part.basis) })),
    withheld: withheld.map(({ paidBy, amount }) => ({ paidBy, amount: money(amount) })),
    programVersion,
    note: written.note,
  };
}

/** `given` is what earlier entries had given for the order, so that `deserved - given` is what this one changed. */
export function explainOrder(explain: string | null, order: OrderPart): OrderExplained | null {
  const json = parsedJson(explain);
  const written = Written.safeParse(json);
  if (written.success) return { orderName: written.data.orderName ?? null, explanation: explainParts(written.data, order) };
  const first = FirstWritten.safeParse(json);
  return first.success ? { orderName: first.data.orderName ?? null, explanation: explainFirst(first.data, order) } : null;
}

/** What an award was for, as the merchant called it then; null where it was for nothing that has a name. */
export function actionOf(explain: string | null): NonNullable<HistoryLine['action']> | null {
  const { data } = WrittenAction.safeParse(parsedJson(explain));
  return data === undefined ? null : { kind: data.action, name: data.name };
}

/** The note in which somebody said why they changed points by hand; null when the entry refers to none. */
export function noteIdOf(explain: string | null): string | null {
  const written = WrittenAdjustment.safeParse(parsedJson(explain));
  return written.success ? written.data.noteId : null;
}
