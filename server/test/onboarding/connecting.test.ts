// A shop is connected by an invitation and by keys that work at its address; everything else connects nothing.
import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ADMIN_ENDPOINTS } from '../../src/contract/index.ts';
import { storeId, type StoreId } from '../../src/loyalty/ids.ts';
import { codeHash, connectionLine } from '../../src/onboarding/plugins/invite.ts';
import { isReachableAddress, shopAddress } from '../../src/onboarding/plugins/shop-address.ts';
import { pluginToken, signedHeaders } from '../builders/plugin-shop.ts';
import { aConnectingWorld, KeyedShop, someKeys, type ConnectingWorld } from './connecting-world.ts';

const HOUR = 3_600_000;
let world: ConnectingWorld;
beforeAll(async () => (world = await aConnectingWorld()));
afterAll(() => world.close());
// Connecting is counted by the hour.
beforeEach(() => void (world.core.time.now += HOUR));

/** A shop of its own, at an address of its own. */
async function aShop(): Promise<{ shop: KeyedShop; wish: object }> {
  const shop = await KeyedShop.open();
  return { shop, wish: { url: shop.url, keys: shop.keys } };
}

async function connectedShop() {
  const { shop, wish } = await aShop();
  const code = await world.invites();
  return { shop, wish, code, ...(await world.agreed(await world.connects(code, wish))) };
}

const record = async (id: string) => {
  const found = await world.core.stores.get(storeId(id));
  if (found === null) throw new Error(`no store ${id}`);
  return found;
};

describe('a connection line', () => {
  it('is our address and a code of 256 bits, of which only a hash is kept', async () => {
    const code = await world.invites();
    expect(Buffer.from(code, 'base64url')).toHaveLength(32);
    expect(JSON.parse(Buffer.from(connectionLine('https://x.example', 'c'), 'base64url').toString())).toEqual({
      u: 'https://x.example',
      c: 'c',
    });
    const kept = await world.core.database.connection.collection('invitations').find().toArray();
    expect(kept.map(({ _id }) => String(_id))).toContain(codeHash(code));
    expect(JSON.stringify(kept)).not.toContain(code);
    expect((await world.core.invitations.open(world.core.time.now)).map(({ hash }) => hash)).toContain(codeHash(code));
  });
});

describe('an address of a shop', () => {
  it.each([
    ['https://tea.example', 'https://tea.example'],
    ['https://TEA.example/', 'https://tea.example'],
    ['https://tea.example/shop//', 'https://tea.example/shop'],
    ['https://tea.example:443', 'https://tea.example'],
    ['http://tea.example', null],
    ['ftp://tea.example', null],
    ['https://ada:secret@tea.example', null],
    ['https://tea.example/?x=1', null],
    ['https://tea.example/#x', null],
    ['tea.example', null],
    [`https://tea.example/${'a'.repeat(300)}`, null],
  ])('stated as %s is kept as %s', (text, address) => expect(shopAddress(text, false)).toBe(address));

  it('may be plain http and on this network only where the operator lets it', async () => {
    expect(shopAddress('http://shop.test', true)).toBe('http://shop.test');
    for (const address of ['https://127.0.0.1', 'https://10.0.0.1', 'https://[::1]', 'https://169.254.169.254', 'https://nobody.invalid'])
      expect(await isReachableAddress(address, false)).toBe(false);
    expect(await isReachableAddress('https://127.0.0.1', true)).toBe(true);
  });
});

