// "Look at this order": every event about an order means only that. Its newest state is kept, and the difference between what it deserves
// and what it was given is posted, until a look finds nothing left to do.
import { hash } from 'node:crypto';
import type { Asking, OrderGrants } from '../allowances/order-grants.ts';
import type { MemberId, OrderId } from '../loyalty/ids.ts';
import { deservedAfterMoving, deservedPoints, type Deserved } from '../loyalty/earning/deserved.ts';
import { keptForGuest } from '../loyalty/earning/guests.ts';
import { limitsAnything, type Granted } from '../loyalty/earning/calculation/allowed.ts';
import type { Entry } from '../loyalty/ledger/entry.ts';
import { compareSightings, winsWithoutAsking, type Sighting } from '../loyalty/orders/newer.ts';
import { NO_CHARGES, type OrderState } from '../loyalty/orders/order-state.ts';
import type { MemberStore } from '../members/member-store.ts';
import type { StoreDirectory } from '../stores/directory.ts';
import type { StoreRecord } from '../stores/store-record.ts';
import { Judging, type AddFacts, type JudgingOptions } from './judging.ts';
import type { OrderStore, StoredOrder } from './order-store.ts';
import { Restating, type RestatingOptions, type Worth } from './restating.ts';

export interface OrderDeskOptions extends RestatingOptions {
  readonly orders: OrderStore;
  readonly directory: StoreDirectory;
  /** Whether somebody has an account; asked only where the program keeps guests' points for a while. */
  readonly members: Pick<MemberStore, 'get'>;
  /** What limits and budgets have left for an order. */
  readonly budgets: Pick<OrderGrants, 'grantFor' | 'giveBack' | 'grantedTo'>;
  readonly addFacts: AddFacts;
  readonly hadLeft: JudgingOptions['hadLeft'];
}

/** A look at an order may have to be repeated because others look at it too; past this, the work goes back to its queue. */
const LOOKS_MAX = 50;

export class OrderBusy extends Error {}

export function digestOf(order: OrderState): string {
  return hash('sha256', JSON.stringify(order), 'hex');
}

/** An order of which only its end is known. */
function unseen(orderId: OrderId, currency: string): OrderState {
  const times = { placedAt: 0, version: 0, paidAt: null, fulfilledAt: null, deliveredAt: null };
  const nothing = { lines: [], charges: NO_CHARGES, refunds: [], codes: [], channel: null, total: 0, taxesIncluded: false };
  return { orderId, name: orderId, currency, standing: 'deleted', payment: 'unpaid', ...times, ...nothing };
}

/** What became of a state that was seen, and the order as it is kept now. */
export interface Keeping {
  readonly outcome: 'kept' | 'known' | 'doubtful';
  readonly order: StoredOrder;
}

function worthOf({ order: { name } }: StoredOrder, { tranches, activityUntil, explanation }: Deserved): Worth {
  return { tranches, activityUntil, explain: JSON.stringify({ ...explanation, orderName: name }) };
}

/** What an order deserves, by what it is granted; `limited`: it may have to ask for that. */
interface Calculation {
  readonly calculate: (granted: Granted | null) => Deserved;
  readonly limited: boolean;
  /** Whether its points were taken to wait for an account. */
  readonly waits: boolean;
}

interface Settled {
  readonly written: Entry[];
  readonly deserved: Deserved;
  readonly asking: Asking;
  readonly limited: boolean;
  readonly waits: boolean;
}

export class OrderDesk {
  readonly #options: OrderDeskOptions;
  readonly #judging: Judging;
  readonly #restating: Restating;

  constructor(options: OrderDeskOptions) {
    this.#options = options;
    this.#judging = new Judging(options);
    this.#restating = new Restating(options);
  }

