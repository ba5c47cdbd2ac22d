// customer.*: accounts. WooCommerce sends every new WordPress user under this topic, the shop's own staff too.
import { z } from 'zod';
import type { CustomerIdentity, StoreEvent } from '../../../loyalty/store-event.ts';
import { identityOf } from '../identity.ts';
import { deletedId } from './deleted.ts';
import { read } from './read.ts';

export const customerBody = z.object({
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

export type CustomerBody = z.infer<typeof customerBody>;

/** Null for everybody who may be staff. */
export function shopperOf(body: CustomerBody): (CustomerIdentity & { readonly externalId: string }) | null {
  if (!SHOPPER_ROLES.has(body.role)) return null;
  return { ...identityOf(body.id, { ...body, phone: body.billing?.phone }), externalId: String(body.id) };
}

export function customerEvents(verb: string, value: unknown): StoreEvent[] {
  if (verb === 'deleted') return [{ kind: 'customer-deleted', externalId: deletedId(value, 'customer') }];
  if (verb !== 'created' && verb !== 'updated') return [{ kind: 'nothing', why: 'unknown-topic' }];
  const customer = shopperOf(read(customerBody, value, 'customer'));
  return [
    customer === null
      ? { kind: 'nothing', why: 'role-is-not-a-shopper' }
      : { kind: 'customer-stated', customer, opened: verb === 'created' },
  ];
}
