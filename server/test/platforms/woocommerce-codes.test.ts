import { describe, expect, it } from 'vitest';
import type { CodeLine, CodeWish } from '../../src/platforms/platform.ts';
import { oauthHeader } from '../../src/platforms/woocommerce/oauth.ts';
import { aCodeWish } from '../outbox/some-effects.ts';
import { always, line, serve } from '../recorded/woocommerce/ask.ts';
import { CouponStore } from '../recorded/woocommerce/coupon-store.ts';

const ENDS = Date.UTC(2026, 11, 21, 18, 32, 5);
const euros = (amountMinor: number) => ({ amountMinor, currency: 'EUR' });

async function aStore(): Promise<{ store: CouponStore; codes: CodeLine; url: string }> {
  const store = new CouponStore();
  const url = await serve(store.listener);
  const { codes } = line(url);
  if (codes === null) throw new Error('WooCommerce takes codes');
  return { store, codes, url };
}

const friend = (change: Partial<CodeWish> = {}): CodeWish =>
  aCodeWish({ email: 'bo@example.test', endsAt: ENDS, minimum: euros(1_000), ...change });

describe('a code in a WooCommerce store', () => {
  it('is a coupon for one address, once, that ends to the second, whatever the shop’s time zone', async () => {
    const { store, codes } = await aStore();
    const { externalId } = await codes.makeCode(friend());
    expect(store.asked.find(({ method }) => method === 'POST')?.body).toEqual({
      code: 'K7Q2M9XWA4ZB8D3RHT5C',
      description: 'Five euros',
      discount_type: 'fixed_cart',
      amount: '5.00',
      email_restrictions: ['bo@example.test'],
      usage_limit: 1,
      usage_limit_per_user: 1,
      individual_use: true,
      minimum_amount: '10.00',
      date_expires: '2026-12-21T18:32:05Z',
      meta_data: [{ key: '_lasting_code', value: '1' }],
    });
    expect(store.coupons).toHaveLength(1);
    expect(await codes.findCode('k7q2m9xwa4zb8d3rht5c')).toEqual({ externalId });
  });

  it.each([
    ['a share', friend({ gives: { kind: 'percent-off', basisPoints: 1_250 } }), { discount_type: 'percent', amount: '12.50' }],
    ['a piece', friend({ gives: { kind: 'free-product', variantId: '26' } }), { discount_type: 'percent', amount: '100', product_ids: [26], limit_usage_to_x_items: 1 }],
    ['shipping', friend({ gives: { kind: 'free-shipping', maximum: null } }), { amount: '0', free_shipping: true }],
    ['an amount off some goods', friend({ appliesTo: { kind: 'products', ids: ['5', '6'] } }), { product_ids: [5, 6] }],
    ['an amount off a category', friend({ appliesTo: { kind: 'collections', ids: ['9'] } }), { product_categories: [9] }],
    ['something beside other codes', friend({ combines: { order: true, product: false, shipping: false } }), { individual_use: false }],
  ])('can give %s to its owner alone', async (_, wish, said) => {
    const { store, codes } = await aStore();
    await codes.makeCode(wish);
    expect(store.coupons[0]).toMatchObject(said);
  }); // prettier-ignore

  it('is nobody’s in particular where no address is known, and never everybody’s by a star', async () => {
    const { store, codes } = await aStore();
    await codes.makeCode(friend({ email: null }));
    expect(store.asked.at(-1)?.body).not.toHaveProperty('email_restrictions');
    const stars = codes.makeCode(friend({ code: 'STARSTARSTAR', email: '*@example.test' }));
    await expect(stars).rejects.toMatchObject({ name: 'StoreRefused', status: 422 });
    expect(store.coupons).toHaveLength(1);
  });

  it('never gives more than was promised: what a coupon cannot say is refused', async () => {
    const { store, codes } = await aStore();
    const shipping = codes.makeCode(friend({ gives: { kind: 'free-shipping', maximum: euros(500) } }));
    await expect(shipping).rejects.toMatchObject({ name: 'StoreRefused', status: 422 });
    const variant = codes.makeCode(friend({ gives: { kind: 'free-product', variantId: 'gid://x' } }));
    await expect(variant).rejects.toMatchObject({ status: 422 });
    expect(store.coupons).toEqual([]);
  });

  it('is one, asked for twice, at the same moment, and after an answer that was lost', async () => {
    const { store, codes } = await aStore();
    store.losesNext = true;
    await expect(codes.makeCode(friend())).rejects.toMatchObject({ name: 'StoreUnreachable' });
    const [first, second] = await Promise.all([codes.makeCode(friend()), codes.makeCode(friend())]);
    expect(first).toEqual(second);
    const other = friend({ code: 'MADEATTHESAMETIME123' });
    const [third, fourth] = await Promise.all([codes.makeCode(other), codes.makeCode(other)]);
    expect(third).toEqual(fourth);
    expect(store.coupons).toHaveLength(2);
  });

  it('is found when somebody else made it between our look and our wish', async () => {
    const { store, codes } = await aStore();
    const { externalId } = await codes.makeCode(friend());
    store.blindFor = 1;
    expect(await codes.makeCode(friend())).toEqual({ externalId });
    store.blindFor = 2;
    await expect(codes.makeCode(friend())).rejects.toMatchObject({ name: 'StoreUnreachable' });
  });

  it('does not stay for ever in a store that forgets when it ends', async () => {
    const { store, codes } = await aStore();
    store.keepsNoEnd = true;
    await expect(codes.makeCode(friend())).rejects.toMatchObject({ name: 'StoreRefused', status: 422 });
    expect(store.coupons).toEqual([]);
  });

  it('is removed for good, not into the trash; gone already is fine', async () => {
    const { store, codes } = await aStore();
    await codes.makeCode(friend());
    store.losesNext = true;
    await expect(codes.removeCode(friend().code)).rejects.toMatchObject({ name: 'StoreUnreachable' });
    await codes.removeCode(friend().code);
    expect(store.coupons).toEqual([]);
    expect(await codes.findCode(friend().code)).toBeNull();
  });

  it('names the orders that carry it, and no other that the search finds', async () => {
    const { store, codes } = await aStore();
    const code = friend().code.toLowerCase();
    store.orders = [
      { id: 41, status: 'processing', codes: [code] },
      { id: 42, status: 'cancelled', codes: ['other', code.toUpperCase()] },
      { id: 43, status: 'processing', codes: [`${code}x`] },
      { id: 44, status: 'checkout-draft', codes: [code] },
    ];
    expect(await codes.ordersWithCode(friend().code)).toEqual(['41', '42']);
    await expect(codes.ordersWithCode('a b')).rejects.toThrow(RangeError);
  });

  it('is typed by who has it, and can be used once more when its order came to nothing', async () => {
    const { codes } = await aStore();
    expect(codes.applyPath('X')).toBeNull();
    // The plugin takes it at the front page, also of a shop in a folder.
    expect(line('https://a.example/shop', {}, { pluginSecret: 's' }).codes?.applyPath('A-1')).toBe('/shop/?lasting_code=A-1');
    expect(codes.usableAgain).toBe(true);
  });

  it('is refused by a store whose key may only read, with its own word', async () => {
    const url = await serve((request, response) =>
      request.method === 'GET' ? void response.writeHead(200).end('[]') : always('35-read-key-writes')(request, response),
    );
    const made = line(url).codes?.makeCode(friend());
    await expect(made).rejects.toMatchObject({ name: 'StoreRefused', status: 401, message: 'woocommerce_rest_authentication_error' });
  });

  it('is asked for under a signature of the very request', async () => {
    const { store, codes, url } = await aStore();
    await codes.makeCode(friend());
    const { authorization } = store.asked.find(({ method }) => method === 'POST') ?? { authorization: '' };
    const of = (name: string): string => new RegExp(`${name}="([^"]+)"`).exec(authorization)?.[1] ?? '';
    const key = { consumerKey: 'ck_recorded', consumerSecret: 'cs_recorded' };
    const fresh = { nonce: of('oauth_nonce'), timestampSeconds: Number(of('oauth_timestamp')) };
    expect(authorization).toBe(oauthHeader({ method: 'POST', url: new URL('/wp-json/wc/v3/coupons', url), ...key, ...fresh }));
  });
});
