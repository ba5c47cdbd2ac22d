// "Look at this order": every event about an order means only that. Its newest state is kept, and the difference between what it deserves
// and what it was given is posted, until a look finds nothing left to do.
import { hash } from 'node:crypto';
import type { Asking, OrderGrants } from '../allowances/order-grants.ts';
import type { AppendRequest, Intention, Ledger, Recalled } from '../ledger/ledger.ts';
import type { LedgerStore, OrderShare } from '../ledger/ledger-store.ts';
import type { Persons } from '../ledger/persons.ts';
import { hashOfIntention } from '../ledger/hash.ts';
import { entryKey, type MemberId, type OrderId, type StoreId } from '../loyalty/ids.ts';
import { deservedAfterMoving, deservedPoints, type Deserved } from '../loyalty/earning/deserved.ts';
import { keptForGuest } from '../loyalty/earning/guests.ts';
import { limitsAnything, type Granted } from '../loyalty/earning/calculation/allowed.ts';
import type { Given } from '../loyalty/ledger/command.ts';
import type { Entry } from '../loyalty/ledger/entry.ts';
import { addGiven } from '../loyalty/ledger/sums.ts';
import { compareSightings, winsWithoutAsking, type Sighting } from '../loyalty/orders/newer.ts';
import { NO_CHARGES, type OrderState } from '../loyalty/orders/order-state.ts';
import type { MemberStore } from '../members/member-store.ts';
import { isRefused } from '../loyalty/refusal.ts';
import type { StoreDirectory } from '../stores/directory.ts';
import type { StoreRecord } from '../stores/store-record.ts';
import { Judging, type AddFacts, type JudgingOptions } from './judging.ts';
import type { OrderStore, StoredOrder } from './order-store.ts';

export interface OrderDeskOptions {
  readonly orders: OrderStore;
  readonly directory: StoreDirectory;
  readonly ledger: Ledger;
  readonly entries: Pick<LedgerStore, 'sharesOfOrder' | 'head'>;
  readonly persons: Persons;
  /** Whether somebody has an account; asked only where the program keeps guests' points for a while. */
  readonly members: Pick<MemberStore, 'get'>;
  /** What limits and budgets have left for an order. */
  readonly budgets: Pick<OrderGrants, 'grantFor' | 'giveBack' | 'grantedTo'>;
  readonly addFacts: AddFacts;
  readonly hadLeft: JudgingOptions['hadLeft'];
  /** Called after every write; a projection that fails stops the work, and the work is repeated. */
  readonly appended: (entry: Entry) => Promise<void>;
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

/** What an order's settling is about, for one person. */
interface Share {
  readonly store: StoreRecord;
  readonly order: StoredOrder;
  readonly memberId: MemberId;
  readonly deserved: Deserved;
  readonly cause: string;
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

/** Read once for the first try: the owner's last entry, and after it what every chain was given for the order. */
interface FirstLook {
  readonly recalled: Recalled | null;
  readonly shares: readonly OrderShare[];
}

export class OrderDesk {
  readonly #options: OrderDeskOptions;
  readonly #judging: Judging;

