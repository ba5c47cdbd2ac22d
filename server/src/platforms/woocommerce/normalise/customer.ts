// customer.*: accounts. WooCommerce sends every new WordPress user under this topic, the shop's own staff too.
import { z } from 'zod';
import type { StoreEvent } from '../../../loyalty/store-event.ts';
import { identityOf } from '../identity.ts';
import { deletedId } from './deleted.ts';
import { read } from './read.ts';

const customerBody = z.object({
  id: z.number().int().positive(),
  email: z.string(),
  first_name: z.string(),
  last_name: z.string(),
  role: z.string(),
  billing: z.object({ phone: z.string().nullish() }).nullish(),
});

/**
 * Shoppers are `customer`; `subscriber` is WordPress' own default and what subscription plugins give to paying customers. Every other role,
 * also one a plugin invented, may be staff: they become members with their first order, which names them, and get no welcome for an account.
 */
const SHOPPER_ROLES = new Set(['customer', 'subscriber']);

export function customerEvents(verb: string, value: unknown): StoreEvent[] {
  if (verb === 'deleted') return [{ kind: 'customer-deleted', externalId: deletedId(value, 'customer') }];
  if (verb !== 'created' && verb !== 'updated') return [{ kind: 'nothing', why: 'unknown-topic' }];
  const body = read(customerBody, value, 'customer');
  if (!SHOPPER_ROLES.has(body.role)) return [{ kind: 'nothing', why: 'role-is-not-a-shopper' }];
  const identity = identityOf(body.id, { ...body, phone: body.billing?.phone });
  return [{ kind: 'customer-stated', customer: { ...identity, externalId: String(body.id) } }];
}
