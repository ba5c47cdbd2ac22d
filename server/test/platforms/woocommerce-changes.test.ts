// Lists of a store that changes while they are read. The store's rules are those that were recorded: after an instant is exclusive, seconds count,
// a page has at most a hundred rows, and `checkout-draft` is among the orders.
import { readFileSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { describe, expect, test } from 'vitest';
import { isStillTrue } from '../../src/loyalty/orders/glance.ts';
import { orderId } from '../../src/loyalty/ids.ts';
import { line, orderAt, recordedStore, serve } from '../recorded/woocommerce/ask.ts';
import { restAnswer } from '../recorded/woocommerce/recordings.ts';

interface Row {
  readonly id: number;
  status: string;
  date_modified_gmt: string;
  readonly [field: string]: unknown;
}

const START = Date.UTC(2026, 10, 20, 12);
const gmt = (second: number): string => new Date(START + second * 1_000).toISOString().slice(0, 19);
const row = (id: number, second: number, more: object = {}): Row => ({
  id,
  status: 'completed',
  currency: 'EUR',
  total: '12.50',
  date_modified_gmt: gmt(second),
  date_paid_gmt: gmt(0),
  refunds: [],
  ...more,
});

/** Lists as WooCommerce does; `meanwhile` happens after each answer. */
function store(rows: Row[], meanwhile: (asked: number) => void = () => undefined): { listener: RequestListener; asked: URL[] } {
  const asked: URL[] = [];
  const listener: RequestListener = (request, response) => {
    const url = new URL(request.url ?? '/', 'http://store');
    asked.push(url);
    const query = (name: string): string => url.searchParams.get(name) ?? '';
    const included = query('include').split(',').filter(Boolean);
    const found = rows
      .filter(({ id, status }) => status !== 'trash' && (included.length === 0 || included.includes(String(id))))
      .filter((one) => query('modified_after') === '' || one.date_modified_gmt > query('modified_after'))
      .toSorted((a, b) => a.date_modified_gmt.localeCompare(b.date_modified_gmt) || a.id - b.id);
    const [size, page] = [Number(query('per_page')), Number(query('page') || 1)];
    const answer = found.slice((page - 1) * size, page * size);
    const headers = { 'content-type': 'application/json', 'x-wp-total': String(found.length) };
    response.writeHead(200, headers).end(JSON.stringify(answer));
    meanwhile(asked.length);
  };
  return { listener, asked };
}

async function changed(rows: Row[], since: number, meanwhile?: (asked: number) => void): Promise<{ ids: string[]; asked: URL[] }> {
  const { listener, asked } = store(rows, meanwhile);
  const ids: string[] = [];
  for await (const glance of line(await serve(listener)).changedOrders(since)) ids.push(glance.orderId);
  return { ids, asked };
}

describe('orders that changed since an instant', () => {
  test('are asked for as the recorded store was, with the second of the instant itself', async () => {
    const { ids, asked } = await changed([row(1, -1), row(2, 0), row(3, 5)], START);
    expect(ids).toEqual(['2', '3']);
    const recorded = readFileSync(new URL('../recorded/woocommerce/rest/28-get-orders-modified-after.json', import.meta.url), 'utf8');
    const { path } = (JSON.parse(recorded) as { request: { path: string } }).request;
    const asRecorded = {
      ...Object.fromEntries(new URL(path, 'http://store').searchParams),
      per_page: '100',
      modified_after: '2026-11-20T11:59:59',
    };
    const sent = Object.fromEntries(asked[0]?.searchParams ?? []);
    expect({ ...sent, _fields: '', page: '1' }).toEqual({ ...asRecorded, _fields: '', page: '1' });
  });

  test('all come, although some change while they are read and move to the end', async () => {
    const rows = Array.from({ length: 350 }, (_, n) => row(n + 1, n));
    // After every page the first order of the list changes: pages by number would skip the first one of the next page.
    const { ids } = await changed(rows, START, (asked) => {
      const first = rows[(asked - 1) * 3];
      if (first !== undefined) first.date_modified_gmt = gmt(1_000 + asked);
    });
    expect(new Set(ids).size).toBe(350);
  });

  test('all come, although hundreds changed in the same second', async () => {
    const rows = [...Array.from({ length: 250 }, (_, n) => row(n + 1, 7)), ...Array.from({ length: 30 }, (_, n) => row(500 + n, 8))];
    expect(new Set((await changed(rows, START)).ids).size).toBe(280);
  });

  test('come without those who only have a checkout open', async () => {
    expect((await changed([row(1, 1, { status: 'checkout-draft' }), row(2, 2)], START)).ids).toEqual(['2']);
  });

  test('hide none because a plugin made one of them unreadable', async () => {
    const { listener } = store([row(1, 1, { refunds: 'none' }), row(2, 2)]);
    const seen = [];
    for await (const glance of line(await serve(listener)).changedOrders(START)) seen.push([glance.orderId, glance.total]);
    expect(seen).toEqual([['1', null], ['2', 1250]]); // prettier-ignore
  });
});

describe('a glance at an order', () => {
  test('leaves out what is in the trash or not there', async () => {
    const { listener, asked } = store([row(1, 1), row(2, 2, { status: 'trash' })]);
    const glances = await line(await serve(listener)).glanceAt(['1', '2', '3'].map(orderId));
    expect(glances.map((glance) => glance.orderId)).toEqual(['1']);
    expect(asked[0]?.searchParams.get('include')).toBe('1,2,3');
  });

  test('fits the recorded order as it is when it is asked for in full, and no other state of it', async () => {
    const { body } = restAnswer('05-get-order-after-partial-refund');
    const listed = line(await serve((_request, response) => void response.writeHead(200).end(JSON.stringify([body]))));
    const [seen] = await listed.glanceAt([orderId('22')]);
    if (seen === undefined) throw new Error('the recorded order was not understood');
    const { at } = await recordedStore();
    expect(isStillTrue(await orderAt(at('08'), '22'), seen)).toBe(true);
    expect(isStillTrue(await orderAt(at('06'), '22'), seen)).toBe(false);
    expect(isStillTrue(await orderAt(at('10'), '22'), seen)).toBe(false);
    // A refund that is taken back moves no date.
    expect(isStillTrue(await orderAt(at('08'), '22'), { ...seen, refundIds: [] })).toBe(false);
  });
});

describe('accounts that came since an instant', () => {
  const person = (id: number, second: number, role = 'customer') => ({
    id, email: `p${id}@example.com`, first_name: 'P', last_name: '', role, billing: { phone: '' }, date_created_gmt: gmt(second),
  }); // prettier-ignore

  test('are listed newest first until the instant is reached, without those who may be staff', async () => {
    const people = [person(4, 40), person(3, 30, 'shop_manager'), person(2, 20), person(1, -10)];
    const listener: RequestListener = (_request, response) =>
      void response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(people));
    const seen = [];
    for await (const { customer, changedAt } of line(await serve(listener)).changedCustomers(START))
      seen.push([customer.externalId, changedAt]);
    expect(seen).toEqual([['4', START + 40_000], ['2', START + 20_000]]); // prettier-ignore
  });
});
