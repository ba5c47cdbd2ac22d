// A shop's plugin is connected by an invitation, and by showing that it has the shop (decisions/0021).
import { describe, expect, it } from 'vitest';
import { startWooStore, type StoreOptions, type WooStore } from '../../sandbox/woocommerce/index.ts';
import { storeId } from '../../src/loyalty/ids.ts';
import { theDoors } from '../builders/woo-store.ts';
import { useShops } from './shops.ts';

const { doors, kept } = useShops();

async function aStore(options: StoreOptions = {}): Promise<WooStore> {
  const store = kept(await startWooStore({ now: () => doors().core.time.now, ...options }));
  return store;
}

const recordOf = (store: WooStore) => doors().core.stores.get(storeId(store.plugin.connection?.storeId ?? ''));
const howMany = async (): Promise<number> => (await doors().core.stores.list()).length;

/** The merchant's browser: from page to page, and a click on Approve. Where it ended. */
async function approved(address: string | null, click: 'approve' | 'deny' = 'approve'): Promise<{ url: string; status: number }> {
  const sent = await fetch(address ?? '', { redirect: 'manual' });
  if (sent.status !== 303) return { url: '', status: sent.status };
  const page = await fetch(sent.headers.get('location') ?? '');
  const href = new RegExp(`wc-auth-${click}" href="([^"]+)"`).exec(await page.text())?.[1] ?? '';
  if (href === '') return { url: '', status: page.status };
  const clicked = href.replaceAll('&amp;', '&');
  if (click === 'deny') return { url: clicked, status: 302 };
  const back = await fetch(clicked, { redirect: 'manual' });
  return { url: back.headers.get('location') ?? '', status: back.status };
}

describe('a plugin with a line from the operator', () => {
  it('is connected by keys of its own, and the store is what the shop says of itself', async () => {
    const store = await aStore({ name: 'Teehaus', currency: 'EUR', timezone: 'Europe/Berlin' });
    expect(await store.plugin.connect(await doors().line())).toBe(true);
    expect(await recordOf(store)).toMatchObject({
      platform: 'woocommerce',
      state: 'active',
      name: 'Teehaus',
      url: store.url,
      currency: 'EUR',
      timeZone: 'Europe/Berlin',
      startsAt: doors().core.time.now,
    });
    expect(store.plugin.health()).toEqual({ webhooks: { active: 7, all: 7 }, hasKeys: true, waiting: 0, dead: 0 });
  });

  it('is connected by keys that the merchant approved on the shop’s own page', async () => {
    const store = await aStore();
    const line = await doors().line();
    const back = await approved(store.plugin.approvalAddress(line));
    expect(back.status).toBe(302);
    expect(back.url).toMatch(new RegExp(`^${store.url}/wp-admin/.*success=1`));
    expect(await store.plugin.connect(line, true)).toBe(true);
    expect(await recordOf(store)).toMatchObject({ state: 'active', url: store.url });
    const credentials = (await recordOf(store))?.credentials;
    expect([...store.shop.keys.values()].map(({ consumerKey }) => consumerKey)).toEqual([credentials?.['consumerKey']]);
  });

  it('is not connected when the merchant declined, and no key stays', async () => {
    const store = await aStore();
    const line = await doors().line();
    expect((await approved(store.plugin.approvalAddress(line), 'deny')).url).toContain('success=0');
    expect(await store.plugin.connect(line, true)).toBe('keys-needed');
    expect([store.shop.keys.size, store.plugin.connection]).toEqual([0, null]);
  });

  it('goes on where it was when its answer got lost, with new secrets and the same store', async () => {
    let loses = true;
    const send: typeof fetch = async (input, init) => {
      const answer = await fetch(input, init);
      if (!loses || !new Request(input).url.endsWith('/connect')) return answer;
      throw new TypeError('the connection ended');
    };
    const store = await aStore({ send });
    const line = await doors().line();
    const before = await howMany();
    expect(await store.plugin.connect(line)).toBe('server-silent');
    loses = false;
    expect(await store.plugin.connect(line)).toBe(true);
    const first = store.plugin.connection;
    expect(await store.plugin.connect(line)).toBe(true);
    expect(store.plugin.connection?.storeId).toBe(first?.storeId);
    expect(store.plugin.connection?.secret).not.toBe(first?.secret);
    expect([await howMany(), store.shop.keys.size, store.shop.webhooks.size]).toEqual([before + 1, 1, 7]);
  });
});