describe('connecting', () => {
  it('makes the shop a store, with a secret from which its tokens are made and one of letters for its webhooks', async () => {
    const { shop, storeId: id, secret, webhookSecret, deliveryUrl, notesUrl } = await connectedShop();
    const store = await record(id);
    expect(store).toMatchObject({
      platform: 'woocommerce',
      name: 'Kettle and Cup',
      url: shop.url,
      currency: 'EUR',
      timeZone: 'Europe/Berlin',
    });
    expect(store).toMatchObject({ state: 'active', startsAt: world.core.time.now, credentials: { ...shop.keys, pluginSecret: secret } });
    expect(webhookSecret).toMatch(/^[A-Za-z0-9]{40}$/u);
    expect([deliveryUrl, notesUrl].map((url) => new URL(url).pathname)).toEqual([
      `/webhooks/woocommerce/${id}`,
      `/woocommerce/${id}/notes`,
    ]);
    const token = await pluginToken({ store: store.storeId, url: shop.url, secret }, 'staff', world.core.time.now);
    const session = await world.app.fetch(ADMIN_ENDPOINTS.session.path, { headers: { authorization: `Bearer ${token}` } });
    expect(session.status).toBe(200);
    const kept = JSON.stringify(await world.core.database.connection.collection('stores').find().toArray());
    for (const hidden of [secret, webhookSecret, shop.keys.consumerSecret]) expect(kept).not.toContain(hidden);
    await shop.close();
  });

  it('again with the same line goes on where it stopped: the same store, with all secrets new', async () => {
    const first = await connectedShop();
    const again = await world.agreed(await world.connects(first.code, first.wish));
    expect(again.storeId).toBe(first.storeId);
    expect([again.secret === first.secret, again.webhookSecret === first.webhookSecret]).toEqual([false, false]);
    const at = world.core.time.now;
    const old = await pluginToken({ store: storeId(first.storeId), url: first.shop.url, secret: first.secret }, 'staff', at);
    expect((await world.app.fetch(ADMIN_ENDPOINTS.session.path, { headers: { authorization: `Bearer ${old}` } })).status).toBe(401);
    await first.shop.close();
  });

  it('with a line that was used elsewhere, is over, or was never made connects nothing', async () => {
    const used = await connectedShop();
    const { shop, wish } = await aShop();
    expect(await world.refusal(await world.connects(used.code, wish))).toEqual([403, 'invitation-over']);
    const old = await world.invites(null, 1);
    world.core.time.now += HOUR + 1;
    expect(await world.refusal(await world.connects(old, wish))).toEqual([403, 'invitation-over']);
    expect(await world.refusal(await world.connects(randomBytes(32).toString('base64url'), wish))).toEqual([403, 'invitation-over']);
    expect(shop.asked).toEqual([]);
    await Promise.all([shop.close(), used.shop.close()]);
  });

  it('with keys that do not work, no keys, or a shop that is silent says which, and the line is still good', async () => {
    const { shop, wish } = await aShop();
    const code = await world.invites();
    expect(await world.refusal(await world.connects(code, { ...wish, keys: someKeys() }))).toEqual([403, 'keys-refused']);
    expect(await world.refusal(await world.connects(code, { ...wish, keys: null }))).toEqual([400, 'keys-needed']);
    expect(await world.refusal(await world.connects(code, { url: 'http://127.0.0.1:9', keys: shop.keys }))).toEqual([502, 'shop-silent']);
    expect(await world.refusal(await world.connects(code, { url: 'ftp://shop' }))).toEqual([400, 'address-not-usable']);
    expect((await world.agreed(await world.connects(code, wish))).connected).toBe(true);
    await shop.close();
  });

  it.each([
    ['no keys of WooCommerce', { keys: { consumerKey: 'ck_1', consumerSecret: 'cs_1' } }],
    ['a code that is not one', { code: { $gt: '' } }],
    ['more than is asked for', { storeId: 'woocommerce-1' }],
  ])('with %s is not understood', async (_, change) => expect((await world.connects(await world.invites(), change)).status).toBe(400));

  it('is only for so often from one network', async () => {
    const statuses: number[] = [];
    for (let n = 0; n < 62; n += 1) statuses.push((await world.connects('x'.repeat(43))).status);
    expect([statuses[0], statuses.at(-1)]).toEqual([403, 429]);
  });

  it('never leads into this network where the operator does not let it', async () => {
    const strict = await aConnectingWorld(false);
    const code = await strict.invites();
    for (const url of [strict.shop.url, strict.shop.url.replace('http:', 'https:'), 'https://169.254.169.254', 'https://localhost'])
      expect(await strict.refusal(await strict.connects(code, { url }))).toEqual([400, 'address-not-usable']);
    expect(strict.shop.asked).toEqual([]);
    await strict.close();
  });
});

