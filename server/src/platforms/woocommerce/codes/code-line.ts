// Codes in a WooCommerce store: coupons, made once however often they are asked for, found, removed, and looked for among orders.
import { z } from 'zod';
import { orderId, type OrderId } from '../../../loyalty/ids.ts';
import { StoreRefused, StoreUnreachable, Unreadable, type CodeLine, type CodeWish, type MadeCode } from '../../platform.ts';
import { read } from '../normalise/read.ts';
import type { RestAnswer, RestClient } from '../rest-client.ts';
import { couponOf } from './coupon-input.ts';

const COUPONS = 'wp-json/wc/v3/coupons';
const ORDERS = 'wp-json/wc/v3/orders';
const BAD_REQUEST = 400;
const JUDGED = 422;
const UNREADABLE = 200;
const TAKEN = 'woocommerce_rest_coupon_code_already_exists';
/** Orders of one code: usually none or one. */
const PAGES_MAX = 20;
const FEW = { per_page: '100', _fields: 'id,status,coupon_lines' } as const;
/** Nothing else may become part of a search. */
const SEARCHABLE = /^[A-Za-z0-9-]{1,64}$/;

const coupon = z.object({ id: z.int().positive(), code: z.string(), date_expires_gmt: z.string().nullable() });
const ordered = z.object({ id: z.int().positive(), status: z.string(), coupon_lines: z.array(z.object({ code: z.string() })) });
type Coupon = z.infer<typeof coupon>;

const sameCode = (one: string, other: string): boolean => one.toUpperCase() === other.toUpperCase();

function bodyOf(answer: RestAnswer): unknown {
  if (answer.kind === 'gone') throw new StoreRefused(404, 'the store has no coupons');
  return answer.body;
}

async function find(client: RestClient, code: string): Promise<Coupon | null> {
  const body = bodyOf(await client.get(COUPONS, { code }));
  return read(coupon.array(), body, 'coupons').find((each) => sameCode(each.code, code)) ?? null;
}

async function remove(client: RestClient, code: string): Promise<void> {
  const found = await find(client, code);
  if (found === null) return;
  // Without `force` it would only be in the trash.
  await client.send('DELETE', `${COUPONS}/${found.id}`, { force: 'true' });
  if ((await find(client, code)) !== null) throw new StoreUnreachable('the coupon is still there');
}

const customer = z.object({ email: z.string() });

/** A customer's code is bound to the address of their account: whoever overhears it cannot use it. */
async function held(client: RestClient, wish: CodeWish): Promise<CodeWish> {
  const { customerId, email } = wish;
  if (email !== null || customerId === null) return wish;
  if (!/^\d{1,19}$/.test(customerId)) throw new StoreRefused(JUDGED, 'a customer without a number');
  const answer = await client.get(`wp-json/wc/v3/customers/${customerId}`);
  if (answer.kind === 'gone') throw new StoreRefused(JUDGED, 'the store does not know this customer any more');
  const { email: address } = read(customer, answer.body, 'customer');
  if (address === '') throw new StoreRefused(JUDGED, 'the account has no address that a code could be bound to');
  return { ...wish, email: address };
}

/** A coupon that never ends, though it should, is taken away again: some stores change what they are told. */
async function right(client: RestClient, { code, endsAt }: CodeWish, made: Coupon): Promise<MadeCode> {
  if (endsAt === null || made.date_expires_gmt !== null) return { externalId: String(made.id) };
  await remove(client, code);
  throw new StoreRefused(JUDGED, 'the store keeps no end of a coupon');
}

async function make(client: RestClient, wish: CodeWish): Promise<MadeCode> {
  const known = await find(client, wish.code);
  if (known !== null) return right(client, wish, known);
  try {
    const bound = couponOf(await held(client, wish));
    return await right(client, wish, read(coupon, bodyOf(await client.send('POST', COUPONS, {}, bound)), 'coupon'));
  } catch (error) {
    if (!(error instanceof StoreRefused) || error.status !== BAD_REQUEST) throw error;
    if (error.message !== TAKEN) throw new StoreRefused(JUDGED, error.message);
    // An earlier question whose answer was lost may have been carried out after we looked.
    const found = await find(client, wish.code);
    if (found === null) throw new StoreUnreachable('the code is taken and not to be found yet');
    return right(client, wish, found);
  }
}

/** The search finds words anywhere in an order: what it finds is compared exactly. Drafts of checkouts are no orders. */
async function ordersWith(client: RestClient, code: string): Promise<OrderId[]> {
  if (!SEARCHABLE.test(code)) throw new RangeError('not a code that we make');
  const found: OrderId[] = [];
  for (let page = 1; page <= PAGES_MAX; page += 1) {
    const answer = await client.get(ORDERS, { ...FEW, search: code, page: String(page) });
    const rows = read(ordered.array(), bodyOf(answer), 'orders');
    const carrying = rows.filter(
      ({ status, coupon_lines: lines }) => status !== 'checkout-draft' && lines.some((each) => sameCode(each.code, code)),
    );
    found.push(...carrying.map(({ id }) => orderId(String(id))));
    if (rows.length < 100) return found;
  }
  throw new StoreRefused(200, `more than ${PAGES_MAX} pages of orders with one code`);
}

/** Of an answer that cannot be read nobody knows whether what it answers was done. */
async function readable<Result>(work: Promise<Result>): Promise<Result> {
  try {
    return await work;
  } catch (error) {
    throw error instanceof Unreadable ? new StoreRefused(UNREADABLE, error.message) : error;
  }
}

/**
 * `applyAt`: the shop's front page below its host, where its plugin takes a code into the cart (`Lasting_Code`). Null: WooCommerce alone has no address that
 * does it, so the code is typed.
 */
export function codeLine(client: RestClient, applyAt: string | null): CodeLine {
  return {
    makeCode: (wish) => readable(make(client, wish)),
    findCode: async (code) => {
      const found = await readable(find(client, code));
      return found === null ? null : { externalId: String(found.id) };
    },
    removeCode: (code) => readable(remove(client, code)),
    ordersWithCode: (code) => readable(ordersWith(client, code)),
    applyPath: (code) => (applyAt === null ? null : `${applyAt}?lasting_code=${encodeURIComponent(code)}`),
    usableAgain: true,
  };
}
