// Who would be in another level: every member's orders, measured by the levels of now and by the ones that are thought of. Reads, and keeps sums only.
import { deservedPoints } from '../loyalty/earning/deserved.ts';
import { factsOf, NOTHING_ADDED } from '../loyalty/earning/facts.ts';
import { netGoods } from '../loyalty/earning/net-goods.ts';
import type { MemberId, StoreId } from '../loyalty/ids.ts';
import { inForceAt } from '../loyalty/program/in-force.ts';
import type { Program } from '../loyalty/program/program.ts';
import { measuredFrom, type TierFigures } from '../loyalty/tiers/figures.ts';
import type { Tiers } from '../loyalty/tiers/tiers.ts';
import { whoMoves, type MemberFigures, type TierMove } from '../loyalty/tiers/who-moves.ts';
import type { StoredOrder } from '../orders/order-store.ts';
import type { OrderHistory } from './order-history.ts';

export interface TierQuestion {
  readonly storeId: StoreId;
  readonly startsAt: number;
  readonly versions: readonly Program[];
  readonly live: Program;
  readonly after: Program;
  readonly now: number;
}

interface Counted {
  spendMinor: number;
  points: number;
  orders: number;
}

const none = (): Counted => ({ spendMinor: 0, points: 0, orders: 0 });

/** Points as the order's version gives them; what limits and budgets took is not asked here. */
function pointsOf({ order, judgement }: StoredOrder, { versions, startsAt }: TierQuestion): number {
  const program = inForceAt(versions, order.placedAt);
  const facts = judgement?.facts ?? factsOf(order, NOTHING_ADDED);
  return program === null ? 0 : deservedPoints(order, program, facts, null, startsAt).points;
}

const asksForPoints = (tiers: Tiers | null): boolean => tiers?.levels.some(({ threshold }) => threshold.points !== null) ?? false;

class Measuring {
  readonly #question: TierQuestion;
  readonly #from: { readonly before: number; readonly after: number };
  readonly #needsPoints: boolean;
  readonly #sums = new Map<MemberId, { readonly before: Counted; readonly after: Counted }>();

  constructor(question: TierQuestion) {
    const { live, after, now } = question;
    const start = (program: Program): number => (program.tiers === null ? Infinity : measuredFrom(program.tiers, now, program));
    this.#question = question;
    this.#from = { before: start(live), after: start(after) };
    this.#needsPoints = asksForPoints(live.tiers) || asksForPoints(after.tiers);
  }

  /** Nothing older is measured by either. */
  get since(): number {
    return Math.min(this.#from.before, this.#from.after);
  }

  add(stored: StoredOrder): void {
    const { order, memberId } = stored;
    const counts = order.standing === 'open' && order.payment === 'paid' && order.currency === this.#question.live.currency;
    if (memberId === null || !counts) return;
    const spendMinor = netGoods(order).reduce((sum, line) => sum + line.amount, 0);
    // Everything was given back: no order.
    if (spendMinor <= 0) return;
    const points = this.#needsPoints ? pointsOf(stored, this.#question) : 0;
    const sums = this.#sums.get(memberId) ?? { before: none(), after: none() };
    this.#sums.set(memberId, sums);
    for (const side of ['before', 'after'] as const) {
      if (order.placedAt < this.#from[side]) continue;
      sums[side].spendMinor += spendMinor;
      sums[side].points += points;
      sums[side].orders += 1;
    }
  }

  *figures(others: number): Iterable<MemberFigures> {
    for (const [memberId, { before, after }] of this.#sums) yield { memberId, before, after };
    const nothing: TierFigures = none();
    for (let n = 0; n < others; n += 1) yield { memberId: '', before: nothing, after: nothing };
  }

  get members(): number {
    return this.#sums.size;
  }
}

/** `members`: how many there are, with orders or without. */
export async function tierMoves(history: OrderHistory, question: TierQuestion, members: number): Promise<TierMove[]> {
  const measuring = new Measuring(question);
  const { live, after, now, storeId } = question;
  const since = Math.max(measuring.since, Number.MIN_SAFE_INTEGER);
  if (since < now) for await (const batch of history.between(storeId, since, now + 1)) for (const order of batch) measuring.add(order);
  return whoMoves(measuring.figures(Math.max(0, members - measuring.members)), live.tiers, after.tiers);
}
