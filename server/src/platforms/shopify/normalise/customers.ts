import { z } from 'zod';
import type { StoreEvent } from '../../../loyalty/store-event.ts';
import type { StoredDelivery } from '../../platform.ts';
import { identityOfCustomer } from './customer-identity.ts';
import { OrderCustomer } from './order-body.ts';
import { readBody } from './read-body.ts';
import { Id, mustBe } from './shapes.ts';

/** Without its state a body is not a customer's. */
const CustomerBody = OrderCustomer.extend({ state: z.string(), admin_graphql_api_id: z.string().nullish() });

/** Only these speak of an account that is new; an update may be of one that is older than we are. */
const OPENING = new Set(['customers/create', 'customers/enable']);

/** customers/create, update, enable, disable carry the customer as it is now. */
export function customerStated({ body, topic }: StoredDelivery): StoreEvent[] {
  const customer = readBody(CustomerBody, body);
  mustBe('Customer', customer);
  const identity = identityOfCustomer(customer);
  return [{ kind: 'customer-stated', customer: identity, opened: identity.hasAccount && OPENING.has(topic) }];
}

export function customerDeleted({ body }: StoredDelivery): StoreEvent[] {
  const customer = readBody(z.object({ id: Id, admin_graphql_api_id: z.string().nullish() }), body);
  mustBe('Customer', customer);
  return [{ kind: 'customer-deleted', externalId: customer.id }];
}
