// What changed in a store since an instant, and a glance at many orders at once. A list leaves out the trash: an order in it is not shown.
import { z } from 'zod';
import { orderId, type OrderId } from '../../loyalty/ids.ts';
import { minorFromDecimal } from '../../loyalty/money.ts';
import type { OrderGlance } from '../../loyalty/orders/glance.ts';
import type { ChangedCustomer } from '../platform.ts';
import { customerBody, shopperOf } from './normalise/customer.ts';
import { read } from './normalise/read.ts';
import { instant } from './order/amounts.ts';
import { orderBody } from './order/order-body.ts';
import { paymentOf, standingOf } from './order/status.ts';
import { allSince, ROWS_AT_ONCE } from './page-by-time.ts';
import type { RestClient } from './rest-client.ts';

const ORDERS = 'wp-json/wc/v3/orders';
const CUSTOMERS = 'wp-json/wc/v3/customers';

const glanced = orderBody.pick({ id: true, status: true, currency: true, date_modified_gmt: true, date_paid_gmt: true, total: true, refunds: true }); // prettier-ignore
const listed = z.looseObject({ id: z.number().int().positive(), date_modified_gmt: z.string().nullable() });
type Row = z.infer<typeof listed>;
const FIELDS = Object.keys(glanced.shape).join(',');

const modifiedAt = ({ date_modified_gmt: at }: Pick<Row, 'date_modified_gmt'>): number =>
  at === null ? 0 : instant(at, 'order.date_modified_gmt');

/** A draft is a checkout that somebody has open: there is no such order yet. */
function glanceOf(row: Row): OrderGlance[] {
  const whole = glanced.safeParse(row).data;
  if (whole === undefined) return [{ ...unread, orderId: orderId(String(row.id)), version: modifiedAt(row) }];
  return whole.status === 'checkout-draft' ? [] : [readGlance(whole)];
}

/** One order that a plugin made unreadable must not hide all others: asked for by itself, it goes to a person with the reason. */
const unread = { standing: 'open', payment: 'unpaid', total: null, pieces: null, refundIds: [] } as const;

function readGlance(order: z.infer<typeof glanced>): OrderGlance {
  return {
    orderId: orderId(String(order.id)),
    version: modifiedAt(order),
    standing: standingOf(order),
    payment: paymentOf(order),
    total: minorFromDecimal(order.total, order.currency),
    pieces: null,
    refundIds: order.refunds.map(({ id }) => String(id)),
  };
}

export async function* changedOrders(client: RestClient, since: number): AsyncGenerator<OrderGlance> {
  const list = { path: ORDERS, query: { orderby: 'modified', _fields: FIELDS }, after: 'modified_after' };
  const rows = allSince(client, { ...list, read: (body) => read(listed.array(), body, 'orders'), timeOf: modifiedAt }, since);
  for await (const one of rows) yield* glanceOf(one);
}

export async function glanceAt(client: RestClient, orderIds: readonly OrderId[]): Promise<OrderGlance[]> {
  const glances: OrderGlance[] = [];
  for (let from = 0; from < orderIds.length; from += ROWS_AT_ONCE) {
    const include = orderIds.slice(from, from + ROWS_AT_ONCE).join(',');
    const answer = await client.get(ORDERS, { include, per_page: String(ROWS_AT_ONCE), _fields: FIELDS });
    if (answer.kind === 'found') glances.push(...read(listed.array(), answer.body, 'orders').flatMap(glanceOf));
  }
  return glances;
}

const registered = customerBody.extend({ date_created_gmt: z.string().nullable() });
/** A store that registers more people than this in between is asked again from where this ended. */
const MOST_PAGES = 20;

/** Stores cannot list accounts by when they changed, only by when they came: what changed later is told by the account's next order. */
export async function* changedCustomers(client: RestClient, since: number): AsyncGenerator<ChangedCustomer> {
  const query = { role: 'all', orderby: 'registered_date', order: 'desc', per_page: String(ROWS_AT_ONCE) };
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    const answer = await client.get(CUSTOMERS, { ...query, page: String(page) });
    const rows = answer.kind === 'gone' ? [] : read(registered.array(), answer.body, 'customers');
    for (const row of rows) {
      const changedAt = row.date_created_gmt === null ? 0 : instant(row.date_created_gmt, 'customer.date_created_gmt');
      if (changedAt < since) return;
      const customer = shopperOf(row);
      if (customer !== null) yield { customer, changedAt };
    }
    if (rows.length < ROWS_AT_ONCE) return;
  }
}
