/** What a merchant changes of a customer, with the webhook that says so. */
import { customerBody } from '../bodies/customer-body.ts';
import { NotPossible } from './change-order.ts';
import { changeCustomer, findCustomerByEmail, makeCustomer } from './customer.ts';
import type { Customer } from './customer.ts';
import type { Shop } from './shop.ts';

export function announceCustomer(shop: Shop, customer: Customer, change: Partial<Customer>): Customer {
  return shop.db.transaction(() => {
    const changed = changeCustomer(shop, customer, change);
    shop.queue.add(changed.updatedAt, [['customers/update', customerBody(shop, changed)]]);
    return changed;
  });
}

/** Typed in by the merchant, the address proves nothing; whether Shopify says so in `verified_email` is not documented, so it stays as it was. */
export function changeEmail(shop: Shop, customer: Customer, email: string): Customer {
  const wanted = email.trim().toLowerCase();
  const other = findCustomerByEmail(shop, wanted);
  if (other !== undefined && other.id !== customer.id) throw new NotPossible(`${wanted} is the address of another customer`);
  return other === undefined ? announceCustomer(shop, customer, { email: wanted }) : customer;
}

/** A customer without an order, as a merchant or another app makes one: disabled. */
export function addCustomer(shop: Shop, email: string, verifiedEmail: boolean): Customer {
  if (findCustomerByEmail(shop, email) !== undefined) throw new NotPossible(`${email} is the address of another customer`);
  return shop.db.transaction(() => {
    const customer = makeCustomer(shop, { email, verifiedEmail });
    shop.queue.add(customer.createdAt, [['customers/create', customerBody(shop, customer)]]);
    return customer;
  });
}
