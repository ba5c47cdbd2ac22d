import { describe, expect, it, vi } from 'vitest';
import { applyInCart, removeFromCart } from '../../src/storefront/cart.ts';
import { cartLines } from '../../src/storefront/cart-lines.ts';
import { network, openShop } from './shop.ts';

const CART = '/wp-json/wc/store/v1/cart';
const LINK = '/?lasting_code=LAST-9XKQ';

describe('a code of a friend in WooCommerce’s cart', () => {
  it.each([
    [[{ code: 'last-9xkq' }], 'applied'],
    [[{ code: 'summer' }], 'waiting'],
    [[], 'waiting'],
  ])('is what the cart says of it: %j is %s', async (coupons, applied) => {
    const { asked } = network({ [LINK]: 'page', [CART]: { coupons } });
    openShop();
    expect(await applyInCart(LINK, 'LAST-9XKQ')).toBe(applied);
    expect(asked.map(({ url }) => url)).toEqual([LINK, CART]);
  });

  it.each(['https://evil.example/', '//evil.example', '/\\evil.example', 'javascript:alert(1)', ''])(
    'is not looked for outside of the shop: %s',
    async (path) => {
      const { asked } = network({});
      openShop();
      expect(await applyInCart(path, 'LAST-9XKQ')).toBe('failed');
      expect(asked).toHaveLength(0);
    },
  );

  it.each([
    [500, {}],
    ['page', 500],
    [new Error('offline'), {}],
  ])('is not said to be there where nobody knows: %s, %s', async (link, cart) => {
    network({ [LINK]: link, [CART]: cart });
    openShop();
    expect(await applyInCart(LINK, 'LAST-9XKQ')).toBe('failed');
  });

  it('is taken out with the nonce that reading the cart gave', async () => {
    const remove = `${CART}/remove-coupon`;
    const { to } = network({ [CART]: () => new Response('{}', { headers: { nonce: 'n1' } }), [remove]: {} });
    openShop();
    expect(await removeFromCart('LAST-9XKQ')).toBe(true);
    expect(to(remove)).toMatchObject([{ body: { code: 'LAST-9XKQ' }, headers: { nonce: 'n1' } }]);
  });

  it.each([
    [409, true],
    [401, false],
    [new Error('offline'), false],
  ])('is known to be out, or not: %s is %s', async (answer, out) => {
    network({ [CART]: () => new Response('{}', { headers: { nonce: 'n1' } }), [`${CART}/remove-coupon`]: answer });
    openShop();
    expect(await removeFromCart('LAST-9XKQ')).toBe(out);
  });

  it('makes both kinds of carts draw themselves anew', async () => {
    const triggered: string[] = [];
    const chain = { trigger: (event: string) => (triggered.push(event), chain) };
    const invalidate = vi.fn();
    vi.stubGlobal('jQuery', () => chain);
    vi.stubGlobal('wp', { data: { dispatch: () => ({ invalidateResolutionForStore: invalidate }) } });
    network({ [LINK]: 'page', [CART]: { coupons: [] } });
    openShop();
    await applyInCart(LINK, 'LAST-9XKQ');
    expect(triggered).toEqual(['wc_update_cart', 'update_checkout']);
    expect(invalidate).toHaveBeenCalledTimes(1);
  });
});

describe('the goods of a cart of blocks', () => {
  const item = (id: number, quantity: number, total: string, unit = 2) => ({
    id,
    quantity,
    totals: { line_total: total, currency_minor_unit: unit },
  });

  it('are told by their products, whatever variation they are', () => {
    const cart = { items: [item(13, 2, '2500'), item(19, 1, '4900')] };
    expect(cartLines(cart, { parents: '19:17,18:17', digits: '2' })).toBe('13:2:2500,17:1:4900');
  });

  it('cost as much as they do, however many decimals a shop shows', () => {
    expect(cartLines({ items: [item(13, 1, '13', 0)] }, { digits: '2' })).toBe('13:1:1300');
    expect(cartLines({ items: [item(13, 1, '150000', 2)] }, { digits: '0' })).toBe('13:1:1500');
  });

  it('leave out what the server could not read', () => {
    expect(cartLines({ items: [item(13, 0, '0'), item(14, 1.5, '300'), item(15, 1, '-5')] }, {})).toBe('15:1:0');
    expect(cartLines({}, {})).toBe('');
    const many = Array.from({ length: 150 }, (_, at) => item(at + 1, 1, '100'));
    expect(cartLines({ items: many }, {}).split(',')).toHaveLength(100);
  });
});
