import { GraphQLError } from 'graphql';
import { numberIn } from '../shop/ids.ts';
import { financialStatus } from '../shop/order-money.ts';
import { codesOf } from '../shop/order.ts';
import type { Order } from '../shop/order.ts';
import { findOrder, orderFrom } from '../shop/orders.ts';
import type { Shop } from '../shop/shop.ts';
import { connection } from './connection.ts';
import type { PageArgs } from './connection.ts';
import type { Nodes } from './nodes.ts';
import { search } from './search.ts';
import type { Readers } from './search.ts';

const SIXTY_DAYS_MS = 60 * 86_400_000;

/** Without read_all_orders an app sees only the orders of the last 60 days. */
const seenSince = (shop: Shop, scopes: ReadonlySet<string>): number => (scopes.has('read_all_orders') ? 0 : shop.now() - SIXTY_DAYS_MS);

export const isVisible = (shop: Shop, order: Order, scopes: ReadonlySet<string>): boolean => order.createdAt >= seenSince(shop, scopes);

/** All orders the app may see. */
export function visible(shop: Shop, scopes: ReadonlySet<string>): Order[] {
  const since = seenSince(shop, scopes);
  return shop.db
    .all<{ body: string }>('select body from orders where created_at >= ? order by id', since)
    .map((row) => orderFrom(row.body));
}

const READERS: Readers<Order> = {
  id: (order) => order.id,
  name: (order) => `#${order.number}`,
  email: (order) => order.email,
  customer_id: (order) => order.customerId,
  created_at: (order) => order.createdAt,
  processed_at: (order) => order.createdAt,
  // Whole seconds, as everywhere: an app that asks for "after the last second" must see what it sees with Shopify.
  updated_at: (order) => Math.floor(order.updatedAt / 1000) * 1000,
  financial_status: (order) => financialStatus(order),
  test: (order) => order.test,
  tag: (order) => order.tags,
  discount_code: codesOf,
  status: (order) => (order.cancelledAt !== null ? 'cancelled' : order.closedAt !== null ? 'closed' : 'open'),
};

const SORTS: Record<string, (order: Order) => number> = {
  PROCESSED_AT: (order) => order.createdAt,
  CREATED_AT: (order) => order.createdAt,
  UPDATED_AT: (order) => Math.floor(order.updatedAt / 1000),
  ID: (order) => order.id,
  ORDER_NUMBER: (order) => order.number,
};

function sorted(orders: Order[], sortKey: string | null | undefined): Order[] {
  const key = SORTS[sortKey ?? 'PROCESSED_AT'];
  if (!key) throw new GraphQLError(`The sandbox does not sort orders by ${sortKey}`);
  return orders.toSorted((a, b) => key(a) - key(b) || a.id - b.id);
}

interface ListArgs extends PageArgs {
  query?: string | null;
  sortKey?: string | null;
}

export function orderRoot(nodes: Nodes) {
  const { shop } = nodes;
  const list = (args: ListArgs, scopes: ReadonlySet<string>) => {
    const found = sorted(search(visible(shop, scopes), args.query, READERS), args.sortKey);
    return connection(
      found,
      args,
      (order) => String(order.id),
      (order) => nodes.order(order),
    );
  };
  return {
    orders: (args: ListArgs, context: { scopes: ReadonlySet<string> }) => list(args, context.scopes),
    ordersCount: (args: ListArgs, context: { scopes: ReadonlySet<string> }) => ({
      count: search(visible(shop, context.scopes), args.query, READERS).length,
      precision: 'EXACT',
    }),
    order: ({ id }: { id: string }, { scopes }: { scopes: ReadonlySet<string> }) => {
      const number = numberIn(id, 'Order');
      const order = number === undefined ? undefined : findOrder(shop, number);
      return order && isVisible(shop, order, scopes) ? nodes.order(order) : null;
    },
  };
}
