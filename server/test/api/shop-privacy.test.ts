// What WordPress' own tools for privacy ask of us: in the name of somebody who proved their address to the shop, and of nobody else.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { shopCalls } from '../../src/contract/index.ts';
import { storeId } from '../../src/loyalty/ids.ts';
import { aCore, type TestCore } from '../builders/core.ts';
import type { CustomerIdentity } from '../../src/loyalty/store-event.ts';
import { anAccount } from '../builders/customers.ts';
import { aPluginShop, signedHeaders, type PluginShop } from '../builders/plugin-shop.ts';
import { servicesOf } from '../builders/server.ts';
import { startApp, type AppUnderTest } from './app-under-test.ts';

let core: TestCore;
let app: AppUnderTest;
let [ours, theirs] = [{} as PluginShop, {} as PluginShop];

beforeAll(async () => {
  core = await aCore();
  app = await startApp(servicesOf(core));
  [ours, theirs] = [await aPluginShop(core), await aPluginShop(core)];
});
afterAll(async () => {
  await app.close();
  await core.database.close();
});

type Asked = { readonly email: string; readonly customerId?: string | null };
function asks(name: 'export' | 'erase', body: Asked | object, { by = ours, at = ours, signed = name }: { by?: PluginShop; at?: PluginShop; signed?: string } = {}) {
  const text = JSON.stringify(body);
  const headers = signedHeaders({ ...by, store: at.store }, text, { name: signed, at: core.time.now, secret: by.secret });
  return app.fetch(`/woocommerce/${at.store}/calls/${name}`, { method: 'POST', headers, body: text });
} // prettier-ignore
const exported = async (body: Asked) => shopCalls.exportAnswer.parse(await (await asks('export', body)).json()).members;
const erased = async (body: Asked) => shopCalls.eraseAnswer.parse(await (await asks('erase', body)).json()).erased;

async function known(shop: PluginShop, customer: CustomerIdentity): Promise<void> {
  const store = (await core.stores.get(storeId(shop.store))) ?? expect.fail('no store');
  await core.registry.memberFor(store, customer, customer.externalId === null ? 'order' : 'account', null);
}

describe('somebody who asks their shop', () => {
  it('is told all that is kept of their account and of what they bought as a guest, and nothing of a namesake in another shop', async () => {
    await known(ours, { ...anAccount('11'), email: 'mo@example.test', firstName: 'Mo' });
    await known(ours, { ...anAccount('-'), externalId: null, hasAccount: false, email: 'mo@example.test' });
    await known(theirs, { ...anAccount('11'), email: 'mo@example.test', firstName: 'Other' });
    const both = await exported({ email: 'mo@example.test', customerId: '11' });
    expect(both).toHaveLength(2);
    const text = JSON.stringify(both);
    expect(text).toContain('"firstName":"Mo"');
    expect(text).not.toContain('Other');
    expect(await exported({ email: 'nobody@example.test' })).toEqual([]);
    const { entries: lines } = await core.audit.page(storeId(ours.store), {}, null, 10);
    expect(lines.map(({ action, by }) => [action, by.userId])).toEqual([['member-exported', 'store'], ['member-exported', 'store']]); // prettier-ignore
  });

  it('is forgotten, once, in that shop alone; old news bring nobody back', async () => {
    await known(ours, { ...anAccount('12'), email: 'vi@example.test', firstName: 'Vi' });
    await known(theirs, { ...anAccount('12'), email: 'vi@example.test', firstName: 'Vi' });
    expect(await erased({ email: 'vi@example.test', customerId: '12' })).toBe(1);
    expect(await exported({ email: 'vi@example.test', customerId: '12' })).toEqual([]);
    expect(await erased({ email: 'vi@example.test', customerId: '12' })).toBe(0);
    expect(await core.members.find(storeId(theirs.store), { externalId: '12' })).not.toBeNull();
  });

  it('was not known, and is remembered as somebody who is not to be taken in from old news', async () => {
    expect(await erased({ email: 'late@example.test', customerId: '13' })).toBe(0);
    const store = (await core.stores.get(storeId(ours.store))) ?? expect.fail('no store');
    const old = await core.registry.memberFor(store, { ...anAccount('13'), email: 'late@example.test' }, 'account', core.time.now - 60_000);
    expect(old).toBeNull();
  });
});

describe('who else asks', () => {
  it.each([
    ['another shop with its own key', () => asks('erase', { email: 'mo@example.test' }, { by: theirs })],
    ['a question that was signed as another one', () => asks('erase', { email: 'mo@example.test' }, { signed: 'export' })],
    ['a shop that is not known', () => asks('erase', { email: 'mo@example.test' }, { at: { ...ours, store: storeId('woocommerce-0') } })],
  ])('gets and does nothing: %s', async (_, ask) => {
    expect((await ask()).status).toBe(401);
    expect(await exported({ email: 'mo@example.test', customerId: '11' })).not.toEqual([]);
  });

  it.each([{}, { email: 'x' }, { email: 'mo@example.test', customerId: '1 or 1' }, { email: 'mo@example.test', all: true }, { email: { $ne: '' } }])(
    'is refused what is no question: %o',
    async (body) => expect((await asks('erase', body)).status).toBe(400),
  ); // prettier-ignore
});
