import { describe, expect, test } from 'vitest';
import { oauthHeader } from '../../src/platforms/woocommerce/oauth.ts';

const key = { consumerKey: 'ck_probe', consumerSecret: 'cs_probe', nonce: '0123456789abcdef', timestampSeconds: 1795285911 };
const signatureOf = (url: string): string => {
  const header = oauthHeader({ method: 'GET', url: new URL(url), ...key });
  return decodeURIComponent(/oauth_signature="([^"]+)"/.exec(header)?.[1] ?? '');
};

// The expected signatures were made by the client that a real WooCommerce store accepted while the deliveries were recorded.
describe('an OAuth 1.0a signature', () => {
  test('is the one that the real store accepted', () => {
    expect(signatureOf('http://127.0.0.1:8391/wp-json/wc/v3/orders/22')).toBe('tp6JSCmLhDZ8+v40jg99bb2JE7wIeJPn1RNSJ/XKJWs=');
  });

  test('covers the query: names that come twice, every reserved character, and letters beyond ASCII', () => {
    const url = "http://shop.example/wp-json/wc/v3/orders?search=a b+c!'()*@example.test&per_page=100&page=2&per_page=10&z=%C3%A9";
    expect(signatureOf(url)).toBe('VPuyuM4Ai2C2jvG+TpA01nc1w+HecGJhoUSQTgmCTno=');
  });

  test('changes with every part of the request', () => {
    const url = new URL('http://127.0.0.1/wp-json/wc/v3/orders/22');
    const one = { method: 'GET', url, ...key };
    const others = [
      { ...one, method: 'PUT' },
      { ...one, url: new URL('https://127.0.0.1/wp-json/wc/v3/orders/22') },
      { ...one, url: new URL('http://127.0.0.1/wp-json/wc/v3/orders/23') },
      { ...one, consumerSecret: 'cs_other' },
      { ...one, nonce: 'another' },
      { ...one, timestampSeconds: one.timestampSeconds + 1 },
    ];
    expect(new Set([one, ...others].map((request) => oauthHeader(request).split('oauth_signature="')[1])).size).toBe(7);
  });

  test('never shows the secret', () => {
    expect(oauthHeader({ method: 'GET', url: new URL('http://127.0.0.1/'), ...key })).not.toContain('cs_probe');
  });
});
