// Customers as a store states them.
import type { CustomerIdentity } from '../../src/loyalty/store-event.ts';

/** Somebody with an account of whom the store tells nothing but its own id. */
export const anAccount = (externalId: string): CustomerIdentity & { readonly externalId: string } => ({
  externalId,
  email: null,
  phone: null,
  firstName: null,
  lastName: null,
  locale: null,
  hasAccount: true,
  emailVerified: false,
});
