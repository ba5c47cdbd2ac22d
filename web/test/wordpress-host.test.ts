import { describe, expect, it } from 'vitest';
import { asProblem } from '../src/api/use-resource.ts';
import { sendTo, wordpressHost } from '../src/host/wordpress.ts';

const PAGE = {
  server: 'https://points.example',
  tokenUrl: 'https://shop.example/wp-json/lasting/v1/staff-token',
  nonceUrl: 'https://shop.example/wp-admin/admin-ajax.php?action=rest-nonce',
  nonce: 'aaaaaaaaaa',
  locale: 'fa_IR',
};
const json = (status: number, body: unknown): Response => new Response(JSON.stringify(body), { status });
const STALE = { code: 'rest_cookie_invalid_nonce', data: { status: 403 } };

interface Wordpress {
  nonce: string;
  loggedIn: boolean;
  mayRunShop: boolean;
  away: boolean;
  now: number;
  readonly asked: string[];
}

/** As WordPress answers: cookie and nonce together are somebody, a stale nonce is said so, and who is logged out gets `0`. */
function wordpress(): { readonly shop: Wordpress; readonly fetch: typeof fetch } {
  const shop: Wordpress = { nonce: PAGE.nonce, loggedIn: true, mayRunShop: true, away: false, now: 1_000_000, asked: [] };
  let signed = 0;
  const answer = (url: string, init?: RequestInit): Response => {
    shop.asked.push(`${init?.method ?? 'GET'} ${new URL(url).pathname}`);
    if (shop.away) throw new TypeError('Failed to fetch');
    if (url === PAGE.nonceUrl) return new Response(shop.loggedIn ? shop.nonce : '0', { status: shop.loggedIn ? 200 : 400 });
    if (new Headers(init?.headers).get('x-wp-nonce') !== shop.nonce) return json(403, STALE);
    if (!shop.loggedIn || !shop.mayRunShop) return json(shop.loggedIn ? 403 : 401, { code: 'rest_forbidden' });
    signed += 1;
    return json(200, { token: `token-${signed}`, seconds: 300 });
  };
  const ask = ((input: string, init?: RequestInit) => Promise.resolve().then(() => answer(input, init))) as typeof fetch;
  return { shop, fetch: ask };
}

function opened(): { readonly shop: Wordpress; readonly token: (renew?: boolean) => Promise<string> } {
  const { shop, fetch } = wordpress();
  const host = wordpressHost(PAGE, { fetch, now: () => shop.now });
  return { shop, token: (renew = false) => host.token({ renew }) };
}

const refusal = (asked: Promise<string>): Promise<string> => asked.then((token) => token, (error: unknown) => asProblem(error).code); // prettier-ignore

describe('inside wp-admin', () => {
  it('one token serves all calls until shortly before its end', async () => {
    const { shop, token } = opened();
    expect(await Promise.all([token(), token()])).toEqual(['token-1', 'token-1']);
    shop.now += 269_000;
    expect(await token()).toBe('token-1');
    shop.now += 2_000;
    expect(await token()).toBe('token-2');
  });

  it('a refused token is asked for anew', async () => {
    const { token } = opened();
    await token();
    expect(await token(true)).toBe('token-2');
  });

  it('a page that stayed open for a day gets a fresh nonce and goes on', async () => {
    const { shop, token } = opened();
    shop.nonce = 'bbbbbbbbbb';
    expect(await token()).toBe('token-1');
    expect(shop.asked).toEqual([
      'POST /wp-json/lasting/v1/staff-token',
      'GET /wp-admin/admin-ajax.php',
      'POST /wp-json/lasting/v1/staff-token',
    ]);
    expect(await token(true)).toBe('token-2');
    expect(shop.asked).toHaveLength(4);
  });

  it('who logged out meanwhile, or may not run the shop, is told so', async () => {
    const { shop, token } = opened();
    shop.mayRunShop = false;
    expect(await refusal(token())).toBe('not-signed-in');
    Object.assign(shop, { mayRunShop: true, loggedIn: false, nonce: 'cccccccccc' });
    expect(await refusal(token())).toBe('not-signed-in');
    shop.loggedIn = true;
    expect(await token()).toBe('token-1');
  });

  it('a shop that does not answer is no lost sign-in, and the next try asks again', async () => {
    const { shop, token } = opened();
    shop.away = true;
    expect(await refusal(token())).toBe('offline');
    shop.away = false;
    expect(await token()).toBe('token-1');
  });

  it('an answer that is no token is not sent to the server', async () => {
    const host = wordpressHost(PAGE, { fetch: () => Promise.resolve(json(200, { token: 7 })), now: Date.now });
    expect(await refusal(host.token({ renew: false }))).toBe('unavailable');
  });

  it('is in the language of the person’s wp-admin, and in English where we do not speak it', () => {
    const localeOf = (locale: string): string | null => wordpressHost({ ...PAGE, locale }, { fetch: window.fetch, now: Date.now }).locale;
    expect(['fa_IR', 'he_IL', 'en_GB', 'de_DE'].map(localeOf)).toEqual(['fa', 'he', 'en', 'en']);
  });

  it('asks our server and never the shop it is shown in', async () => {
    const asked: unknown[] = [];
    const send = sendTo(PAGE.server, ((input: string) => (asked.push(input), Promise.resolve(json(200, {})))) as typeof fetch);
    await send('/admin/api/session');
    expect(asked).toEqual(['https://points.example/admin/api/session']);
  });
});
