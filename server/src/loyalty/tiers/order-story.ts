// What an order was worth at every instant, told from its newest state: it counts from when it was paid for, each refund takes its part off when it was
// made, and an order that was taken back counts no more from when the store said so. So a level that was granted by it stays granted.
import { keptGoods } from '../earning/net-goods.ts';
import type { OrderState, Refund } from '../orders/order-state.ts';

/** By how much what counts of it changes. */
export interface StoryStep {
  readonly at: number;
  readonly spendMinor: number;
  readonly points: number;
}

export interface OrderStory {
  /** By this the windows measure. */
  readonly placedAt: number;
  readonly steps: readonly StoryStep[];
}

/** Points that stored entries gave for the order, or took back. */
export interface EarnedPoints {
  readonly at: number;
  readonly points: number;
}

export interface ToldOrder {
  readonly order: OrderState;
  /** When its newest state reached us. */
  readonly seenAt: number;
}

const NEVER_COUNTED: ReadonlySet<OrderState['standing']> = new Set<OrderState['standing']>(['test', 'failed']);
const sumOf = (amounts: readonly number[]): number => amounts.reduce((a, b) => a + b, 0);

function goodsOf({ lines, goodsWithoutLines }: Refund, giftCards: ReadonlySet<string>): number {
  return goodsWithoutLines + sumOf(lines.map(({ lineId, net }) => (giftCards.has(lineId) ? 0 : net)));
}

/** Steps of the spend: what was bought, and what went back when. A refund without an instant was always there. */
function spendSteps(order: OrderState, from: number): StoryStep[] {
  const giftCards = new Set(order.lines.flatMap(({ giftCard, lineId }) => (giftCard ? [lineId] : [])));
  const ordered = sumOf(order.lines.map(({ giftCard, net }) => (giftCard ? 0 : net)));
  let kept = sumOf(keptGoods(order, false).map((line) => line.kept));
  const steps: StoryStep[] = [];
  const dated = order.refunds.flatMap(({ at, ...refund }) => (at !== null && at > from ? [{ at, ...refund }] : []));
  // From the newest back to the purchase, for only the present state is known.
  for (const refund of dated.toSorted((a, b) => b.at - a.at)) {
    const before = Math.max(kept, Math.min(ordered, kept + goodsOf(refund, giftCards)));
    steps.push({ at: refund.at, spendMinor: kept - before, points: 0 });
    kept = before;
  }
  return [{ at: from, spendMinor: kept, points: 0 }, ...steps.toReversed()];
}

/** Null: it never counted. `earned` in the order in which it was written. */
export function storyOf({ order, seenAt }: ToldOrder, earned: readonly EarnedPoints[], currency: string): OrderStory | null {
  const { placedAt, paidAt, standing, payment } = order;
  if (payment !== 'paid' || NEVER_COUNTED.has(standing) || order.currency !== currency) return null;
  const from = Math.max(placedAt, paidAt ?? placedAt);
  // What an order gave first is as old as the order, however late its news came.
  const points = earned.map(({ at, points: given }, index) => ({
    at: index === 0 ? from : Math.max(at, from),
    spendMinor: 0,
    points: given,
  }));
  const steps = [...spendSteps(order, from), ...points].toSorted((a, b) => a.at - b.at);
  if (standing === 'open') return { placedAt, steps };
  const end = Math.max(seenAt, from);
  const told = steps.filter(({ at }) => at < end);
  const left = { spendMinor: -sumOf(told.map((step) => step.spendMinor)), points: -sumOf(told.map((step) => step.points)) };
  return { placedAt, steps: [...told, { at: end, ...left }] };
}
