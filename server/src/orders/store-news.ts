// What a store told us becomes what we know: identities to members, orders to the order desk. Where a message is not enough, the store is asked.
import { withLease, type LeaseTimes } from '../leases/with-lease.ts';
import type { Leases } from '../leases/leases.ts';
import type { MemberId, OrderId, StoreId } from '../loyalty/ids.ts';
import type { OrderState } from '../loyalty/orders/order-state.ts';
import type { OrderTraces } from '../loyalty/orders/order-traces.ts';
import type { CustomerIdentity, StoreEvent } from '../loyalty/store-event.ts';
import type { MemberRegistry, Met } from '../members/registry.ts';
import type { Told } from '../members/stated.ts';
import { StoreRefused, StoreUnreachable, type StoreConnection } from '../platforms/platform.ts';
import type { PrivacyDesk } from '../privacy/privacy-desk.ts';
import type { StoreRecord } from '../stores/store-record.ts';
import { ignoring, quiet, touching, type Absorbed } from './absorbed.ts';
import { digestOf, type OrderDesk } from './order-desk.ts';
import type { OrderStore } from './order-store.ts';
import type { StoreChanges } from './store-changes.ts';

export interface StoreNewsOptions {
  readonly desk: OrderDesk;
  readonly orders: Pick<OrderStore, 'read'>;
  readonly registry: MemberRegistry;
  readonly changes: Pick<StoreChanges, 'left' | 'asked'>;
  readonly privacy: Pick<PrivacyDesk, 'collect' | 'erase' | 'remove'>;
  /** False: it is none of ours, or it was used. */
  readonly codeDeleted: (store: StoreRecord, externalId: string) => Promise<boolean>;
  /** The store has prepared its past for us. */
  readonly historyReady: (storeId: StoreId) => Promise<void>;
  /** Asks for what follows when an account became somebody's. */
  readonly openAccount: (store: StoreRecord, due: NonNullable<Met['due']>) => Promise<void>;
  /** Why it was of no consequence; null: they are one now. */
  readonly customersMerged: (store: StoreRecord, merged: { goneId: string; keptId: string }, cause: string) => Promise<string | null>;
  /** Keeps what an order shows of who placed it, before the order itself is kept. */
  readonly trace: (store: StoreRecord, order: OrderState, traces: OrderTraces) => Promise<void>;
  readonly leases: Leases;
  readonly leaseTimes: LeaseTimes;
  readonly clock: () => number;
  /** null: this store cannot be asked. */
  readonly connect: (store: StoreRecord) => StoreConnection | null;
}

/** Of an inbox item: what names it, and when it came. */
export interface Message {
  readonly itemId: string;
  readonly receivedAt: number;
}

type OrderStated = Extract<StoreEvent, { kind: 'order-stated' }>;
type OrderRead = Extract<StoreEvent, { kind: 'order-read' }>;
type OrderChanged = Extract<StoreEvent, { kind: 'order-changed' }>;
type OrderDeleted = Extract<StoreEvent, { kind: 'order-deleted' }>;

interface Buyer {
  readonly memberId: MemberId | null;
  readonly hadLeft: boolean;
}

export class StoreNews {
  readonly #options: StoreNewsOptions;

  constructor(options: StoreNewsOptions) {
    this.#options = options;
  }

  /**
   * `item` is the message in the inbox. `asked` collects orders that the store was asked about for this batch: every message of the batch had arrived by then, so one answer
   * tells what all of them were about.
   */
  async absorb(store: StoreRecord, event: StoreEvent, item: Message, asked: Set<OrderId>): Promise<Absorbed> {
    const { itemId, receivedAt } = item;
    switch (event.kind) {
      case 'nothing':
        return ignoring(event.why);
      case 'customer-stated':
        await this.#met(store, event.customer, { from: 'account', placedAt: null, opened: event.opened === true });
        return quiet;
      case 'customer-deleted':
        return ignoring('the account is gone; its points stay with its orders');
      case 'customers-merged': {
        const why = await this.#options.customersMerged(store, event, itemId);
        return why === null ? quiet : ignoring(why);
      }
      case 'code-deleted':
        return (await this.#options.codeDeleted(store, event.externalId))
          ? quiet
          : ignoring('no reward that could still be used is bound to this code');
      case 'store-left':
        return this.#options.changes.left(store, event.at);
      case 'store-changed':
        return this.#options.changes.asked(store);
      case 'data-requested':
        return this.#options.privacy.collect(store, event, { itemId, at: receivedAt });
      case 'erasure-asked':
        return this.#options.privacy.erase(store, event, { itemId, at: receivedAt });
      case 'removal-asked':
        return this.#options.privacy.remove(store, { itemId, at: receivedAt });
      case 'history-ready':
        await this.#options.historyReady(store.storeId);
        return quiet;
      case 'order-stated':
        return this.#stated(store, event, receivedAt, asked);
      case 'order-read':
        return this.#read(store, event, asked);
      case 'order-kept':
        return touching(event.orderId);
      case 'order-changed':
      case 'order-deleted':
        return this.#changed(store, event, receivedAt, asked);
    }
  }

  /** Asked as often as the message is worked on: the same opening is one request, and once it is done it is not due any more. */
  async #met(store: StoreRecord, customer: CustomerIdentity, told: Told): Promise<Buyer> {
    const met = await this.#options.registry.meet(store, customer, told);
    if (met?.due != null) await this.#options.openAccount(store, met.due);
    return { memberId: met?.memberId ?? null, hadLeft: met?.hadLeft ?? false };
  }

