// What we found out about a store by asking it, as it lies in the inbox: it becomes the same events as the store's own messages. The topics are part
// of stored data.
import { hash } from 'node:crypto';
import { z } from 'zod';
import { orderId, type StoreId } from '../loyalty/ids.ts';
import type { OrderState } from '../loyalty/orders/order-state.ts';
import type { CustomerIdentity, StoreEvent } from '../loyalty/store-event.ts';
import type { Subject } from '../privacy/subject-key.ts';
import type { InboxItem, NewItem } from './inbox-store.ts';

export const ORDER_DIFFERS = 'reconcile/order';
export const CUSTOMER_DIFFERS = 'reconcile/customer';
export const PAST_ORDER = 'history/order';
export const PAST_CUSTOMER = 'history/customer';
export const ORDER_TO_SETTLE = 'history/settle';

const named = z.object({ orderId: z.string().transform(orderId) });

/** An order as the store told it some time after `readAt`. */
export interface PastOrder {
  readonly order: OrderState;
  readonly customer: CustomerIdentity;
  readonly readAt: number;
}

type Account = CustomerIdentity & { readonly externalId: string };
type Understand = (body: unknown) => StoreEvent[];

const differs: Understand = (body) => {
  const { orderId: id } = named.parse(body);
  return [{ kind: 'order-changed', orderId: id, why: ORDER_DIFFERS, shows: null }];
};
/** Written by ourselves and sealed since. */
const account: Understand = (body) => [{ kind: 'customer-stated', customer: body as Account }];

const read: Understand = (body) => {
  const { order, customer, readAt } = body as PastOrder;
  return [{ kind: 'order-read', order, customer, readAt }];
};
const toSettle: Understand = (body) => [{ kind: 'order-kept', orderId: named.parse(body).orderId }];

const TOPICS: ReadonlyMap<string, Understand> = new Map<string, Understand>([
  [ORDER_DIFFERS, differs],
  [CUSTOMER_DIFFERS, account],
  [PAST_ORDER, read],
  [PAST_CUSTOMER, account],
  [ORDER_TO_SETTLE, toSettle],
]);

/** null: nothing that was found out, but a request. */
export function eventsFound(item: InboxItem): StoreEvent[] | null {
  const understand = TOPICS.get(item.topic);
  return understand === undefined ? null : understand(JSON.parse(item.body.toString('utf8')));
}

/** Something to be looked at; its name tells it from every other of its topic, so that finding it twice puts one item into the inbox. */
export interface Finding {
  readonly topic: string;
  readonly name: string;
  readonly body: object;
  /** Whom or what it speaks of, so that an erasure finds it. */
  readonly about: Subject;
}

/** The item's id follows from its name too: whoever finds it again knows which item to wait for. `subject` is the key of whom it is about. */
export function itemOf(storeId: StoreId, { topic, name, body }: Finding, now: number, subject: string | null): NewItem {
  const itemId = `found-${hash('sha256', `${storeId}/${topic}/${name}`, 'hex').slice(0, 40)}`;
  const about = { itemId, storeId, origin: 'request', topic, dedupe: name, headers: {}, receivedAt: now } as const;
  return { ...about, ...(subject === null ? {} : { subject }), body: Buffer.from(JSON.stringify(body)) };
}
