// What the law lets a customer, or a shop that left, ask for. That the body is of the shop in the header was proved at the door (verify.ts).
// Shopify sends customers/redact ten days after somebody asked for it, and shop/redact 48 hours after the app was uninstalled.
import { z } from 'zod';
import { orderId, type OrderId } from '../../../loyalty/ids.ts';
import type { NamedPerson, StoreEvent } from '../../../loyalty/store-event.ts';
import { Unreadable, type StoredDelivery } from '../../platform.ts';
import { readBody } from './read-body.ts';
import { Id, Text } from './shapes.ts';

/** A guest has no id, an app without approval for addresses is told none: either may be missing. */
const Customer = z.object({ id: Id.nullish(), email: Text });
const Orders = z.array(Id).nullish();
const DataRequest = z.object({ customer: Customer, orders_requested: Orders, data_request: z.object({ id: Id }) });
const Redact = z.object({ customer: Customer, orders_to_redact: Orders });

const ordersOf = (ids: readonly string[] | null | undefined): OrderId[] => (ids ?? []).map((id) => orderId(id));

function personOf({ id, email }: z.output<typeof Customer>): NamedPerson {
  if ((id === null || id === undefined) && email === null) throw new Unreadable('customer', 'names nobody');
  return { externalId: id ?? null, email };
}

export function dataRequested({ body }: StoredDelivery): StoreEvent[] {
  const { customer, orders_requested: orders, data_request: request } = readBody(DataRequest, body);
  return [{ kind: 'data-requested', requestId: request.id, person: personOf(customer), orderIds: ordersOf(orders) }];
}

export function customerRedacted({ body }: StoredDelivery): StoreEvent[] {
  const { customer, orders_to_redact: orders } = readBody(Redact, body);
  return [{ kind: 'erasure-asked', person: personOf(customer), orderIds: ordersOf(orders) }];
}

/** Only this body has nothing but the shop in it: another delivery of the same shop, sent again under this topic, removes nothing. */
const ShopRedact = z.strictObject({ shop_id: Id, shop_domain: z.string() });

export function shopRedacted({ body }: StoredDelivery): StoreEvent[] {
  readBody(ShopRedact, body);
  return [{ kind: 'removal-asked' }];
}
