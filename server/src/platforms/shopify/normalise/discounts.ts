// discounts/delete: somebody deleted a discount in the shop's admin, and its codes with it. The body is the discount's global id and little else.
import { z } from 'zod';
import type { StoreEvent } from '../../../loyalty/store-event.ts';
import { Unreadable, type StoredDelivery } from '../../platform.ts';
import { readBody } from './read-body.ts';

const GID = /^gid:\/\/shopify\/Discount(?:Code|Automatic)(?:Node|Basic|Bxgy|FreeShipping|App)\/(\d{1,20})$/;

const Deleted = z.object({ admin_graphql_api_id: z.string() });

export function discountDeleted({ body }: StoredDelivery): StoreEvent[] {
  const { admin_graphql_api_id: gid } = readBody(Deleted, body);
  const id = GID.exec(gid)?.[1];
  if (id === undefined) throw new Unreadable('admin_graphql_api_id', 'not a discount');
  return [{ kind: 'code-deleted', externalId: id }];
}
