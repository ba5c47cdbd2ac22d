// What we found out about a store by asking it, as it lies in the inbox: it becomes the same events as the store's own messages. The topics are part
// of stored data.
import { hash } from 'node:crypto';
import { z } from 'zod';
import { orderId, type StoreId } from '../loyalty/ids.ts';
import type { CustomerIdentity, StoreEvent } from '../loyalty/store-event.ts';
import type { InboxItem, NewItem } from './inbox-store.ts';

export const ORDER_DIFFERS = 'reconcile/order';
export const CUSTOMER_DIFFERS = 'reconcile/customer';

const named = z.object({ orderId: z.string().transform(orderId) });

type Account = CustomerIdentity & { readonly externalId: string };
type Understand = (body: unknown) => StoreEvent[];

const differs: Understand = (body) => {
  const { orderId: id } = named.parse(body);
  return [{ kind: 'order-changed', orderId: id, why: ORDER_DIFFERS, shows: null }];
};
/** Written by ourselves and sealed since. */
const account: Understand = (body) => [{ kind: 'customer-stated', customer: body as Account }];

const TOPICS: ReadonlyMap<string, Understand> = new Map<string, Understand>([
  [ORDER_DIFFERS, differs],
  [CUSTOMER_DIFFERS, account],
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
}

/** The item's id follows from its name too: whoever finds it again knows which item to wait for. */
export function itemOf(storeId: StoreId, { topic, name, body }: Finding, now: number): NewItem {
  const itemId = `found-${hash('sha256', `${storeId}/${topic}/${name}`, 'hex').slice(0, 40)}`;
  const about = { itemId, storeId, origin: 'request', topic, dedupe: name, headers: {}, receivedAt: now } as const;
  return { ...about, body: Buffer.from(JSON.stringify(body)) };
}
