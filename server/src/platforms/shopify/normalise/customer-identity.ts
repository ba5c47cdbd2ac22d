import type { z } from 'zod';
import type { CustomerIdentity } from '../../../loyalty/store-event.ts';
import type { OrderBody, OrderCustomer } from './order-body.ts';

/** Shopify makes a customer of every buyer; only an enabled one can sign in, by a code that was sent to the address. */
export function identityOfCustomer(customer: z.output<typeof OrderCustomer>): CustomerIdentity & { readonly externalId: string } {
  return {
    externalId: customer.id,
    email: customer.email,
    phone: customer.phone,
    firstName: customer.first_name,
    lastName: customer.last_name,
    hasAccount: customer.state === 'enabled',
    emailVerified: customer.state === 'enabled' && customer.verified_email === true,
    locale: customer.locale,
  };
}

/** The member is the customer. What the buyer typed at checkout speaks only where there is no customer: it may name somebody else. */
export function identityOfOrder(body: OrderBody): CustomerIdentity {
  if (body.customer !== null && body.customer !== undefined) {
    return { ...identityOfCustomer(body.customer), locale: body.customer_locale };
  }
  return {
    externalId: null,
    email: body.email ?? body.contact_email,
    phone: body.phone,
    firstName: body.billing_address?.first_name ?? null,
    lastName: body.billing_address?.last_name ?? null,
    hasAccount: false,
    emailVerified: false,
    locale: body.customer_locale,
  };
}
