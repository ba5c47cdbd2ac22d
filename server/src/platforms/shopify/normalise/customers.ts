import { z } from 'zod';
import type { StoreEvent } from '../../../loyalty/store-event.ts';
import { Unreadable, type StoredDelivery } from '../../platform.ts';
import { idOfGid } from '../gid.ts';
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

const Merge = z.object({
  admin_graphql_api_customer_kept_id: z.string(),
  admin_graphql_api_customer_deleted_id: z.string().nullish(),
  status: z.string(),
});

/** Sent when the job has ended, also when it failed: then both are still there. */
export function customersMerged({ body }: StoredDelivery): StoreEvent[] {
  const merge = readBody(Merge, body);
  if (merge.status !== 'completed') return [{ kind: 'nothing', why: `the shop did not make one customer of two: ${merge.status}` }];
  const keptId = idOfGid('Customer', merge.admin_graphql_api_customer_kept_id);
  if (keptId === null) throw new Unreadable('admin_graphql_api_customer_kept_id', 'not the id of a Customer');
  const goneId = idOfGid('Customer', merge.admin_graphql_api_customer_deleted_id ?? '');
  if (goneId === null) throw new Unreadable('admin_graphql_api_customer_deleted_id', 'not the id of a Customer');
  return [{ kind: 'customers-merged', goneId, keptId }];
}