describe('a shop that is known', () => {
  it('is connected anew only by a line that was made for it, and has its members still', async () => {
    const { shop, wish, storeId: id, secret } = await connectedShop();
    const before = await record(id);
    expect(await world.refusal(await world.connects(await world.invites(), wish))).toEqual([409, 'shop-known']);
    const goodbye = signedHeaders({ store: before.storeId, url: shop.url, secret }, '{}', { name: 'goodbye', at: world.core.time.now });
    expect((await world.app.fetch(`/woocommerce/${id}/calls/goodbye`, { method: 'POST', headers: goodbye, body: '{}' })).status).toBe(200);
    expect(await record(id)).toMatchObject({ state: 'left', credentials: null });
    expect(await world.refusal(await world.connects(await world.invites(), wish))).toEqual([409, 'shop-known']);
    const back = await world.agreed(await world.connects(await world.invites(before.storeId), wish));
    expect(back.storeId).toBe(id);
    expect(await record(id)).toMatchObject({ state: 'active', identityKey: before.identityKey, startsAt: before.startsAt });
    // What the old secret said goodbye with says nothing any more.
    expect((await world.app.fetch(`/woocommerce/${id}/calls/goodbye`, { method: 'POST', headers: goodbye, body: '{}' })).status).toBe(401);
    expect((await record(id)).state).toBe('active');
    await shop.close();
  });

  it('is not taken over by a line that was made for another one', async () => {
    const [first, second] = [await connectedShop(), await connectedShop()];
    const code = await world.invites(storeId(second.storeId));
    expect(await world.refusal(await world.connects(code, first.wish))).toEqual([409, 'shop-known']);
    expect((await record(first.storeId)).credentials).toMatchObject({ pluginSecret: first.secret });
    await Promise.all([first.shop.close(), second.shop.close()]);
  });

  it('shares its host with others: its path is part of its address', async () => {
    const { shop, wish } = await aShop();
    const first = await world.agreed(await world.connects(await world.invites(), wish));
    const second = await world.agreed(await world.connects(await world.invites(), { ...wish, url: `${shop.url}/second/` }));
    expect(second.storeId).not.toBe(first.storeId);
    expect((await record(second.storeId)).url).toBe(`${shop.url}/second`);
    await shop.close();
  });
});

