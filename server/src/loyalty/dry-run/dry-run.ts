// A draft tried on real orders before it goes live: what it would have given, rule by rule, beside what the versions in force gave. One order at a time, so
// that any number of them fits and progress can be shown; orders come in the order in which they were placed, because budgets are spent in that order.
import { judge } from '../earning/calculation/judge.ts';
import type { Capped } from '../earning/calculation/allowed.ts';
import { cappedParts, partOf } from '../earning/deserved.ts';
import type { OrderFacts } from '../earning/facts.ts';
import type { OrderState } from '../orders/order-state.ts';
import { inForceAt } from '../program/in-force.ts';
import type { Program } from '../program/program.ts';
import type { Text } from '../program/text.ts';
import { Purse } from './purse.ts';

export interface DryRunOrder {
  readonly memberId: string;
  readonly order: OrderState;
  readonly facts: OrderFacts;
}

/** `amountMinor`: what the points are worth, rounded down; null where the program does not say what a point is worth. */
export interface Cost {
  readonly orders: number;
  readonly points: number;
  readonly amountMinor: number | null;
}

/** One rule, campaign or level, in either program. */
export interface PartCost {
  readonly part: string;
  readonly name: Text;
  readonly live: Cost;
  readonly draft: Cost;
}

export interface DryRunResult {
  readonly orders: number;
  readonly members: number;
  /** Orders, and members with an order, that would have got another number of points. */
  readonly ordersChanged: number;
  readonly membersChanged: number;
  /** Minor units of the program's currency that earned in the draft; orders in other currencies are not in it. */
  readonly basisMinor: number;
  readonly live: Cost;
  readonly draft: Cost;
  readonly parts: readonly PartCost[];
}

type Side = 'live' | 'draft';

interface Count {
  orders: number;
  points: number;
}

interface PartCount {
  readonly name: Text;
  readonly live: Count;
  readonly draft: Count;
}

const none = (): Count => ({ orders: 0, points: 0 });

function add(count: Count, points: number): void {
  if (points === 0) return;
  count.orders += 1;
  count.points += points;
}

export class DryRun {
  readonly #versions: readonly Program[];
  readonly #draft: Program;
  readonly #startsAt: number;
  readonly #purses = { live: new Purse(), draft: new Purse() };
  readonly #parts = new Map<string, PartCount>();
  readonly #total = { live: none(), draft: none() };
  readonly #members = new Set<string>();
  readonly #changedMembers = new Set<string>();
  #orders = 0;
  #changed = 0;
  #basis = 0;

  /** `versions`: those that were ever in force. `startsAt`: the store's cut-over; orders before it are history and earn nothing. */
  constructor(versions: readonly Program[], draft: Program, startsAt: number) {
    this.#versions = versions;
    this.#draft = draft;
    this.#startsAt = startsAt;
  }

  add(one: DryRunOrder): void {
    const live = inForceAt(this.#versions, one.order.placedAt);
    const before = live === null ? 0 : this.#given('live', live, one);
    const after = this.#given('draft', this.#draft, one);
    this.#orders += 1;
    this.#members.add(one.memberId);
    if (before === after) return;
    this.#changed += 1;
    this.#changedMembers.add(one.memberId);
  }

  result(): DryRunResult {
    const parts = [...this.#parts].map(([part, { name, live, draft }]) => ({
      part,
      name,
      live: this.#cost(live),
      draft: this.#cost(draft),
    }));
    return {
      orders: this.#orders,
      members: this.#members.size,
      ordersChanged: this.#changed,
      membersChanged: this.#changedMembers.size,
      basisMinor: this.#basis,
      live: this.#cost(this.#total.live),
      draft: this.#cost(this.#total.draft),
      parts,
    };
  }

  #given(side: Side, program: Program, { memberId, order, facts }: DryRunOrder): number {
    const hearing = judge(order, program, facts, this.#startsAt);
    const parts = cappedParts(hearing, program, this.#purses[side].of(memberId));
    for (const capped of parts) this.#count(side, capped);
    const points = parts.reduce((sum, part) => sum + part.points, 0);
    add(this.#total[side], points);
    const counts = side === 'draft' && hearing.note === 'paid' && order.currency === program.currency;
    if (counts) this.#basis += hearing.judged.question.amount;
    return points;
  }

  #count(side: Side, { gift, points }: Capped): void {
    const part = partOf(gift);
    const known = this.#parts.get(part);
    const count = known ?? { name: gift.name, live: none(), draft: none() };
    if (known === undefined) this.#parts.set(part, count);
    add(count[side], points);
  }

  /** Both sides at one worth, so that they can be compared: the draft's, else that of the newest version which states one. */
  #cost({ orders, points }: Count): Cost {
    const newest = this.#versions.toSorted((a, b) => b.version - a.version).find(({ pointValue }) => pointValue !== null);
    const value = this.#draft.pointValue ?? newest?.pointValue ?? null;
    const amountMinor = value === null ? null : Number((BigInt(points) * BigInt(value.amountMinor)) / BigInt(value.points));
    return { orders, points, amountMinor };
  }
}

/** The whole run at once, for a list that fits. */
export function dryRun(orders: Iterable<DryRunOrder>, versions: readonly Program[], draft: Program, startsAt: number): DryRunResult {
  const run = new DryRun(versions, draft, startsAt);
  for (const order of orders) run.add(order);
  return run.result();
}
