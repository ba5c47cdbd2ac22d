// What a store knows of what somebody bought before: by their account, and by the address on its orders, because guests have nothing else.
import { z } from 'zod';
import { normaliseEmail } from '../../loyalty/person.ts';
import type { BuyerNamed, BuyerPast, BuyingBefore } from '../buyer-past.ts';
import { read } from './normalise/read.ts';
import { instant } from './order/amounts.ts';
import type { RestClient } from './rest-client.ts';

const NUMBER = /^\d{1,19}$/;
const ROWS = 50;

const listed = z.object({
  id: z.number().int().positive(),
  status: z.string(),
  customer_id: z.number().int().nonnegative(),
  date_created_gmt: z.string(),
  billing: z.object({ email: z.string().nullish() }),
});
type Listed = z.infer<typeof listed>;
const account = z.object({ id: z.number().int().positive(), email: z.string(), date_created_gmt: z.string() });

/** Of these nothing was bought. Statuses of plugins are orders. */
const CAME_TO_NOTHING = new Set(['cancelled', 'failed', 'checkout-draft', 'auto-draft', 'trash']);

interface Rows {
  readonly rows: Listed[];
  /** There are more than were read. */
  readonly more: boolean;
}

/** The oldest first: the first ones decide. */
async function ordersBy(client: RestClient, query: Readonly<Record<string, string>>): Promise<Rows> {
  const shape = { per_page: String(ROWS), orderby: 'date', order: 'asc', _fields: 'id,status,customer_id,date_created_gmt,billing' };
  const answer = await client.get('wp-json/wc/v3/orders', { ...query, ...shape });
  const rows = answer.kind === 'gone' ? [] : read(listed.array(), answer.body, 'orders');
  return { rows, more: rows.length === ROWS };
}

const isBefore = ({ orderId, at }: BuyingBefore, row: Listed): boolean =>
  String(row.id) !== orderId && !CAME_TO_NOTHING.has(row.status) && instant(row.date_created_gmt, 'orders.date_created_gmt') <= at;

/** The search looks into names and streets as well, so what it finds is compared. */
async function accountSince(client: RestClient, email: string): Promise<number | null> {
  const answer = await client.get('wp-json/wc/v3/customers', { email, role: 'all', _fields: 'id,email,date_created_gmt' });
  const accounts = answer.kind === 'gone' ? [] : read(account.array(), answer.body, 'customers');
  const own = accounts.filter((one) => normaliseEmail(one.email) === normaliseEmail(email));
  const times = own.map((one) => instant(one.date_created_gmt, 'customers.date_created_gmt'));
  return times.length === 0 ? null : Math.min(...times);
}

/** Null: a search found so much else that it cannot be told. */
export async function fetchBuyerPast(
  client: RestClient,
  { externalId, email }: BuyerNamed,
  before: BuyingBefore,
): Promise<BuyerPast | null> {
  const id = externalId !== null && NUMBER.test(externalId) ? externalId : null;
  if (id === null && email === null) return null;
  const own = id === null ? { rows: [], more: false } : await ordersBy(client, { customer: id });
  const bought = own.rows.filter((row) => isBefore(before, row));
  if (bought.length > 0) return { orders: bought.length, since: null };
  if (email === null) return { orders: 0, since: null };
  const found = await ordersBy(client, { search: email });
  const theirs = found.rows.filter(({ billing }) => normaliseEmail(billing.email ?? '') === normaliseEmail(email));
  const others = theirs.filter((row) => isBefore(before, row));
  if (others.length === 0 && (found.more || own.more)) return null;
  return { orders: others.length, since: await accountSince(client, email) };
}