describe('who is not connected', () => {
  const refusal = async (store: WooStore, line: string): Promise<unknown> => {
    const before = await howMany();
    const said = await store.plugin.connect(line);
    expect([await howMany(), store.shop.keys.size, store.shop.webhooks.size, store.plugin.connection]).toEqual([before, 0, 0, null]);
    return said;
  };

  it('has a line that is none, or that nobody gave out', async () => {
    const store = await aStore();
    const made = Buffer.from(JSON.stringify({ u: doors().url, c: 'a-code-that-nobody-gave-out' })).toString('base64url');
    expect(await refusal(store, 'hello')).toBe('line-not-readable');
    expect(await refusal(store, made)).toBe('invitation-over');
  });

  it('has a line that another shop used', async () => {
    const [first, second] = [await aStore(), await aStore()];
    const line = await doors().line();
    expect(await first.plugin.connect(line)).toBe(true);
    expect(await refusal(second, line)).toBe('invitation-over');
  });

  it('has a line whose day is over', async () => {
    const store = await aStore();
    const line = await doors().line();
    doors().core.time.now += 86_400_001;
    expect(await refusal(store, line)).toBe('invitation-over');
  });

  it('has keys of another shop', async () => {
    const [mine, other] = [await aStore(), await aStore()];
    const { consumerKey, consumerSecret } = other.key();
    const { u, c } = JSON.parse(Buffer.from(await doors().line(), 'base64url').toString('utf8')) as { u: string; c: string };
    const body = JSON.stringify({ code: c, url: mine.url, keys: { consumerKey, consumerSecret } });
    const answer = await fetch(`${u}/woocommerce/connect`, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
    expect([answer.status, await answer.json()]).toEqual([403, { connected: false, reason: 'keys-refused' }]);
    expect(await mine.plugin.connect(await doors().line())).toBe(true);
  });

  it('is a shop that does not answer, or answers with a page; later the same line is still good', async () => {
    const store = await aStore();
    const line = await doors().line();
    store.faults.silent = true;
    expect(await refusal(store, line)).toBe('shop-silent');
    Object.assign(store.faults, { silent: false, page: { status: 503 } });
    expect(await refusal(store, line)).toBe('shop-silent');
    store.faults.page = { status: 403 };
    expect(await refusal(store, line)).toBe('keys-refused');
    store.faults.page = null;
    expect(await store.plugin.connect(line)).toBe(true);
  });

  it('comes from the address of a shop that is known, unless the line was made for that one', async () => {
    const store = await aStore();
    await store.plugin.connect(await doors().line());
    const known = storeId(store.plugin.connection?.storeId ?? '');
    expect(await store.plugin.connect(await doors().line())).toBe('shop-known');
    expect(store.plugin.connection?.storeId).toBe(known);
    expect(await store.plugin.connect(await doors().line(known))).toBe(true);
    expect(store.plugin.connection?.storeId).toBe(known);
  });

  it('is on this machine, or comes over plain http, where the operator allows neither', async () => {
    const guarded = await theDoors(false);
    const store = await startWooStore({ now: () => guarded.core.time.now });
    expect(await store.plugin.connect(await guarded.line())).toBe('address-not-usable');
    const { c } = JSON.parse(Buffer.from(await guarded.line(), 'base64url').toString('utf8')) as { c: string };
    const connect = async (url: string): Promise<unknown> => {
      const body = JSON.stringify({ code: c, url, keys: null });
      return (await fetch(`${guarded.url}/woocommerce/connect`, { method: 'POST', headers: { 'content-type': 'application/json' }, body })).json(); // prettier-ignore
    };
    for (const url of ['http://example.com', 'https://127.0.0.1', 'https://[::1]', 'https://10.0.0.1', 'https://user:pass@example.com'])
      expect(await connect(url), url).toEqual({ connected: false, reason: 'address-not-usable' });
    expect(store.asked).toEqual([]);
    await store.close();
    await guarded.close();
  });
});

describe('keys that come by themselves', () => {
  const send = (body: object): Promise<Response> =>
    fetch(`${doors().url}/woocommerce/keys`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  const keys = { consumer_key: `ck_${'0'.repeat(40)}`, consumer_secret: `cs_${'0'.repeat(40)}`, key_permissions: 'read_write' };

  it('are not believed with a state that nobody was given, nor with one a second time', async () => {
    const store = await aStore();
    const line = await doors().line();
    expect((await send({ ...keys, user_id: 'a-state-that-nobody-was-given' })).status).toBe(404);
    const sent = await fetch(store.plugin.approvalAddress(line) ?? '', { redirect: 'manual' });
    const state = new URL(sent.headers.get('location') ?? '').searchParams.get('user_id');
    expect((await send({ ...keys, user_id: state })).status).toBe(200);
    expect((await send({ ...keys, user_id: state })).status).toBe(404);
    // They are as good as they work: these do not.
    expect(await store.plugin.connect(line, true)).toBe('keys-refused');
    expect(store.plugin.connection).toBeNull();
  });

  it('are told to the merchant as denied when we do not take them, and the pair is gone', async () => {
    const store = await aStore();
    const page = await fetch(
      `${store.url}/wc-auth/v1/authorize?${new URLSearchParams({ app_name: 'Lasting', scope: 'read_write', user_id: 'a-state-of-somebody-else', return_url: store.url, callback_url: `${doors().url}/woocommerce/keys` }).toString()}`,
    );
    const href = /wc-auth-approve" href="([^"]+)"/.exec(await page.text())?.[1]?.replaceAll('&amp;', '&') ?? '';
    const answer = await fetch(href, { redirect: 'manual' });
    expect([answer.status, await answer.text()]).toEqual([401, expect.stringContaining('Access denied')]);
    expect(store.shop.keys.size).toBe(0);
  });

  it('are not asked for where the way back leads out of the shop', async () => {
    const store = await aStore();
    const address = new URL(store.plugin.approvalAddress(await doors().line()) ?? '');
    for (const back of ['https://evil.example/', `${store.url}.evil.example/`, `${store.url}@evil.example/`]) {
      address.searchParams.set('back', back);
      expect((await fetch(address, { redirect: 'manual' })).status, back).toBe(400);
    }
  });
});
