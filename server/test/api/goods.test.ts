// What the store sells, asked while a merchant types; a store that cannot be asked is said and not hidden.
import { afterEach, describe, expect, it } from 'vitest';
import { ADMIN_ENDPOINTS, type admin } from '../../src/contract/index.ts';
import { StoreRefused, StoreUnreachable, type StoreConnection } from '../../src/platforms/platform.ts';
import { aStoreLine } from '../builders/lines.ts';
import { aShopWorld, type ShopWorld } from './shop-world.ts';

const worlds: ShopWorld[] = [];
afterEach(async () => {
  for (const world of worlds.splice(0)) await world.close();
});

async function asking(findGoods: StoreConnection['findGoods'] | null): Promise<(path: string) => Promise<admin.Goods>> {
  const world = await aShopWorld({ connect: () => (findGoods === null ? null : aStoreLine({ findGoods })) });
  worlds.push(world);
  return async (path) => ADMIN_ENDPOINTS.storeProducts.answer.parse(await (await world.call('GET', `/admin/api/store/${path}`)).json());
}

describe('what the store sells', () => {
  it('is asked of the store by words or by ids', async () => {
    const asked: unknown[] = [];
    const ask = await asking((...wish) => (asked.push(wish), Promise.resolve([{ id: '1', title: 'Teapot' }])));
    expect(await ask('products?search=tea')).toEqual({ items: [{ id: '1', title: 'Teapot' }], reason: null });
    await ask('collections?ids=1,2');
    await ask('products');
    expect(asked).toEqual([
      ['products', { search: 'tea' }],
      ['collections', { ids: ['1', '2'] }],
      ['products', { search: '' }],
    ]);
  });

  it.each([
    ['no-credentials', null],
    ['refused', new StoreRefused(403, 'no permission')],
    ['unreachable', new StoreUnreachable('no answer')],
  ] as const)('is said to be unknown when the store gives %s', async (reason, error) => {
    const ask = await asking(error === null ? null : () => Promise.reject(error));
    expect(await ask('products?search=tea')).toEqual({ items: [], reason });
  });
});
