import { gid } from '../shop/ids.ts';
import type { Customer } from '../shop/customer.ts';
import { totalsOf } from '../shop/order-money.ts';
import { ordersOfCustomer } from '../shop/orders.ts';
import { isoUtc } from '../shop/time.ts';
import { addressNode } from './address-node.ts';
import { connection } from './connection.ts';
import type { PageArgs } from './connection.ts';
import { metafieldsOf } from './metafields.ts';
import { moneyV2 } from './money.ts';
import type { Nodes } from './nodes.ts';
import { accountsOf } from './store-credit.ts';

/** Who never said anything is not subscribed; who said no after a yes is unsubscribed. */
function emailNode({ email, acceptsMarketing, marketingAt }: Customer) {
  const declined = marketingAt === null ? 'NOT_SUBSCRIBED' : 'UNSUBSCRIBED';
  return {
    emailAddress: email,
    marketingState: acceptsMarketing ? 'SUBSCRIBED' : declined,
    marketingOptInLevel: marketingAt === null ? null : 'SINGLE_OPT_IN',
    marketingUpdatedAt: marketingAt === null ? null : isoUtc(marketingAt),
    validFormat: true,
    openTrackingLevel: 'UNKNOWN',
  };
}

export function customerNode(nodes: Nodes, customer: Customer): object {
  const { shop } = nodes;
  const orders = () => ordersOfCustomer(shop, customer.id);
  const spent = () => orders().reduce((sum, order) => sum + totalsOf(order).net, 0);
  return {
    __typename: 'Customer',
    id: gid('Customer', customer.id),
    legacyResourceId: String(customer.id),
    createdAt: isoUtc(customer.createdAt),
    updatedAt: isoUtc(customer.updatedAt),
    displayName: `${customer.firstName} ${customer.lastName}`.trim() || customer.email,
    firstName: customer.firstName || null,
    lastName: customer.lastName || null,
    email: customer.email,
    phone: null,
    locale: customer.locale,
    note: customer.note,
    state: customer.state.toUpperCase(),
    tags: customer.tags,
    taxExempt: false,
    verifiedEmail: customer.verifiedEmail,
    numberOfOrders: () => String(orders().length),
    amountSpent: () => moneyV2(spent(), shop.settings.get().currency),
    defaultEmailAddress: () => emailNode(customer),
    defaultPhoneNumber: null,
    defaultAddress: () => (customer.address ? addressNode(customer.address, String(customer.addressId)) : null),
    lastOrder: () =>
      orders()
        .slice(0, 1)
        .map((order) => nodes.order(order))[0] ?? null,
    orders: (args: PageArgs) =>
      connection(
        orders().toReversed(),
        args,
        (order) => String(order.id),
        (order) => nodes.order(order),
      ),
    storeCreditAccounts: (args: PageArgs) => accountsOf(shop, customer.id, args),
    ...metafieldsOf(shop, gid('Customer', customer.id)),
  };
}
