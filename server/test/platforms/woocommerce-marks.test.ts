import { describe, expect, test } from 'vitest';
import { line } from '../recorded/woocommerce/ask.ts';

const GONE = { code: 'woocommerce_rest_invalid_id', data: { status: 404 } };

/** A store that answers by path, and says what it was asked. */
function store(answers: Readonly<Record<string, unknown>>) {
  const asked: string[] = [];
  const fetchImpl: typeof fetch = (input, init) => {
    const { pathname, searchParams } = new URL(new Request(input, init).url);
    asked.push(`${pathname.replace('/wp-json/wc/v3/', '')} ${searchParams.get('include') ?? ''}`.trim());
    const answer = answers[pathname.replace('/wp-json/wc/v3/', '')];
    return Promise.resolve(answer === undefined ? Response.json(GONE, { status: 404 }) : Response.json(answer));
  };
  return { connection: line('https://shop.example', { fetchImpl }), asked };
}

describe('how a WooCommerce store marks its customers and products', () => {
  test('is a role for an account, and nothing for one that is gone', async () => {
    const { connection } = store({ 'customers/2': { role: 'wholesale_customer' } });
    expect(await connection.fetchBuyer('2')).toEqual({ tags: null, roles: ['wholesale_customer'] });
    expect(await connection.fetchBuyer('3')).toBeNull();
  });

  test('is never asked about something that is no number', async () => {
    const { connection, asked } = store({});
    expect(await connection.fetchBuyer('../orders/1')).toBeNull();
    expect(await connection.fetchProducts(['../orders/1'])).toEqual({});
    expect(asked).toEqual([]);
  });

  test('is a product’s categories by id and its tags by name; products that are gone are left out', async () => {
    const products = [{ id: 13, categories: [{ id: 15, name: 'Tea' }], tags: [{ id: 9, name: 'green' }] }];
    const { connection, asked } = store({ products });
    expect(await connection.fetchProducts(['13', '14'])).toEqual({ '13': { collections: ['15'], tags: ['green'] } });
    expect(asked).toEqual(['products 13,14']);
  });

  test('is asked for in as many questions as it takes', async () => {
    const { connection, asked } = store({ products: [] });
    await connection.fetchProducts(Array.from({ length: 250 }, (_, index) => String(index + 1)));
    expect(asked).toHaveLength(3);
  });
});

describe('what a WooCommerce store sells', () => {
  test('is found by words and by ids, with names as people read them', async () => {
    const answers = { products: [{ id: 13, name: 'Cups &amp; saucers' }], 'products/categories': [{ id: 15, name: 'Tea' }] };
    const { connection, asked } = store(answers);
    expect(await connection.findGoods('products', { search: 'cup' })).toEqual([{ id: '13', title: 'Cups & saucers' }]);
    expect(await connection.findGoods('collections', { ids: ['15', '../1'] })).toEqual([{ id: '15', title: 'Tea' }]);
    expect(await connection.findGoods('collections', { ids: ['../1'] })).toEqual([]);
    expect(asked).toEqual(['products', 'products/categories 15']);
  });
});
