/** Customers. An order by an unknown e-mail makes a disabled one; the first sign-in enables it. */
import type { Address } from './order.ts';
import type { Shop } from './shop.ts';

export interface Customer {
  id: number;
  email: string;
  firstName: string;
  lastName: string;
  locale: string;
  state: 'disabled' | 'enabled';
  createdAt: number;
  updatedAt: number;
  acceptsMarketing: boolean;
  marketingAt: number | null;
  addressId: number;
  address: Address | null;
  tags: string[];
  note: string | null;
}

const read = (row: { body: string } | undefined): Customer | undefined => (row ? (JSON.parse(row.body) as Customer) : undefined);

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
  return shop.db.all<{ body: string }>('select body from customers order by id').map((row) => JSON.parse(row.body) as Customer);
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
