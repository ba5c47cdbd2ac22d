import { Unreadable, type ChangedCustomer } from '../../platform.ts';
import { idOfGid } from '../gid.ts';
import { instantOf } from '../orders/amount.ts';
import { ChangedCustomers, type ListedCustomer } from './answers.ts';
import type { GraphqlClient } from './client.ts';
import { CUSTOMERS_UPDATED_SINCE } from './documents.ts';
import { everyPage, updatedSince } from './pages.ts';

/** Fields that Shopify hides from apps without approval are empty, as in a webhook. */
export function changedCustomerOf(listed: ListedCustomer): ChangedCustomer {
  const externalId = idOfGid('Customer', listed.id);
  if (externalId === null) throw new Unreadable('id', 'not the id of a Customer');
  const customer = {
    externalId,
    email: listed.defaultEmailAddress?.emailAddress ?? null,
    phone: listed.defaultPhoneNumber?.phoneNumber ?? null,
    firstName: listed.firstName,
    lastName: listed.lastName,
    hasAccount: listed.state === 'ENABLED',
    emailVerified: listed.state === 'ENABLED' && listed.verifiedEmail === true,
    locale: listed.locale,
  };
  return { customer, changedAt: instantOf('updatedAt', listed.updatedAt) };
}

export async function* changedCustomers(client: GraphqlClient, since: number): AsyncGenerator<ChangedCustomer> {
  const ask = (after: string | null) => client.ask(CUSTOMERS_UPDATED_SINCE, { query: updatedSince(since), after }, ChangedCustomers);
  for await (const listed of everyPage(async (after) => (await ask(after)).customers)) yield changedCustomerOf(listed);
}
