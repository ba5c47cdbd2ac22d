import { announceCustomer } from '../shop/change-customer.ts';
import { changeCustomer, findCustomer, findCustomerByEmail, listCustomers } from '../shop/customer.ts';
import type { Customer } from '../shop/customer.ts';
import { numberIn } from '../shop/ids.ts';
import { findOrder, keep } from '../shop/orders.ts';
import type { Shop } from '../shop/shop.ts';
import { connection } from './connection.ts';
import type { PageArgs } from './connection.ts';
import type { Nodes } from './nodes.ts';
import { search } from './search.ts';
import type { Readers } from './search.ts';

const READERS: Readers<Customer> = {
  id: (customer) => customer.id,
  email: (customer) => customer.email,
  state: (customer) => customer.state,
  tag: (customer) => customer.tags,
  customer_date: (customer) => customer.createdAt,
  created_at: (customer) => customer.createdAt,
  updated_at: (customer) => Math.floor(customer.updatedAt / 1000) * 1000,
  accepts_marketing: (customer) => customer.acceptsMarketing,
};

interface ListArgs extends PageArgs {
  query?: string | null;
  sortKey?: string | null;
}

interface CustomerChange {
  id?: string | null;
  tags?: string[] | null;
  note?: string | null;
  locale?: string | null;
  firstName?: string | null;
  lastName?: string | null;
}

interface ConsentChange {
  customerId: string;
  emailMarketingConsent: { marketingState: string; marketingOptInLevel?: string | null; consentUpdatedAt?: string | null };
}

const byId = (shop: Shop, id: string | null | undefined): Customer | undefined => {
  const number = numberIn(id ?? '', 'Customer');
  return number === undefined ? undefined : findCustomer(shop, number);
};

/** Tags are a set that keeps its order and ignores case. */
const withTags = (before: readonly string[], added: readonly string[]): string[] => {
  const seen = new Map([...before, ...added].map((tag) => [tag.trim().toLowerCase(), tag.trim()]));
  return [...seen.values()].filter((tag) => tag !== '');
};

const withoutTags = (before: readonly string[], removed: readonly string[]): string[] => {
  const gone = new Set(removed.map((tag) => tag.trim().toLowerCase()));
  return before.filter((tag) => !gone.has(tag.toLowerCase()));
};

function retag({ shop, ...nodes }: Nodes, id: string, change: (tags: readonly string[]) => string[]) {
  const customer = byId(shop, id);
  if (customer) return { node: nodes.customer(changeCustomer(shop, customer, { tags: change(customer.tags) })), userErrors: [] };
  const order = findOrder(shop, numberIn(id, 'Order') ?? 0);
  if (!order) return { node: null, userErrors: [{ field: ['id'], message: 'The record does not exist' }] };
  order.tags = change(order.tags);
  return { node: nodes.order(keep(shop, order, shop.now(), ['orders/updated'])), userErrors: [] };
}

/**
 * The payload's types are the schema's (CustomerEmailMarketingConsentUpdatePayload, 2026-10). Which code Shopify gives for which mistake is not said there:
 * of a state that nobody can choose INCLUSION, of a customer that is not there INVALID, of a time to come INVALID.
 */
function changeConsent({ shop, ...nodes }: Nodes, { customerId, emailMarketingConsent }: ConsentChange) {
  const no = (code: string, field: string, message: string) => ({
    customer: null,
    userErrors: [{ code, field: ['input', field], message }],
  });
  const customer = byId(shop, customerId);
  if (!customer) return no('INVALID', 'customerId', 'Customer does not exist');
  const { marketingState, consentUpdatedAt } = emailMarketingConsent;
  if (marketingState !== 'SUBSCRIBED' && marketingState !== 'UNSUBSCRIBED')
    return no('INCLUSION', 'emailMarketingConsent', 'State is not one to choose');
  const at = consentUpdatedAt ? Date.parse(consentUpdatedAt) : shop.now();
  if (at > shop.now()) return no('INVALID', 'emailMarketingConsent', 'Consent updated at must not be in the future');
  const changed = changeCustomer(shop, customer, { acceptsMarketing: marketingState === 'SUBSCRIBED', marketingAt: at });
  return { customer: nodes.customer(changed), userErrors: [] };
}

export function customerRoot(nodes: Nodes) {
  const { shop } = nodes;
  return {
    customers(args: ListArgs) {
      const found = search(listCustomers(shop), args.query, READERS);
      const sorted = args.sortKey === 'UPDATED_AT' ? found.toSorted((a, b) => a.updatedAt - b.updatedAt || a.id - b.id) : found;
      return connection(
        sorted,
        args,
        (customer) => String(customer.id),
        (customer) => nodes.customer(customer),
      );
    },
    customersCount: (args: ListArgs) => ({ count: search(listCustomers(shop), args.query, READERS).length, precision: 'EXACT' }),
    customer: ({ id }: { id: string }) => {
      const customer = byId(shop, id);
      return customer ? nodes.customer(customer) : null;
    },
    customerByIdentifier: ({ identifier }: { identifier: { id?: string | null; emailAddress?: string | null } }) => {
      const customer = identifier.emailAddress ? findCustomerByEmail(shop, identifier.emailAddress) : byId(shop, identifier.id);
      return customer ? nodes.customer(customer) : null;
    },
    customerUpdate({ input }: { input: CustomerChange }) {
      const customer = byId(shop, input.id);
      if (!customer) return { customer: null, userErrors: [{ field: ['id'], message: 'Customer does not exist' }] };
      const { tags, note, locale, firstName, lastName } = input;
      const change: Partial<Customer> = {
        ...(tags ? { tags: withTags([], tags) } : {}),
        ...(note === undefined ? {} : { note }),
        ...(locale ? { locale } : {}),
        ...(firstName ? { firstName } : {}),
        ...(lastName ? { lastName } : {}),
      };
      return { customer: nodes.customer(announceCustomer(shop, customer, change)), userErrors: [] };
    },
    customerEmailMarketingConsentUpdate: ({ input }: { input: ConsentChange }) => changeConsent(nodes, input),
    tagsAdd: ({ id, tags }: { id: string; tags: string[] }) => retag(nodes, id, (before) => withTags(before, tags)),
    tagsRemove: ({ id, tags }: { id: string; tags: string[] }) => retag(nodes, id, (before) => withoutTags(before, tags)),
  };
}
