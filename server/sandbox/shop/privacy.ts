/** Signing in, and what the law lets a customer or a leaving merchant ask for (compliance topics). */
import { customerBody } from '../bodies/customer-body.ts';
import { SHOP_ID } from '../bodies/shop-body.ts';
import { changeCustomer, findCustomerByEmail, makeCustomer } from './customer.ts';
import type { Customer } from './customer.ts';
import { ordersOfCustomer, saveOrder } from './orders.ts';
import type { Shop } from './shop.ts';

/** The first sign-in to new customer accounts, by a code sent to the address, enables the customer and fires customers/enable (shopify.md, section 0, 6). */
export function signIn(shop: Shop, email: string, locale: string): Customer {
  return shop.db.transaction(() => {
    const before = findCustomerByEmail(shop, email);
    if (before?.state === 'enabled') return before;
    const at = shop.now();
    const customer = before
      ? changeCustomer(shop, before, { state: 'enabled', verifiedEmail: true }, at)
      : makeCustomer(shop, { email, locale, state: 'enabled' });
    const body = customerBody(shop, customer);
    shop.queue.add(at, [
      ...(before ? [] : [['customers/create', body] as ['customers/create', object]]),
      ['customers/enable', body],
      ...(before ? [['customers/update', body] as ['customers/update', object]] : []),
    ]);
    return customer;
  });
}

/** The merchant closes a customer's account; whoever is signed in with it is signed out. */
export function disableCustomer(shop: Shop, customer: Customer): Customer {
  if (customer.state === 'disabled') return customer;
  return shop.db.transaction(() => {
    const changed = changeCustomer(shop, customer, { state: 'disabled' });
    shop.db.run('update visits set customer_id = null where customer_id = ?', customer.id);
    const body = customerBody(shop, changed);
    shop.queue.add(changed.updatedAt, [
      ['customers/disable', body],
      ['customers/update', body],
    ]);
    return changed;
  });
}

function subject(shop: Shop, customer: Customer) {
  const orders = ordersOfCustomer(shop, customer.id).map((order) => order.id);
  const base = { shop_id: SHOP_ID, shop_domain: shop.domain, customer: { id: customer.id, email: customer.email, phone: null } };
  return { base, orders };
}

export function requestData(shop: Shop, customer: Customer): void {
  const { base, orders } = subject(shop, customer);
  shop.queue.add(shop.now(), [
    ['customers/data_request', { ...base, orders_requested: orders, data_request: { id: shop.nextId('edit') } }],
  ]);
}

/** Shopify waits ten days before it asks the app to erase; the sandbox does it at once. */
export function eraseCustomer(shop: Shop, customer: Customer): void {
  const { base, orders } = subject(shop, customer);
  shop.db.transaction(() => {
    for (const order of ordersOfCustomer(shop, customer.id)) {
      const address = { ...order.address, firstName: 'Redacted', lastName: '', address1: '', zip: '' };
      saveOrder(shop, { ...order, customerId: null, email: '', address });
    }
    shop.db.run('delete from customers where id = ?', customer.id);
    shop.db.run('update visits set customer_id = null where customer_id = ?', customer.id);
    shop.queue.add(shop.now(), [
      [
        'customers/delete',
        {
          id: customer.id,
          phone: null,
          addresses: [],
          tax_exemptions: [],
          admin_graphql_api_id: `gid://shopify/Customer/${customer.id}`,
          default_address: null,
        },
      ],
      ['customers/redact', { ...base, orders_to_redact: orders }],
    ]);
  });
}

/** 48 hours after uninstalling with Shopify; here when someone presses the button. Sent although the app is gone. */
export function redactShop(shop: Shop): void {
  shop.queue.add(shop.now(), [['shop/redact', { shop_id: SHOP_ID, shop_domain: shop.domain }]]);
}
