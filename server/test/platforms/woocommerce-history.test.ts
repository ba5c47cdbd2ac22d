// A WooCommerce store's past, page by page, from a store that goes on selling.
import type { RequestListener } from 'node:http';
import { describe, expect, test } from 'vitest';
import type { PastThing, StoreConnection } from '../../src/platforms/platform.ts';
import { line, serve } from '../recorded/woocommerce/ask.ts';
import { restAnswer } from '../recorded/woocommerce/recordings.ts';

const START = Date.UTC(2026, 0, 1);
const gmt = (second: number): string => new Date(START + second * 1_000).toISOString().slice(0, 19);
const recorded = restAnswer('03-get-order-guest').body as Record<string, unknown>;

type Body = Record<string, unknown> & { readonly id: number; readonly date_created_gmt: string };
const order = (id: number, second: number, more: object = {}): Body => ({
  ...recorded,
  id,
  date_created_gmt: gmt(second),
  refunds: [],
  ...more,
});
const person = (id: number, role = 'customer') => ({
  id,
  email: `p${id}@example.com`,
  first_name: 'P',
  last_name: '',
  role,
  billing: { phone: '' },
});

function store(people: object[], orders: Body[], meanwhile: (asked: number) => void = () => undefined): RequestListener {
  let asked = 0;
  return (request, response) => {
    const url = new URL(request.url ?? '/', 'http://store');
    const query = (name: string): string => url.searchParams.get(name) ?? '';
    const [size, page] = [Number(query('per_page')), Number(query('page'))];
    const rows = url.pathname.endsWith('/customers')
      ? people
      : orders
          .filter((one) => one.date_created_gmt > query('after'))
          .toSorted((a, b) => a.date_created_gmt.localeCompare(b.date_created_gmt) || a.id - b.id);
    const headers = { 'content-type': 'application/json', 'x-wp-total': String(rows.length) };
    response.writeHead(200, headers).end(JSON.stringify(rows.slice((page - 1) * size, page * size)));
    meanwhile((asked += 1));
  };
}

async function all(connection: StoreConnection): Promise<{ things: PastThing[]; pages: number }> {
  const things: PastThing[] = [];
  let pages = 0;
  for (let position: string | null = null; ;) {
    const page = await connection.history(position);
    things.push(...page.things);
    pages += 1;
    if (page.next === null) return { things, pages };
    position = page.next;
  }
}

const ordersIn = (things: readonly PastThing[]): string[] =>
  things.flatMap((thing) => (thing.kind === 'order' ? [thing.order.orderId] : thing.kind === 'named' ? [thing.orderId] : []));

describe('the past of a store', () => {
  test('is its accounts, without those who may be staff, and then its orders', async () => {
    const people = Array.from({ length: 130 }, (_, n) => person(n + 1, n === 0 ? 'shop_manager' : 'customer'));
    const { things } = await all(line(await serve(store(people, [order(1, 10), order(2, 20)]))));
    expect(things.filter(({ kind }) => kind === 'customer')).toHaveLength(129);
    expect(things.slice(-2)).toMatchObject([
      { kind: 'order', order: { orderId: '1', placedAt: START + 10_000 } },
      { kind: 'order', order: { orderId: '2' } },
    ]);
    expect(things.findIndex(({ kind }) => kind === 'order')).toBe(129);
  });

  test('names orders with refunds, and those that a plugin made unreadable, so that each is asked for by itself', async () => {
    const refunded = order(1, 10, { refunds: [{ id: 9, reason: '', total: '-1.00' }] });
    const { things } = await all(
      line(await serve(store([], [refunded, order(2, 20, { currency: '?' }), order(3, 30, { status: 'checkout-draft' })]))),
    );
    expect(things).toEqual([{ kind: 'named', orderId: '1' }, { kind: 'named', orderId: '2' }]); // prettier-ignore
  });

  test('is whole, although the store sells and deletes meanwhile, and although more than a page was placed in one second', async () => {
    const orders = Array.from({ length: 240 }, (_, n) => order(n + 1, n < 120 ? 5 : n));
    const expected = orders.map(({ id }) => String(id)).filter((id) => !['121', '122', '123'].includes(id));
    const { things } = await all(
      line(
        await serve(
          store([], orders, (asked) => {
            if (asked === 5) orders.splice(120, 3);
            orders.push(order(1_000 + asked, 1_000 + asked));
          }),
        ),
      ),
    );
    expect(new Set(ordersIn(things))).toEqual(new Set([...ordersIn(things), ...expected]));
  });

  test('says how many orders there are, and goes on from where it was', async () => {
    const connection = line(
      await serve(
        store(
          [person(1)],
          Array.from({ length: 60 }, (_, n) => order(n + 1, n)),
        ),
      ),
    );
    const first = await connection.history(null);
    const second = await connection.history(first.next);
    expect([first.reading, second.reading, second.of, second.things.length]).toEqual(['customers', 'orders', 60, 50]);
    const again = await connection.history(first.next);
    expect({ ...again, readAt: 0 }).toEqual({ ...second, readAt: 0 });
  });
});
