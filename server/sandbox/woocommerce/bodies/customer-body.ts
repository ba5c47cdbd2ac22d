// An account as `GET /customers/ID` answers it (rest/10, webhooks/45).
import { createHash } from 'node:crypto';
import type { Shop } from '../shop/shop.ts';
import type { Customer, Person } from '../shop/types.ts';
import { dates } from './dates.ts';
import { links } from './links.ts';
import { address } from './order-body.ts';

const NOBODY: Person = { firstName: '', lastName: '', email: '', phone: '', street: '', city: '', postcode: '', country: '' };

export function customerBody(shop: Shop, account: Customer) {
  const { id, email, firstName, lastName, role, billing } = account;
  const person = billing ?? NOBODY;
  const avatar = createHash('sha256').update(email).digest('hex');
  return {
    id,
    ...dates(shop, 'date_created', account.createdAt),
    ...dates(shop, 'date_modified', account.modifiedAt),
    email,
    first_name: firstName,
    last_name: lastName,
    role,
    username: email.split('@')[0],
    billing: { ...address(person), email: person.email, phone: person.phone },
    shipping: { ...address(person), phone: '' },
    is_paying_customer: [...shop.orders.values()].some((order) => order.customerId === id && order.paidAt !== null),
    avatar_url: `https://secure.gravatar.com/avatar/${avatar}?s=96&d=mm&r=g`,
    meta_data: [],
    _links: links(shop, 'customers', id),
  };
}
