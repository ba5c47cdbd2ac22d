// Order desks that stand still before chosen steps of the order procedure. Nothing of the product is rebuilt: the pauses are put onto the
// very ports it was wired with.
import type { Core } from '../../../src/core.ts';
import type { MemberId, StoreId } from '../../../src/loyalty/ids.ts';
import type { OrderState } from '../../../src/loyalty/orders/order-state.ts';
import { digestOf } from '../../../src/orders/order-desk.ts';
import { openCore, type Place } from '../process/open-core.ts';
import type { Pause } from './turns.ts';

const STEPS = ['begin', 'compare', 'keep', 'read order', 'read head', 'read shares', 'insert entry', 'show balance'] as const;
export type Step = (typeof STEPS)[number];

/** Everything apart at once would be millions of sequences, so each proof sets other neighbours apart. */
export const APART = {
  /** What a minute's test can afford: the order is kept, the entry is inserted, the order is read again. */
  brief: ['begin', 'keep', 'read order', 'insert entry'],
  /** The procedure as it is written down: keep, read the order, read heads, insert, read the order again. */
  procedure: ['begin', 'read order', 'read head', 'insert entry'],
  /** Two states that are kept at the same time. */
  keeping: ['compare', 'keep', 'read order', 'insert entry'],
  /** What was given is read after the head that the entry is built on. */
  sums: ['begin', 'read head', 'read shares', 'insert entry'],
  /** What a death may come between: before each of these something is written, or a decision is made on what was read. */
  dying: ['begin', 'read order', 'insert entry', 'show balance'],
} as const satisfies Record<string, readonly Step[]>;

export interface Sight {
  readonly order: OrderState;
  readonly memberId: MemberId;
}

export class Desk {
  readonly #core: Core;
  readonly #store: StoreId;
  readonly #apart: ReadonlySet<Step>;
  #pause: Pause = () => Promise.resolve();
  #keeping = false;

  constructor(core: Core, store: StoreId, apart: readonly Step[]) {
    this.#core = core;
    this.#store = store;
    this.#apart = new Set(apart);
    this.#pauseOrders();
    this.#pauseEntries();
    const { balances } = core;
    const show = balances.show.bind(balances);
    balances.show = (rows) => this.#after('show balance', () => show(rows));
  }

  /** One delivery: keep the state if it is newer, then settle. */
  async look({ order, memberId }: Sight, pause: Pause): Promise<void> {
    this.#pause = pause;
    const store = await this.#core.stores.get(this.#store);
    if (store === null) throw new Error('the store of the proof is missing');
    const sighting = { order, provenance: 'pushed', seenAt: 1, digest: digestOf(order) } as const;
    this.#keeping = true;
    const kept = await this.#after('begin', () => this.#core.desk.keep(store, sighting, memberId, true));
    this.#keeping = false;
    await this.#core.desk.settle(store, order.orderId, 'proof', kept.order);
  }

  async #after<T>(step: Step, act: () => Promise<T>): Promise<T> {
    if (this.#apart.has(step)) await this.#pause(step);
    return act();
  }

  #pauseOrders(): void {
    const { orders } = this.#core;
    const [read, revision] = [orders.read.bind(orders), orders.revision.bind(orders)];
    const [create, replace] = [orders.create.bind(orders), orders.replace.bind(orders)];
    orders.read = (...which) => this.#after(this.#keeping ? 'compare' : 'read order', () => read(...which));
    orders.revision = (...which) => this.#after('read order', () => revision(...which));
    orders.create = (order) => this.#after('keep', () => create(order));
    orders.replace = (order) => this.#after('keep', () => replace(order));
  }

  #pauseEntries(): void {
    const { entries } = this.#core;
    const [head, append, shares] = [entries.head.bind(entries), entries.append.bind(entries), entries.sharesOfOrder.bind(entries)];
    entries.head = (...whose) => this.#after('read head', () => head(...whose));
    entries.append = (entry) => this.#after('insert entry', () => append(entry));
    entries.sharesOfOrder = (...which) => this.#after('read shares', () => shares(...which));
  }
}

export interface Desks {
  readonly desks: readonly Desk[];
  close(): Promise<void>;
}

/** Each with its own connection and its own memory of last entries, as in processes of their own. */
export async function openDesks(place: Place, store: StoreId, count: number, apart: readonly Step[], now: number): Promise<Desks> {
  const opened = await Promise.all(Array.from({ length: count }, () => openCore(place, () => now)));
  const desks = opened.map(({ core }) => new Desk(core, store, apart));
  return { desks, close: async () => void (await Promise.all(opened.map(({ close }) => close()))) };
}