  constructor(options: OrderDeskOptions) {
    this.#options = options;
    this.#judging = new Judging(options);
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

  /**
   * For work that is repeated: whoever did it before may have died between an entry and what is shown of it, and then nothing is left to
   * settle. So the last entry of everybody the order ever touched is shown again.
   */
  async showAgain(store: StoreRecord, orderId: OrderId): Promise<void> {
    const { entries, appended } = this.#options;
    for (const { memberId } of await entries.sharesOfOrder(store.storeId, orderId)) {
      const last = await entries.head(store.storeId, memberId);
      if (last !== null) await appended(last);
    }
  }

  async #settleOnce(store: StoreRecord, order: StoredOrder, cause: string): Promise<Settled> {
    const { calculate, limited, waits } = await this.#calculation(store, order);
    const first = await this.#firstLook(store.storeId, order);
    const elsewhere = first.shares.some((share) => share.memberId !== order.memberId);
    // Only where another chain has a share can a merge matter before the write; a chain that was merged away refuses the write itself.
    const owner = elsewhere ? await this.#present(store, order.memberId) : order.memberId;
    const asking = { storeId: store.storeId, orderId: order.orderId, memberId: owner };
    const deserved = limited ? await this.#options.budgets.grantFor(asking, cause, calculate) : calculate(null);
    const written: (Entry | null)[] = [];
    // Taking back comes first: a crash in between leaves the shop owing points, never the points twice.
    for (const memberId of await this.#others(store, first.shares, owner)) {
      written.push(await this.#settleMember({ store, order, memberId, deserved: deservedAfterMoving(deserved), cause }));
    }
    if (owner !== null)
      written.push(await this.#settleMember({ store, order, memberId: owner, deserved, cause }, elsewhere ? null : first));
    return { written: written.filter((entry) => entry !== null), deserved, asking, limited, waits };
  }

  /** The head before the shares: what was given by then can only be newer than the head, and then the insert loses its race. */
  async #firstLook(storeId: StoreId, { orderId, memberId }: StoredOrder): Promise<FirstLook> {
    const recalled = memberId === null ? null : await this.#options.ledger.recall(storeId, memberId);
    return { recalled, shares: await this.#options.entries.sharesOfOrder(storeId, orderId) };
  }

  async #present<T extends MemberId | null>(store: StoreRecord, memberId: T): Promise<T | MemberId> {
    return memberId === null ? memberId : this.#options.persons.present(store.storeId, memberId);
  }

  /** Persons other than the owner who were given something for the order; chains that are one person now count together. */
  async #others(store: StoreRecord, shares: readonly OrderShare[], owner: MemberId | null): Promise<MemberId[]> {
    const given = new Map<MemberId, number>();
    for (const { memberId, points } of shares) {
      const person = memberId === owner ? memberId : await this.#options.persons.present(store.storeId, memberId);
      given.set(person, (given.get(person) ?? 0) + points);
    }
    return [...given].filter(([person, points]) => person !== owner && points !== 0).map(([person]) => person);
  }

  /** What the chains of one person gave together; the number of entries counts in the chain that will be written. */
  async #given(store: StoreRecord, shares: readonly OrderShare[], person: MemberId): Promise<Given> {
    const mine: OrderShare[] = [];
    for (const share of shares) {
      if (share.memberId === person || (await this.#present(store, share.memberId)) === person) mine.push(share);
    }
    const own = mine.find((share) => share.memberId === person);
    return { ...addGiven(mine.map((share) => share.given)), entries: own?.given.entries ?? 0 };
  }

  /** What the order deserves now by what it was granted, with the calculation; the judgement is made and kept if there is none yet. */
  async deservedBy(store: StoreRecord, order: StoredOrder): Promise<Deserved> {
    const { calculate, limited } = await this.#calculation(store, order);
    if (!limited) return calculate(null);
    const memberId = await this.#present(store, order.memberId);
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
    const person = await this.#present(store, memberId);
    return person !== null && (await this.#options.members.get(store.storeId, person))?.kind === 'guest';
  }

  async #intention({ store, order, memberId, deserved }: Share, shares: readonly OrderShare[]): Promise<Intention> {
    const { orderId } = order;
    const given = await this.#given(store, shares, memberId);
    const explain = JSON.stringify({ ...deserved.explanation, orderName: order.order.name });
    const { tranches, activityUntil } = deserved;
    return {
      command: { kind: 'settle-order', orderId, deserved: tranches, activityUntil, given, explain },
      key: entryKey(`order:${orderId}:${memberId}:${given.entries}`),
      inputHash: hashOfIntention('settle-order', store.storeId, memberId, orderId),
    };
  }

  async #request(share: Share, look: FirstLook | null): Promise<AppendRequest> {
    const { store, order, memberId, cause } = share;
    const { storeId } = store;
    const intend = async () => this.#intention(share, await this.#options.entries.sharesOfOrder(storeId, order.orderId));
    if (look?.recalled == null) return { storeId, memberId, cause, intend };
    return { storeId, memberId, cause, intend, first: { recalled: look.recalled, intention: await this.#intention(share, look.shares) } };
  }

  async #settleMember(share: Share, look: FirstLook | null = null): Promise<Entry | null> {
    const { store, order, memberId } = share;
    const answer = await this.#options.ledger.append(await this.#request(share, look));
    if (isRefused(answer)) {
      if (answer.refused === 'nothing-to-do') return null;
      // Merged just now: the points are elsewhere, and the next look finds them there.
      if (answer.refused === 'member-merged') return this.#settleMember({ ...share, memberId: await this.#present(store, memberId) });
      throw new Error(`order ${order.orderId} could not be settled: ${answer.refused} (${answer.detail})`);
    }
    await this.#options.appended(answer.entry);
    // Somebody else wrote this step, perhaps from an older state: look again until nothing is left to do.
    return answer.fresh ? answer.entry : this.#settleMember(share);
  }
}
