/**
 * Customers. An order by an unknown e-mail makes a disabled one; the first sign-in enables it (shopify.md, section 0, 6).
 * `verifiedEmail` proves nothing by itself: Shopify's own bodies say true of a guest who never signed in (customer-207119551.json and the
 * customers inside the order bodies, all of them disabled). Nobody could tell when it becomes false, so it is false only where a test wishes it.
 */
import type { Address } from './order.ts';
import type { Shop } from './shop.ts';

export interface Customer {
  id: number;
  email: string;
  firstName: string;
  lastName: string;
  locale: string;
  state: 'disabled' | 'enabled';
  verifiedEmail: boolean;
  createdAt: number;
  updatedAt: number;
  acceptsMarketing: boolean;
  marketingAt: number | null;
  addressId: number;
  address: Address | null;
  tags: string[];
  note: string | null;
}

/** Customers of an older version said nothing of their address. */
type Older = Omit<Customer, 'verifiedEmail'> & { verifiedEmail?: boolean };
function customerFrom(body: string): Customer {
  const { verifiedEmail = true, ...rest } = JSON.parse(body) as Older;
  return { ...rest, verifiedEmail };
}
const read = (row: { body: string } | undefined): Customer | undefined => (row ? customerFrom(row.body) : undefined);

export function findCustomer(shop: Shop, id: number): Customer | undefined {
  return read(shop.db.one('select body from customers where id = ?', id));
}

export function findCustomerByEmail(shop: Shop, email: string): Customer | undefined {
  return read(shop.db.one('select body from customers where email = ?', email.trim()));
}

export function saveCustomer(shop: Shop, customer: Customer): Customer {
  const sql = `insert into customers values (?, ?, ?, ?, ?) on conflict (id) do update set
    email = excluded.email, state = excluded.state, updated_at = excluded.updated_at, body = excluded.body`;
  shop.db.run(sql, customer.id, customer.email, customer.state, customer.updatedAt, JSON.stringify(customer));
  return customer;
}

export interface NewCustomer {
  email: string;
  firstName?: string;
  lastName?: string;
  locale?: string;
  address?: Address;
  acceptsMarketing?: boolean;
  state?: Customer['state'];
  verifiedEmail?: boolean;
  at?: number;
}

export function makeCustomer(shop: Shop, from: NewCustomer): Customer {
  const at = from.at ?? shop.now();
  const consent = from.acceptsMarketing === true;
  return saveCustomer(shop, {
    id: shop.nextId('customer'),
    email: from.email.trim().toLowerCase(),
    firstName: from.firstName ?? '',
    lastName: from.lastName ?? '',
    locale: from.locale ?? 'en',
    state: from.state ?? 'disabled',
    verifiedEmail: from.verifiedEmail ?? true,
    createdAt: at,
    updatedAt: at,
    acceptsMarketing: consent,
    marketingAt: consent ? at : null,
    addressId: shop.nextId('address'),
    address: from.address ?? null,
    tags: [],
    note: null,
  });
}

export function changeCustomer(shop: Shop, customer: Customer, change: Partial<Customer>, at = shop.now()): Customer {
  return saveCustomer(shop, { ...customer, ...change, updatedAt: Math.max(customer.updatedAt, at) });
}

export function listCustomers(shop: Shop): Customer[] {
  return shop.db.all<{ body: string }>('select body from customers order by id').map((row) => customerFrom(row.body));
}

/** Orders and money of a customer: what Shopify shows as orders_count and total_spent (paid orders, less refunds). */
export function spendingOf(shop: Shop, customerId: number): { orders: number; lastOrderId: number | null; lastOrderName: string | null } {
  const rows = shop.db.all<{ id: number; number: number }>(
    'select id, number from orders where customer_id = ? order by created_at',
    customerId,
  );
  const last = rows.at(-1);
  return { orders: rows.length, lastOrderId: last?.id ?? null, lastOrderName: last ? `#${last.number}` : null };
}
