/** Where orders are kept and found, and the one way to announce a change of one. */
import { orderBody } from '../bodies/order-body.ts';
import type { Message } from '../webhooks/queue.ts';
import type { Topic } from '../webhooks/topics.ts';
import { findCustomer } from './customer.ts';
import type { Customer } from './customer.ts';
import type { AppliedDiscount, Order } from './order.ts';
import type { Shop } from './shop.ts';

type Older = Omit<Order, 'discounts'> & { discount: AppliedDiscount | null };

/** Orders of an older version had one discount at most, and no parts. */
export function orderFrom(body: string): Order {
  const order = JSON.parse(body) as Order | Older;
  if (!('discount' in order)) return order;
  const { discount, ...rest } = order;
  const lines = rest.lines.map((line) => ({ ...line, parts: line.discount > 0 ? [{ index: 0, amount: line.discount }] : [] }));
  const whole = { allocation: 'across', selection: 'all' } as const;
  return { ...rest, cartToken: rest.token, lines, discounts: discount ? [{ ...discount, ...whole }] : [] };
}

const read = (row: { body: string } | undefined): Order | undefined => (row ? orderFrom(row.body) : undefined);

export const findOrder = (shop: Shop, id: number): Order | undefined => read(shop.db.one('select body from orders where id = ?', id));

export const findOrderByToken = (shop: Shop, token: string): Order | undefined =>
  read(shop.db.one('select body from orders where token = ?', token));

export function listOrders(shop: Shop, page: number, size: number): { orders: Order[]; total: number } {
  const rows = shop.db.all<{ body: string }>(
    'select body from orders order by created_at desc, id desc limit ? offset ?',
    size,
    page * size,
  );
  const total = shop.db.one<{ n: number }>('select count(*) as n from orders')?.n ?? 0;
  return { orders: rows.map((row) => orderFrom(row.body)), total };
}

export function ordersOfCustomer(shop: Shop, customerId: number): Order[] {
  const rows = shop.db.all<{ body: string }>('select body from orders where customer_id = ? order by created_at desc, id desc', customerId);
  return rows.map((row) => orderFrom(row.body));
}

export function saveOrder(shop: Shop, order: Order): void {
  const sql = `insert into orders values (?, ?, ?, ?, ?, ?, ?, ?) on conflict (id) do update set
    customer_id = excluded.customer_id, email = excluded.email, updated_at = excluded.updated_at, body = excluded.body`;
  shop.db.run(
    sql,
    order.id,
    order.number,
    order.token,
    order.customerId,
    order.email,
    order.createdAt,
    order.updatedAt,
    JSON.stringify(order),
  );
}

export function deleteOrderRow(shop: Shop, order: Order): void {
  shop.db.run('delete from orders where id = ?', order.id);
}

export function customerOf(shop: Shop, order: Order): Customer | undefined {
  return order.customerId === null ? undefined : findCustomer(shop, order.customerId);
}

/** Saves the order and queues what the change causes, in one transaction. Times never run backwards, but may stand still: as in reality. */
export function keep(shop: Shop, order: Order, at: number, topics: readonly Topic[], others: readonly Message[] = []): Order {
  order.updatedAt = Math.max(order.updatedAt, at);
  shop.db.transaction(() => {
    saveOrder(shop, order);
    const body = orderBody(shop, order, customerOf(shop, order));
    shop.queue.add(at, [
      ...others.filter(([topic]) => topic === 'customers/create'),
      ...topics.map((topic): Message => [topic, body]),
      ...others.filter(([topic]) => topic !== 'customers/create'),
    ]);
  });
  return order;
}