describe('keys that the merchant approves on the shop’s own page', () => {
  const asksFor = (code: string, url: string, back = `${url}/wp-admin/admin.php?page=lasting`): Promise<Response> =>
    world.app.fetch(`/woocommerce/authorize?${new URLSearchParams({ code, url, back }).toString()}`, { redirect: 'manual' });
  const arrive = (state: string, { consumerKey, consumerSecret } = someKeys(), permissions = 'read_write'): Promise<Response> => {
    const body = JSON.stringify({
      key_id: 1,
      user_id: state,
      consumer_key: consumerKey,
      consumer_secret: consumerSecret,
      key_permissions: permissions,
    });
    return world.app.fetch('/woocommerce/keys', { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  };
  const stateOf = (answer: Response): string => new URL(answer.headers.get('location') ?? '').searchParams.get('user_id') ?? '';

  it('connect it: asked for with a state of one use, sent by the shop, used by the line', async () => {
    const { shop } = await aShop();
    const code = await world.invites();
    const asked = await asksFor(code, shop.url);
    const page = new URL(asked.headers.get('location') ?? '');
    expect([asked.status, `${page.origin}${page.pathname}`, page.searchParams.get('scope')]).toEqual([
      303,
      `${shop.url}/wc-auth/v1/authorize`,
      'read_write',
    ]);
    expect(Buffer.from(stateOf(asked), 'base64url')).toHaveLength(32);
    expect([(await arrive(stateOf(asked), shop.keys)).status, (await arrive(stateOf(asked), shop.keys)).status]).toEqual([200, 404]);
    const kept = JSON.stringify(await world.core.database.connection.collection('invitations').find().toArray());
    for (const hidden of [shop.keys.consumerSecret, shop.keys.consumerKey, stateOf(asked)]) expect(kept).not.toContain(hidden);
    const { storeId: id } = await world.agreed(await world.connects(code, { url: shop.url, keys: null }));
    expect((await record(id)).credentials).toMatchObject(shop.keys);
    await shop.close();
  });

  it('are nobody’s with a state that was made up, one that was replaced, or for reading alone', async () => {
    const { shop } = await aShop();
    const code = await world.invites();
    const [first, second] = [stateOf(await asksFor(code, shop.url)), stateOf(await asksFor(code, shop.url))];
    expect((await arrive(randomBytes(32).toString('base64url'))).status).toBe(404);
    expect((await arrive(first, shop.keys)).status).toBe(404);
    expect((await arrive(second, shop.keys, 'read')).status).toBe(400);
    expect((await arrive(second, shop.keys)).status).toBe(200);
    await shop.close();
  });

  it('count for the address they were approved at, and only if they work there', async () => {
    const [{ shop }, { shop: other }] = [await aShop(), await aShop()];
    const code = await world.invites();
    await arrive(stateOf(await asksFor(code, shop.url)), shop.keys);
    expect(await world.refusal(await world.connects(code, { url: other.url, keys: null }))).toEqual([400, 'keys-needed']);
    const forged = await world.invites();
    await arrive(stateOf(await asksFor(forged, shop.url)));
    expect(await world.refusal(await world.connects(forged, { url: shop.url, keys: null }))).toEqual([403, 'keys-refused']);
    await Promise.all([shop.close(), other.close()]);
  });

  it('never lead a merchant away from their shop, nor anybody without a line anywhere', async () => {
    const { shop } = await aShop();
    const code = await world.invites();
    for (const back of ['https://evil.example/', `${shop.url}.evil.example/`, `${shop.url}@evil.example/`, 'javascript:alert(1)'])
      expect((await asksFor(code, shop.url, back)).status).toBe(400);
    const stranger = await asksFor('x'.repeat(43), shop.url);
    expect([stranger.status, stranger.headers.get('location')]).toEqual([403, null]);
    await shop.close();
  });
});

describe('an invitation in a race', () => {
  it('is used by one of forty stores, and by that one as often as it likes', async () => {
    const { invitations } = world.core;
    const hash = codeHash(await world.invites());
    const uses = Array.from({ length: 40 }, (_, n) => ({ storeId: storeId(`race-${n}`), url: `https://race-${n}.example` }));
    const won = await Promise.all(uses.map((used) => invitations.use(hash, used)));
    expect(won.filter(Boolean)).toHaveLength(1);
    const winner = uses[won.indexOf(true)] ?? { storeId: '' as StoreId, url: '' };
    expect(await invitations.use(hash, winner)).toBe(true);
    expect(await invitations.use(hash, { ...winner, url: 'https://elsewhere.example' })).toBe(false);
    expect((await invitations.find(hash, world.core.time.now))?.used).toEqual(winner);
  });

  it('takes one pair of keys of forty that come for one state', async () => {
    const { invitations } = world.core;
    const hash = codeHash(await world.invites());
    const stateHash = randomUUID();
    await invitations.ask(hash, { stateHash, url: 'https://race.example' });
    const pairs = Array.from({ length: 40 }, () => someKeys());
    const taken = await Promise.all(pairs.map((keys) => invitations.approved(stateHash, keys)));
    expect(taken.filter(Boolean)).toHaveLength(1);
    expect((await invitations.byState(stateHash, world.core.time.now))?.approval?.keys).toEqual(pairs[taken.indexOf(true)]);
  });

  it('connects one shop of two that paste the same line at once', async () => {
    const code = await world.invites();
    const shops = await Promise.all([aShop(), aShop()]);
    const statuses = (await Promise.all(shops.map(({ wish }) => world.connects(code, wish)))).map(({ status }) => status);
    expect(statuses.toSorted((a, b) => a - b)).toEqual([200, 403]);
    const known = await world.core.stores.list();
    expect(known.filter(({ url }) => shops.some(({ shop }) => shop.url === url))).toHaveLength(1);
    await Promise.all(shops.map(({ shop }) => shop.close()));
  });
});
