// A store's past: its accounts, then its orders from the first one on, page by page.
import { z } from 'zod';
import { orderId } from '../../loyalty/ids.ts';
import { Unreadable, type PastPage, type PastThing } from '../platform.ts';
import { identityOf } from './identity.ts';
import { customerBody, shopperOf } from './normalise/customer.ts';
import { read } from './normalise/read.ts';
import { instant } from './order/amounts.ts';
import { orderBody } from './order/order-body.ts';
import { orderState } from './order/order-state.ts';
import { pageAt, ROWS_AT_ONCE, type ByTime } from './page-by-time.ts';
import type { RestClient } from './rest-client.ts';

const position = z.discriminatedUnion('reading', [
  z.object({ reading: z.literal('customers'), page: z.int().min(1) }),
  z.object({ reading: z.literal('orders'), since: z.number(), page: z.int().min(1) }),
]);
type Position = z.infer<typeof position>;

const START: Position = { reading: 'customers', page: 1 };
const nextOf = (next: Position): string => JSON.stringify(next);

export async function history(client: RestClient, from: string | null, now: () => number): Promise<PastPage> {
  const place = from === null ? START : position.parse(JSON.parse(from));
  const readAt = now();
  return place.reading === 'customers' ? customers(client, place.page, readAt) : orders(client, place, readAt);
}

/** By number of page: accounts come at the end, and one that is deleted meanwhile is made up for by its orders. */
async function customers(client: RestClient, page: number, readAt: number): Promise<PastPage> {
  const query = { role: 'all', orderby: 'id', order: 'asc', per_page: String(ROWS_AT_ONCE), page: String(page) };
  const answer = await client.get('wp-json/wc/v3/customers', query);
  const rows = answer.kind === 'gone' ? [] : read(customerBody.array(), answer.body, 'customers');
  const things = rows.flatMap((row): PastThing[] => {
    const customer = shopperOf(row);
    return customer === null ? [] : [{ kind: 'customer', customer }];
  });
  const more = rows.length === ROWS_AT_ONCE;
  const next = nextOf(more ? { reading: 'customers', page: page + 1 } : { reading: 'orders', since: 0, page: 1 });
  return { reading: 'customers', things, readAt, of: null, waitMs: 0, next };
}

const listed = z.looseObject({ id: z.number().int().positive(), date_created_gmt: z.string() });
type Listed = z.infer<typeof listed>;
/** Whole orders are large. */
const ORDERS_AT_ONCE = 50;

const LIST: ByTime<Listed> = {
  path: 'wp-json/wc/v3/orders',
  query: { orderby: 'date' },
  after: 'after',
  read: (body) => read(listed.array(), body, 'orders'),
  timeOf: (row) => instant(row.date_created_gmt, 'order.date_created_gmt'),
  rowsAtOnce: ORDERS_AT_ONCE,
};

async function orders(client: RestClient, place: Extract<Position, { reading: 'orders' }>, readAt: number): Promise<PastPage> {
  const page = await pageAt(client, LIST, place);
  const next = page.next === null ? null : nextOf({ reading: 'orders', ...page.next });
  return { reading: 'orders', things: page.rows.flatMap(thingOf), readAt, of: page.total, waitMs: 0, next };
}

/** A list does not tell the lines of refunds, and an order that cannot be read is shown to a person when it is asked for by itself. */
function thingOf(row: Listed): PastThing[] {
  const named = [{ kind: 'named', orderId: orderId(String(row.id)) }] as const;
  const body = orderBody.safeParse(row).data;
  if (body?.status === 'checkout-draft') return [];
  if (body === undefined || body.refunds.length > 0) return [...named];
  try {
    return [{ kind: 'order', order: orderState(body, []), customer: identityOf(body.customer_id, body.billing) }];
  } catch (error) {
    if (error instanceof Unreadable) return [...named];
    throw error;
  }
}
