// Whom a delivery is about, told at the door, so that an erasure finds it later. Nothing is understood here: two fields are read.
import { z } from 'zod';
import type { DeliverySubject, StoredDelivery } from '../platform.ts';
import { parseExactly } from './normalise/read-body.ts';
import { Id } from './normalise/shapes.ts';

const id = Id.optional().catch(undefined);
const Body = z.object({
  id,
  order_id: id,
  order_edit: z.object({ order_id: id }).optional().catch(undefined),
  customer: z.object({ id, email: z.string().optional().catch(undefined) }).optional().catch(undefined), // prettier-ignore
});
type Body = z.output<typeof Body>;

const named = (kind: 'order' | 'customer', name: string | undefined): DeliverySubject | null =>
  name === undefined ? null : { kind, id: name };

/** customers/data_request and customers/redact name their person inside; the others are the customer. */
function personOf({ id: own, customer }: Body): DeliverySubject | null {
  const email = customer?.email;
  return named('customer', own ?? customer?.id) ?? (email === undefined ? null : { kind: 'address', email });
}

/** Shopify writes the id of a resource first, and the door is busy: reading a whole order for it would cost more than storing it. */
const BEGINS = /^\s*\{\s*"id"\s*:\s*(\d{1,20})\s*,(?:\s*"order_id"\s*:\s*(\d{1,20})\s*,)?/;
const BEGINNING_BYTES = 128;

function atOnce(family: string, body: Buffer): DeliverySubject | null {
  const [, own, orderId] = BEGINS.exec(body.toString('utf8', 0, BEGINNING_BYTES)) ?? [];
  if (family === 'orders') return named('order', own);
  return family === 'customers' ? named('customer', own) : named('order', orderId);
}

export function subjectOf({ topic, body }: Pick<StoredDelivery, 'topic' | 'body'>): DeliverySubject | null {
  const family = topic.split('/')[0];
  if (family !== 'orders' && family !== 'refunds' && family !== 'order_transactions' && family !== 'customers') return null;
  const known = atOnce(family, body);
  if (known !== null) return known;
  const read = readable(body);
  if (read === null) return null;
  if (family === 'customers') return personOf(read);
  return named('order', family === 'orders' ? (read.order_edit?.order_id ?? read.id) : read.order_id);
}

/** What cannot be read is told so when it is understood, and is looked into by an erasure. */
function readable(body: Buffer): Body | null {
  try {
    return Body.parse(parseExactly(body.toString('utf8')));
  } catch {
    return null;
  }
}
