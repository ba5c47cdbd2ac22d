import { createHmac } from 'node:crypto';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { readAppProxy } from '../../src/platforms/shopify/auth/app-proxy.ts';
import { frameAncestors } from '../../src/platforms/shopify/auth/frame-ancestors.ts';
import { createShopifyLibrary } from '../../src/platforms/shopify/library.ts';
import { CLIENT_ID, SECRET, SHOP, testLibrary } from './shopify-deliveries.ts';

const library = testLibrary();
const refused = { kind: 'refused' };

afterEach(() => {
  vi.useRealTimers();
});

function query(change: Record<string, string> = {}, secret = SECRET): URLSearchParams {
  const params: Record<string, string> = {
    shop: SHOP,
    logged_in_customer_id: '207119551',
    path_prefix: '/apps/lasting',
    timestamp: String(Math.floor(Date.now() / 1000)),
    ...change,
  };
  const names = Object.keys(params).toSorted();
  const text = names.map((name) => `${name}=${params[name] ?? ''}`).join('');
  return new URLSearchParams({ ...params, signature: createHmac('sha256', secret).update(text).digest('hex') });
}

function changed(change: (params: URLSearchParams) => void): URLSearchParams {
  const params = query();
  change(params);
  return params;
}

describe('a request through the app proxy', () => {
  it('is the golden example of the documentation', async () => {
    vi.useFakeTimers({ now: 1_317_327_555_000 });
    const documented = createShopifyLibrary({ clientId: CLIENT_ID, clientSecret: 'hush', appUrl: 'https://app.example.com', scopes: [] });
    const params = new URLSearchParams(
      'extra=1&extra=2&shop=shop-name.myshopify.com&logged_in_customer_id=1&path_prefix=%2Fapps%2Fawesome_reviews&timestamp=1317327555&signature=4c68c8624d737112c91818c11017d24d334b524cb5c2b8ba08daa056f7395ddb',
    );
    expect(await readAppProxy(documented, params)).toEqual({ kind: 'accepted', shop: 'shop-name.myshopify.com', customerId: '1' });
  });

  it('says who is signed in, or that nobody is', async () => {
    expect(await readAppProxy(library, query())).toEqual({ kind: 'accepted', shop: SHOP, customerId: '207119551' });
    expect(await readAppProxy(library, query({ logged_in_customer_id: '' }))).toEqual({ kind: 'accepted', shop: SHOP, customerId: null });
  });
});

describe('an attacker at the app proxy', () => {
  it('cannot become another customer, or another shop', async () => {
    const another = (name: string, value: string) => readAppProxy(library, changed((params) => { params.set(name, value); })); // prettier-ignore
    expect(await another('logged_in_customer_id', '1')).toMatchObject(refused);
    expect(await another('shop', 'other.myshopify.com')).toMatchObject(refused);
    expect(await another('locale', 'fa')).toMatchObject(refused);
  });

  it('cannot add a second customer, shop, signature or time before or behind the real one', async () => {
    for (const name of ['logged_in_customer_id', 'shop', 'signature', 'timestamp', 'path_prefix']) {
      const real = query();
      const added = new URLSearchParams([[name, '1'], ...real, [name, '1']]);
      expect(await readAppProxy(library, added)).toMatchObject(refused);
    }
    // Even when Shopify signed both, joined by a comma, as it does with parameters of the shopper.
    const joined = query({ logged_in_customer_id: '1,207119551' });
    expect(await readAppProxy(library, joined)).toMatchObject(refused);
  });

  it('cannot move a border between two parameters, which are signed without separators', async () => {
    const moved = changed((params) => {
      params.set('logged_in_customer_id', `207119551path_prefix=${params.get('path_prefix') ?? ''}`);
      params.delete('path_prefix');
    });
    expect(await readAppProxy(library, moved)).toMatchObject(refused);
  });

  it('cannot use a request of two minutes ago, or of the future', async () => {
    const at = (seconds: number) => query({ timestamp: String(Math.floor(Date.now() / 1000) + seconds) });
    expect(await readAppProxy(library, at(-80))).toMatchObject({ kind: 'accepted' });
    expect(await readAppProxy(library, at(-100))).toMatchObject(refused);
    expect(await readAppProxy(library, at(100))).toMatchObject(refused);
  });

  it('cannot come without a signature, with an empty one, or with another secret', async () => {
    expect(await readAppProxy(library, changed((params) => { params.delete('signature'); }))).toMatchObject(refused); // prettier-ignore
    expect(await readAppProxy(library, changed((params) => { params.set('signature', ''); }))).toMatchObject(refused); // prettier-ignore
    expect(await readAppProxy(library, query({}, 'other'))).toMatchObject(refused);
    expect(await readAppProxy(library, new URLSearchParams())).toMatchObject(refused);
  });
});

describe('who may frame the admin', () => {
  it('is the admin of this shop, and nobody without a shop', () => {
    expect(frameAncestors(SHOP)).toBe(`frame-ancestors https://${SHOP} https://admin.shopify.com`);
    for (const odd of [null, '', 'evil.com', `${SHOP}; script-src *`, `${SHOP}.evil.com`])
      expect(frameAncestors(odd)).toBe("frame-ancestors 'none'");
  });
});
