// What a WooCommerce store says of what somebody bought before.
import { describe, expect, test } from 'vitest';
import { orderId } from '../../src/loyalty/ids.ts';
import { StoreUnreachable } from '../../src/platforms/platform.ts';
import { placedBy } from '../../src/platforms/woocommerce/placed-by.ts';
import { line, plain, serve } from '../recorded/woocommerce/ask.ts';
import { restAnswer } from '../recorded/woocommerce/recordings.ts';

const EMAIL = 'dora.mwqqupkh@example.test';
const SECOND = Date.UTC(2026, 10, 21, 18, 32, 56);
const guest = (email: string) => ({ externalId: null, email, phone: null });

/** A store that answers with what was recorded of a search, or with what a test says of an account's own orders. */
function store({
  own = [] as unknown[],
  found = restAnswer('21-get-orders-by-email').body,
  customers = restAnswer('12-get-customers-by-guest-email').body,
} = {}) {
  const asked: string[] = [];
  const fetchImpl: typeof fetch = (input, init) => {
    const { pathname, searchParams } = new URL(new Request(input, init).url);
    const query = ['search', 'customer', 'email', 'role'].flatMap((name) =>
      searchParams.has(name) ? [`${name}=${searchParams.get(name)}`] : [],
    );
    asked.push(`${pathname.replace('/wp-json/wc/v3/', '')} ${query.join(' ')}`);
    const answer = pathname.endsWith('/customers') ? customers : searchParams.has('customer') ? own : found;
    return Promise.resolve(Response.json(answer));
  };
  const connection = line('https://shop.example', { fetchImpl });
  return { past: (...question: Parameters<typeof connection.fetchBuyerPast>) => connection.fetchBuyerPast(...question), asked };
}
const row = (change: object = {}) => ({ id: 7, status: 'completed', customer_id: 4, date_created_gmt: '2026-11-20T10:00:00', billing: { email: EMAIL }, ...change }); // prettier-ignore

describe('what a WooCommerce store says of somebody’s past', () => {
  test('counts guest orders by the address on them, and not the order that is asked about', async () => {
    const { past } = store();
    expect(await past(guest(EMAIL), { orderId: orderId('35'), at: SECOND })).toEqual({ orders: 1, since: null });
    expect(await past(guest(EMAIL), { orderId: null, at: SECOND })).toEqual({ orders: 2, since: null });
    expect(await past(guest(EMAIL), { orderId: orderId('34'), at: SECOND - 5_000 })).toEqual({ orders: 0, since: null });
  });

  test('does not believe what the search found by something else than the address', async () => {
    expect(await store().past(guest('dora@example.test'), { orderId: null, at: SECOND })).toEqual({ orders: 0, since: null });
    expect(await store().past(guest(EMAIL.toUpperCase()), { orderId: null, at: SECOND })).toMatchObject({ orders: 2 });
  });

  test('is asked of the account first, and the address is not searched for where that says enough', async () => {
    const { past, asked } = store({ own: [row()] });
    expect(await past({ externalId: '4', email: EMAIL, phone: null }, { orderId: orderId('35'), at: SECOND })).toEqual({
      orders: 1,
      since: null,
    });
    expect(asked).toEqual(['orders customer=4']);
  });

  test('says since when the account is there, by its own address', async () => {
    const { past, asked } = store({ found: [], customers: restAnswer('11-get-customers-by-email').body });
    const since = Date.UTC(2026, 10, 21, 18, 31, 6);
    expect(await past(guest('alice@example.test'), { orderId: null, at: SECOND })).toEqual({ orders: 0, since });
    expect(asked.at(-1)).toBe('customers email=alice@example.test role=all');
    expect(await past(guest('other@example.test'), { orderId: null, at: SECOND })).toEqual({ orders: 0, since: null });
  });

  test.each(['cancelled', 'failed', 'checkout-draft', 'trash'])('does not count an order that is %s', async (status) => {
    expect(await store({ found: [row({ status })] }).past(guest(EMAIL), { orderId: null, at: SECOND })).toMatchObject({ orders: 0 });
  });

  test('cannot be told when the search finds a whole page of other people', async () => {
    const crowd = Array.from({ length: 50 }, (_, index) => row({ id: index + 1, billing: { email: `x${EMAIL}` } }));
    expect(await store({ found: crowd }).past(guest(EMAIL), { orderId: null, at: SECOND })).toBeNull();
    const among = [...crowd.slice(1), row({ id: 99 })];
    expect(await store({ found: among }).past(guest(EMAIL), { orderId: null, at: SECOND })).toMatchObject({ orders: 1 });
  });

  test('cannot be told of nobody, and is never asked about something that is no number', async () => {
    const { past, asked } = store();
    expect(await past({ externalId: null, email: null, phone: '+4940123456' }, { orderId: null, at: SECOND })).toBeNull();
    expect(await past({ externalId: '../users/1', email: null, phone: null }, { orderId: null, at: SECOND })).toBeNull();
    expect(asked).toEqual([]);
  });

  test('is no answer when the store does not answer: nobody is new by that', async () => {
    const url = await serve(plain(503));
    await expect(line(url).fetchBuyerPast(guest(EMAIL), { orderId: null, at: SECOND })).rejects.toBeInstanceOf(StoreUnreachable);
  });
});

test('Orders of a WooCommerce store are placed by customers, unless staff or another program wrote them', () => {
  const told = ['checkout', 'store-api', null, 'a-plugin-of-somebody', 'admin', 'rest-api'].map(placedBy);
  expect(told).toEqual(['customer', 'customer', 'customer', 'customer', 'staff', 'staff']);
});