  async #stated(
    store: StoreRecord,
    { order, customer, complete, traces }: OrderStated,
    receivedAt: number,
    asked: Set<OrderId>,
  ): Promise<Absorbed> {
    const { memberId, hadLeft } = await this.#met(store, customer, { from: 'order', placedAt: order.placedAt });
    if (traces !== undefined) await this.#options.trace(store, order, traces);
    const sighting = { order, provenance: 'pushed', seenAt: receivedAt, digest: digestOf(order) } as const;
    const connection = this.#options.connect(store);
    const { orderId } = order;
    const kept = await this.#options.desk.keep(store, sighting, memberId, connection === null, hadLeft);
    const mustAsk = kept.outcome === 'doubtful' || (kept.outcome === 'kept' && !complete);
    if (connection === null || !mustAsk) return touching(orderId, kept.order);
    return { ...touching(orderId), unfinished: await this.#ask(store, connection, orderId, asked) };
  }

  /** Many orders are read in one go and worked on later: of one that is known by then, and not as older, only the store itself says what holds. */
  async #read(store: StoreRecord, { order, customer, readAt }: OrderRead, asked: Set<OrderId>): Promise<Absorbed> {
    const { orderId } = order;
    const digest = digestOf(order);
    const connection = this.#options.connect(store);
    const known = await this.#options.orders.read(store.storeId, orderId);
    const overtaken = known !== null && known.digest !== digest && known.order.version >= order.version;
    if (overtaken && connection !== null) return { ...touching(orderId), unfinished: await this.#ask(store, connection, orderId, asked) };
    const { memberId, hadLeft } = await this.#met(store, customer, { from: 'order', placedAt: order.placedAt });
    const sighting = { order, provenance: 'fetched', seenAt: readAt, digest } as const;
    return touching(orderId, (await this.#options.desk.keep(store, sighting, memberId, true, hadLeft)).order);
  }

  async #changed(store: StoreRecord, event: OrderChanged | OrderDeleted, receivedAt: number, asked: Set<OrderId>): Promise<Absorbed> {
    const { orderId } = event;
    if (event.kind === 'order-changed' && (await this.#isShown(store, event))) return touching(orderId);
    const connection = this.#options.connect(store);
    if (connection !== null) return { ...touching(orderId), unfinished: await this.#ask(store, connection, orderId, asked) };
    if (event.kind === 'order-changed') return ignoring('this store cannot be asked, and the message does not say what changed');
    return touching(orderId, await this.#options.desk.keepGone(store, orderId, 'pushed', receivedAt));
  }

  /** A pushed state often says already what a shorter message only hints at; then the store need not be asked. */
  async #isShown({ storeId }: StoreRecord, { orderId, shows }: OrderChanged): Promise<boolean> {
    if (shows === null) return false;
    const known = await this.#options.orders.read(storeId, orderId);
    if (known === null || known.order.standing === 'deleted') return false;
    const { version, refunds, payment } = known.order;
    if (shows.refundId !== null) return version >= shows.at && refunds.some(({ refundId }) => refundId === shows.refundId);
    // Without a name to look for, an equal time proves nothing: stores count in seconds.
    return version > shows.at || (version === shows.at && shows.paid && payment === 'paid');
  }

  /** One asker per order at a time, so that of two answers the later one is the later state. */
  async #ask(store: StoreRecord, connection: StoreConnection, orderId: OrderId, asked: Set<OrderId>): Promise<Error | null> {
    if (asked.has(orderId)) return null;
    const { leases, leaseTimes, clock } = this.#options;
    try {
      await withLease(leases, clock, `order/${store.storeId}/${orderId}`, leaseTimes, () => this.#fetch(store, connection, orderId));
      asked.add(orderId);
      return null;
    } catch (error) {
      if (error instanceof StoreUnreachable || error instanceof StoreRefused) return error;
      throw error;
    }
  }

  async #fetch(store: StoreRecord, connection: StoreConnection, orderId: OrderId): Promise<void> {
    const known = await this.#options.orders.read(store.storeId, orderId);
    const seenAt = this.#options.clock();
    const fetched = await connection.fetchOrder(orderId, known?.order.placedAt);
    if (fetched.kind === 'gone') {
      await this.#options.desk.keepGone(store, orderId, 'fetched', seenAt);
      return;
    }
    const { memberId, hadLeft } = await this.#met(store, fetched.customer, { from: 'order', placedAt: fetched.order.placedAt });
    if (fetched.traces !== undefined) await this.#options.trace(store, fetched.order, fetched.traces);
    const sighting = { order: fetched.order, provenance: 'fetched', seenAt, digest: digestOf(fetched.order) } as const;
    await this.#options.desk.keep(store, sighting, memberId, true, hadLeft);
  }
}
