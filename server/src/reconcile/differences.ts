// Where a store and what we keep of it differ. Nothing is changed here: each difference is named, and goes into the inbox to be looked at.
import { CUSTOMER_DIFFERS, ORDER_DIFFERS, type Finding } from '../inbox/found.ts';
import type { OrderId } from '../loyalty/ids.ts';
import { isStillTrue, type OrderGlance } from '../loyalty/orders/glance.ts';
import type { MemberRegistry } from '../members/registry.ts';
import type { OrderStore, StoredOrder } from '../orders/order-store.ts';
import type { StoreConnection } from '../platforms/platform.ts';
import type { StoreRecord } from '../stores/store-record.ts';

export interface Books {
  readonly orders: Pick<OrderStore, 'read'>;
  readonly registry: Pick<MemberRegistry, 'isNews'>;
}

/** A store, the line to it, and what we keep. */
export interface Comparing extends Books {
  readonly store: StoreRecord;
  readonly line: StoreConnection;
}

export interface Difference extends Finding {
  /** When the store made it, as far as it says. */
  readonly changedAt: number;
}

/** Changes in `since <= changedAt < until`. */
export interface Span {
  readonly since: number;
  readonly until: number;
}

const AT_ONCE = 100;

/** What we keep is part of the name: a difference that comes back after it was put right is another one, and one that stays is not. */
function orderDiffers(id: OrderId, version: number | 'gone', known: StoredOrder | null, changedAt: number): Difference {
  return {
    topic: ORDER_DIFFERS,
    name: `${id}/${version}/${known?.revision ?? 0}`,
    body: { orderId: id },
    about: { kind: 'order', id },
    changedAt,
  };
}

async function differing({ orders, store }: Comparing, glances: readonly OrderGlance[]): Promise<Difference[]> {
  const known = await Promise.all(glances.map(({ orderId }) => orders.read(store.storeId, orderId)));
  return glances.flatMap((glance, index) => {
    const kept = known[index] ?? null;
    if (kept !== null && isStillTrue(kept.order, glance)) return [];
    return [orderDiffers(glance.orderId, glance.version, kept, glance.version)];
  });
}

export async function* changedOrders(comparing: Comparing, { since, until }: Span): AsyncGenerator<Difference> {
  let batch: OrderGlance[] = [];
  for await (const glance of comparing.line.changedOrders(since)) {
    if (glance.version >= until) continue;
    batch.push(glance);
    if (batch.length < AT_ONCE) continue;
    yield* await differing(comparing, batch);
    batch = [];
  }
  yield* await differing(comparing, batch);
}

export async function* changedCustomers({ line, registry, store }: Comparing, { since, until }: Span): AsyncGenerator<Difference> {
  for await (const { customer, changedAt } of line.changedCustomers(since)) {
    if (changedAt >= until || !(await registry.isNews(store, customer))) continue;
    const { externalId: id } = customer;
    yield { topic: CUSTOMER_DIFFERS, name: `${id}/${changedAt}`, body: customer, about: { kind: 'customer', id }, changedAt };
  }
}

/** Kept orders against the store. One that it does not show is asked for by itself: only that answer says whether it is gone. */
export async function* sweptOrders(comparing: Comparing, batches: AsyncIterable<readonly StoredOrder[]>): AsyncGenerator<Difference> {
  for await (const batch of batches) {
    for (let from = 0; from < batch.length; from += AT_ONCE) {
      const kept = batch.slice(from, from + AT_ONCE);
      const glances = await comparing.line.glanceAt(kept.map(({ orderId }) => orderId));
      const shown = new Set(glances.map(({ orderId }) => orderId));
      const missing = kept.filter(({ orderId, order }) => !shown.has(orderId) && order.standing !== 'deleted');
      yield* missing.map((order) => orderDiffers(order.orderId, 'gone', order, 0));
      yield* await differing(comparing, glances);
    }
  }
}
