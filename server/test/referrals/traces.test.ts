// What is kept of what orders and claims show: hashes, for a while, and only where somebody may bring friends.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { memberId, orderId, type StoreId } from '../../src/loyalty/ids.ts';
import type { OrderTraces } from '../../src/loyalty/orders/order-traces.ts';
import { Traces, TRACE_MS } from '../../src/referrals/traces.ts';
import { MongoTraces } from '../../src/storage/mongo/mongo-traces.ts';
import type { StoreRecord } from '../../src/stores/store-record.ts';
import { aCore, type TestCore } from '../builders/core.ts';
import { aProgram, someReferrals } from '../builders/programs.ts';

let core: TestCore;
beforeAll(async () => {
  core = await aCore();
});
afterAll(async () => {
  await core.database.close();
});

const HOME = {
  firstName: 'Ada', lastName: 'Lundqvist', company: 'Rawcorp', line1: 'Musterweg 2', line2: 'Hinterhaus', city: 'Hamburg', region: 'HH', zip: '20095',
  country: 'DE', phone: '+49 40 7654321',
}; // prettier-ignore
const SHOWN: OrderTraces = {
  networkAddress: '203.0.113.9',
  userAgent: 'Mozilla/5.0 (X11; Linux) Raw/1.0',
  acceptLanguage: 'fa-IR,fa;q=0.9',
  phone: '+49 40 1234567',
  email: 'ada.raw@example.com',
  shipping: HOME,
  billing: { ...HOME, line1: 'Andere Allee 17' },
  payment: 'visa 411111 1111',
  referrer: 'https://coupons.example/raw?who=ada.raw@example.com',
  landing: 'https://shop.example/?mail=ada.raw@example.com',
};

async function aStore(referrals: boolean): Promise<StoreRecord> {
  const id = await core.addStore();
  const program = { ...aProgram([], {}, { referrals: referrals ? someReferrals() : null }), version: 2, inForceFrom: 0 };
  await core.stores.publish(id, program);
  const store = await core.directory.get(id);
  if (store === null) throw new Error('no store');
  return store;
}
const traces = (): Traces =>
  new Traces({ traceStore: new MongoTraces(core.database.connection), directory: core.directory, clock: () => core.time.now });
const orderOf = (id: string) => ({ orderId: orderId(id), placedAt: core.time.now - 1_000 });
const stored = (collection: string, storeId: StoreId) => core.database.connection.collection(collection).find({ storeId }).toArray();

describe('what is kept of an order', () => {
  it('is nothing that was said, in no field and no part of it', async () => {
    const store = await aStore(true);
    await traces().ofOrder(store, orderOf('1001'), SHOWN);
    const [kept, ...more] = await stored('order_traces', store.storeId);
    expect(more).toEqual([]);
    // By chance a hash may spell a short word.
    const text = JSON.stringify(kept)
      .toLowerCase()
      .replaceAll(/[0-9a-f]{12,}/gu, '');
    const said = [
      SHOWN.networkAddress,
      '203.0.113',
      'mozilla',
      'raw',
      'fa-ir',
      '1234567',
      '7654321',
      'ada',
      'lund',
      'muster',
      'allee',
      'hamburg',
      '20095',
      '411111',
    ];
    expect(said.filter((raw) => text.includes(String(raw).toLowerCase()))).toEqual([]);
    // Of the page before, its host: a place, and nobody's.
    expect(kept).toMatchObject({ referrer: 'coupons.example', subject: 'order/1001', automated: false });
    for (const print of ['network', 'browser', 'email', 'mailbox', 'lookalike', 'phone', 'name', 'shipping', 'billing', 'payment']) {
      expect(kept?.[print], print).toMatch(/^[0-9a-f]{64}$/u);
    }
    expect(kept?.['shipping']).not.toBe(kept?.['billing']);
  });

  it('goes ninety days after the order was placed, and is not begun for an older one', async () => {
    const store = await aStore(true);
    await traces().ofOrder(store, { orderId: orderId('old'), placedAt: core.time.now - TRACE_MS }, SHOWN);
    await traces().ofOrder(store, orderOf('new'), SHOWN);
    const [kept, ...more] = await stored('order_traces', store.storeId);
    expect(more).toEqual([]);
    expect(kept?.['endsAt']).toEqual(new Date(core.time.now - 1_000 + TRACE_MS));
    const indexes = await core.database.connection.collection('order_traces').indexes();
    expect(indexes.filter(({ expireAfterSeconds }) => expireAfterSeconds === 0).map(({ key }) => key)).toEqual([{ endsAt: 1 }]);
  });

  it('is the first that was told, however often the order is told of', async () => {
    const store = await aStore(true);
    const one = traces();
    await one.ofOrder(store, orderOf('1001'), SHOWN);
    await one.ofOrder(store, orderOf('1001'), { ...SHOWN, networkAddress: '198.51.100.1' });
    await traces().ofOrder(store, orderOf('1001'), { ...SHOWN, networkAddress: '198.51.100.1' });
    expect(await stored('order_traces', store.storeId)).toHaveLength(1);
  });

  it('is nothing where the program has no referrals', async () => {
    const store = await aStore(false);
    await traces().ofOrder(store, orderOf('1001'), SHOWN);
    expect(await stored('order_traces', store.storeId)).toEqual([]);
  });

  it('has no page before it that is the shop’s own', async () => {
    const store = await aStore(true);
    await traces().ofOrder(store, orderOf('1001'), { ...SHOWN, referrer: `${store.url}/cart` });
    await traces().ofOrder(store, orderOf('1002'), { ...SHOWN, referrer: 'no address' });
    expect((await stored('order_traces', store.storeId)).map(({ referrer }) => referrer as unknown)).toEqual([null, null]);
  });

  it('is forgotten with its order and its claim, and nobody else’s is', async () => {
    const store = await aStore(true);
    const one = traces();
    for (const id of ['1', '2']) await one.ofOrder(store, orderOf(id), SHOWN);
    const shown = { networkAddress: '203.0.113.9', userAgent: null, acceptLanguage: null, device: 'raw device', referrer: null };
    for (const friendKey of ['a', 'b'])
      await one.ofClaim(store, { friendKey, advocateId: memberId('ada'), email: 'ada.raw@example.com' }, shown);
    await one.forget(store.storeId, [orderId('1')], ['a']);
    expect((await stored('order_traces', store.storeId)).map(({ subject }) => subject as unknown)).toEqual(['order/2']);
    const claims = await stored('claim_traces', store.storeId);
    expect(claims.map(({ friendKey }) => friendKey as unknown)).toEqual(['b']);
    expect(JSON.stringify(claims)).not.toMatch(/raw|203\.0/u);
  });
});