  /**
   * Keeps a state if it is newer than the known one. 'doubtful': the store must be asked; with `final`, a fixed order of precedence decides
   * instead, so that every arrival order ends at the same state. `hadLeft`: the buyer had left the program when they placed it.
   */
  async keep(store: StoreRecord, sighting: Sighting, memberId: MemberId | null, final: boolean, hadLeft = false): Promise<Keeping> {
    const { orderId } = sighting.order;
    for (let look = 0; look < LOOKS_MAX; look += 1) {
      const known = await this.#options.orders.read(store.storeId, orderId);
      const wanted = { ...sighting, storeId: store.storeId, orderId, memberId: memberId ?? known?.memberId ?? null };
      if (known === null) {
        const order = { ...wanted, revision: 1, judgement: await this.#judging.first(store, sighting.order, wanted.memberId, hadLeft) };
        if (await this.#options.orders.create(order)) return { outcome: 'kept', order };
        continue;
      }
      const comparison = compareSightings(known, sighting);
      if (comparison === 'doubtful' && !final) return { outcome: 'doubtful', order: known };
      const wins = comparison === 'newer' || (comparison === 'doubtful' && winsWithoutAsking(known, sighting));
      if (!wins) return { outcome: 'known', order: known };
      const order = { ...wanted, revision: known.revision + 1, judgement: known.judgement };
      if (await this.#options.orders.replace(order)) return { outcome: 'kept', order };
    }
    throw new OrderBusy(`order ${orderId} changes too often just now`);
  }

  /**
   * The store says that the order is gone: what is known of it stays, its standing ends. An order never seen leaves a tombstone, so that an
   * older message that arrives late cannot bring it back: a deletion carries no version, so the time it reached us stands in for one.
   */
  async keepGone(store: StoreRecord, orderId: OrderId, provenance: Sighting['provenance'], seenAt: number): Promise<StoredOrder> {
    const known = await this.#options.orders.read(store.storeId, orderId);
    const last = known?.order ?? unseen(orderId, store.currency);
    const version = known === null ? seenAt : last.version;
    const order: OrderState = { ...last, version, standing: 'deleted' };
    return (await this.keep(store, { order, provenance, seenAt, digest: digestOf(order) }, known?.memberId ?? null, true)).order;
  }

  /**
   * Posts what is missing, for the order's member and for everyone it once belonged to, until nothing is. `seen` is the order as it was kept
   * a moment ago and saves a reading; whether it is still the newest is asked after the entries are written, as always.
   */
  async settle(store: StoreRecord, orderId: OrderId, cause: string, seen: StoredOrder | null = null): Promise<Entry[]> {
    const written: Entry[] = [];
    for (let look = 0; look < LOOKS_MAX; look += 1) {
      const order = (look === 0 ? seen : null) ?? (await this.#options.orders.read(store.storeId, orderId));
      if (order === null) return written;
      const settled = await this.#settleOnce(store, order, cause);
      written.push(...settled.written);
      if ((await this.#options.orders.revision(store.storeId, orderId)) !== order.revision) continue;
      // Whoever opened an account meanwhile looked at this order too early.
      if (settled.waits && !(await this.#isGuest(store, order.memberId))) continue;
      // Not earlier: whoever looked at an older state must not give back what a newer one uses.
      if (settled.limited) await this.#options.budgets.giveBack(settled.asking, cause, settled.deserved);
      return written;
    }
    throw new OrderBusy(`order ${orderId} changes too often just now`);
  }

  /** For work that is repeated: see {@link Restating.showAgain}. */
  async showAgain(store: StoreRecord, orderId: OrderId): Promise<void> {
    await this.#restating.showAgain(store.storeId, orderId);
  }

  async #settleOnce(store: StoreRecord, order: StoredOrder, cause: string): Promise<Settled> {
    const { calculate, limited, waits } = await this.#calculation(store, order);
    const subject = { storeId: store.storeId, orderId: order.orderId, memberId: order.memberId, cause };
    const first = await this.#restating.firstLook(subject);
    const owner = await this.#restating.ownerOf(subject, first);
    const asking = { storeId: store.storeId, orderId: order.orderId, memberId: owner };
    const deserved = limited ? await this.#options.budgets.grantFor(asking, cause, calculate) : calculate(null);
    const elsewhere = (): Worth => worthOf(order, deservedAfterMoving(deserved));
    const written = await this.#restating.restate(subject, owner, first, worthOf(order, deserved), elsewhere);
    return { written, deserved, asking, limited, waits };
  }

  /** What the order deserves now by what it was granted, with the calculation; the judgement is made and kept if there is none yet. */
  async deservedBy(store: StoreRecord, order: StoredOrder): Promise<Deserved> {
    const { calculate, limited } = await this.#calculation(store, order);
    if (!limited) return calculate(null);
    const memberId = await this.#restating.present(store.storeId, order.memberId);
    return calculate(await this.#options.budgets.grantedTo({ storeId: store.storeId, orderId: order.orderId, memberId }));
  }

  /** The points of an order as if no limit or budget ever ran out. */
  async wouldDeserve(store: StoreRecord, order: StoredOrder): Promise<number> {
    return (await this.#calculation(store, order)).calculate(null).points;
  }

  async #calculation(store: StoreRecord, order: StoredOrder): Promise<Calculation> {
    const { program, facts } = await this.#judging.measureOf(store, order);
    const waits = program.guests !== null && (await this.#isGuest(store, order.memberId));
    const calculate = (granted: Granted | null): Deserved => {
      const deserved = deservedPoints(order.order, program, facts, granted, store.startsAt);
      return waits ? keptForGuest(deserved, order.order.placedAt, program) : deserved;
    };
    return { calculate, limited: limitsAnything(program), waits };
  }

  /** By the account of whom they are now, if they were merged. */
  async #isGuest(store: StoreRecord, memberId: MemberId | null): Promise<boolean> {
    const person = await this.#restating.present(store.storeId, memberId);
    return person !== null && (await this.#options.members.get(store.storeId, person))?.kind === 'guest';
  }
}
