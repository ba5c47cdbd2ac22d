// Somebody asks the shop to be forgotten, and Shopify passes it on: nothing of them is left, and the books still prove.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { memberId } from '../../src/loyalty/ids.ts';
import { INBOX } from '../../src/limits.ts';
import { adjust } from '../../src/answer-requests.ts';
import { aProgram, someReferrals } from '../builders/programs.ts';
import { aLawWorld, orderOf, type Buyer, type LawWorld, type Shop } from './law-world.ts';

let world: LawWorld;
let shop: Shop;
let people = 0;

beforeAll(async () => {
  world = await aLawWorld();
  shop = await world.aShop();
});
afterAll(async () => {
  expect(await world.server.core.proof.verify(shop.storeId)).toMatchObject({ ok: true });
  await world.server.close();
});

function somebody(): Buyer {
  people += 1;
  return { id: 880_000_000 + people, email: `forget.me.${people}@example.com`, name: `Vergissmeinnicht${people}` };
}

const redact = ({ id, email }: Buyer, orders: readonly number[]): object => ({
  shop_id: 1,
  shop_domain: shop.domain,
  customer: { id, email, phone: null },
  orders_to_redact: orders,
});
const asks = async (buyer: Buyer, orders: readonly number[]): Promise<void> => {
  expect(await world.send(shop, 'customers/redact', redact(buyer, orders))).toBe(200);
  await world.server.core.drainAll();
};
const find = (buyer: Buyer) => world.server.core.members.find(shop.storeId, { externalId: String(buyer.id) });
const everything = async (buyer: Buyer): Promise<string[]> =>
  (await Promise.all([buyer.email, buyer.name, String(buyer.id)].map((text) => world.holding(text)))).flat();
const laterOn = async (): Promise<void> => {
  world.server.core.time.now += INBOX.purgeAgainMs + 1;
  await world.server.core.drainAll();
};

describe('a customer who asks to be forgotten', () => {
  it('leaves no hash of what their orders showed, where the program has referrals', async () => {
    const { core } = world.server;
    const own = await world.aShop();
    const program = aProgram([], {}, { referrals: someReferrals() });
    await core.stores.publish(own.storeId, { ...program, version: 2, inForceFrom: 0 });
    core.directory.forget(own.storeId);
    // The recorded order is old, and what is as old is not traced.
    const [buyer, placed] = [
      somebody(),
      { processed_at: new Date(core.time.now).toISOString(), created_at: new Date(core.time.now).toISOString() },
    ];
    expect(await world.send(own, 'orders/create', { ...orderOf(own, buyer, 7101), ...placed })).toBe(200);
    await core.drainAll();
    const traces = () => core.database.connection.collection('order_traces').find({ storeId: own.storeId }).toArray();
    expect(await traces()).toMatchObject([{ subject: 'order/7101', shipping: expect.stringMatching(/^[0-9a-f]{64}$/u) as unknown }]);
    expect(JSON.stringify(await traces()).includes(buyer.email)).toBe(false);
    const redacted = { ...redact(buyer, [7101]), shop_domain: own.domain };
    expect(await world.send(own, 'customers/redact', redacted)).toBe(200);
    await core.drainAll();
    expect(await traces()).toEqual([]);
  });

  it('is nowhere in the database any more, whatever came in about them, and the chain still proves', async () => {
    const buyer = somebody();
    await world.buys(shop, buyer, 7001);
    await world.send(shop, 'customers/update', {
      id: buyer.id,
      email: buyer.email,
      first_name: buyer.name,
      last_name: '',
      state: 'enabled',
    });
    await world.server.core.drainAll();
    const member = (await find(buyer)) ?? expect.fail('nobody bought');
    expect(await world.server.core.available(shop.storeId, member.memberId)).toBeGreaterThan(0);
    expect((await everything(buyer)).length).toBeGreaterThan(3);
    await asks(buyer, [7001]);
    expect(await find(buyer)).toBeNull();
    expect(await world.server.core.available(shop.storeId, member.memberId)).toBe(0);
    // Only the request itself still says who asked.
    expect(new Set(await everything(buyer))).toEqual(new Set(['inbox']));
    await laterOn();
    expect(await everything(buyer)).toEqual([]);
    expect(await world.server.core.proof.verify(shop.storeId)).toMatchObject({ ok: true });
  });

  it('is asked for twice and forgotten once', async () => {
    const buyer = somebody();
    await world.buys(shop, buyer, 7002);
    await asks(buyer, [7002]);
    await asks(buyer, [7002]);
    const { items } = await world.server.core.inbox.list(shop.storeId, null, null, 100);
    expect(items.filter(({ topic }) => topic === 'customers/redact').every(({ state }) => state === 'done')).toBe(true);
    await laterOn();
    expect(await everything(buyer)).toEqual([]);
  });

  it('is not brought back by old news, nor by news of an account that is gone', async () => {
    const buyer = somebody();
    await world.buys(shop, buyer, 7003);
    await asks(buyer, [7003]);
    await world.send(shop, 'orders/updated', orderOf(shop, buyer, 7003));
    await world.send(shop, 'customers/update', {
      id: buyer.id,
      email: buyer.email,
      first_name: buyer.name,
      last_name: '',
      state: 'enabled',
    });
    await world.server.core.drainAll();
    expect(await find(buyer)).toBeNull();
  });

  it('is not brought in by old news either when we never knew them', async () => {
    const buyer = somebody();
    await asks(buyer, [7004]);
    await world.buys(shop, buyer, 7004);
    expect(await find(buyer)).toBeNull();
    expect((await world.holding(buyer.name)).filter((name) => name !== 'inbox')).toEqual([]);
  });

  it('goes also from what nobody could read, and that is not tried again', async () => {
    const buyer = somebody();
    await world.send(shop, 'orders/paid', JSON.stringify(orderOf(shop, buyer, 7005)).slice(0, 4_000));
    await world.server.core.drainAll();
    const dead = await world.server.core.inbox.list(shop.storeId, 'dead', null, 10);
    expect(dead.items).toHaveLength(1);
    await asks(buyer, []);
    expect(await world.holding(buyer.name)).toEqual([]);
    expect((await world.server.core.inbox.list(shop.storeId, 'dead', null, 10)).items).toEqual([]);
    expect(await world.server.core.inbox.replay(shop.storeId, dead.items[0]?.itemId ?? '', 0)).toBe(0);
  });

  it('goes also from what still waits, and it is not worked on', async () => {
    const buyer = somebody();
    const { inbox } = world.server.core;
    await world.buys(shop, buyer, 7006);
    await world.send(shop, 'orders/updated', orderOf(shop, buyer, 7006));
    const waiting = (await inbox.list(shop.storeId, 'new', null, 100)).items.find(({ topic }) => topic === 'orders/updated');
    await inbox.release([waiting?.itemId ?? ''], 'nobody', world.server.core.time.now + 3_600_000);
    await asks(buyer, [7006]);
    expect(await inbox.get(shop.storeId, waiting?.itemId ?? '')).toMatchObject({ state: 'ignored', headers: {} });
    await laterOn();
    expect(await everything(buyer)).toEqual([]);
  });

  it('goes also from messages that only name an order', async () => {
    const buyer = somebody();
    await world.buys(shop, buyer, 7012);
    const card = { id: 5, order_id: 7012, kind: 'sale', status: 'success', payment_details: { credit_card_name: buyer.name } };
    await world.send(shop, 'order_transactions/create', card);
    await world.server.core.drainAll();
    await asks(buyer, []);
    expect(await world.holding(buyer.name)).toEqual([]);
  });

  it('is not forgotten on the word of somebody who cannot sign', async () => {
    const buyer = somebody();
    await world.buys(shop, buyer, 7013);
    const headers = {
      'content-type': 'application/json',
      'x-shopify-topic': 'customers/redact',
      'x-shopify-shop-domain': shop.domain,
      'x-shopify-api-version': '2026-10',
      'x-shopify-webhook-id': 'forged',
      'x-shopify-hmac-sha256': Buffer.alloc(32, 7).toString('base64'),
    };
    const forged = { method: 'POST', headers, body: JSON.stringify(redact(buyer, [7013])) };
    expect((await fetch(`${world.server.url}/webhooks/shopify`, forged)).status).toBe(401);
    await world.server.core.drainAll();
    expect(await find(buyer)).not.toBeNull();
  });

  it('goes with what staff wrote about them', async () => {
    const buyer = somebody();
    await world.buys(shop, buyer, 7007);
    const member = (await find(buyer)) ?? expect.fail('nobody bought');
    const about = { storeId: shop.storeId, memberId: member.memberId, points: 5, requestId: 'r-7007', by: 'u-1', approvedBy: null };
    await adjust(world.server.core, { ...about, reason: 'Singt im Kirchenchor', note: null }, world.server.core.time.now);
    expect((await world.holding('Kirchenchor')).toSorted()).toEqual(['inbox', 'notes']);
    await asks(buyer, [7007]);
    expect(await world.holding('Kirchenchor')).toEqual([]);
  });

  it('is known by an address alone when that is all the shop says', async () => {
    const buyer = somebody();
    const { customer: _customer, ...guest } = orderOf(shop, buyer, 7008) as Record<string, unknown>;
    await world.send(shop, 'orders/paid', guest);
    await world.server.core.drainAll();
    expect(await world.holding(buyer.email)).toContain('members');
    await world.send(shop, 'customers/redact', { ...redact(buyer, [7008]), customer: { email: buyer.email.toUpperCase() } });
    await world.server.core.drainAll();
    await laterOn();
    expect(await everything(buyer)).toEqual([]);
  });

  it('is forgotten after being merged into another, whose points stay', async () => {
    const [gone, stays] = [somebody(), somebody()];
    await world.buys(shop, gone, 7009);
    await world.buys(shop, stays, 7010);
    const [from, into] = [await find(gone), await find(stays)];
    const body = { mergeId: 'm-1', from: from?.memberId ?? '', into: into?.memberId ?? '', by: 'u-1' };
    await world.server.core.inbox.insert({
      itemId: 'merge-1', storeId: shop.storeId, origin: 'request', topic: 'request/merge', dedupe: null, headers: {},
      body: Buffer.from(JSON.stringify(body)), receivedAt: world.server.core.time.now,
    }); // prettier-ignore
    await world.server.core.drainAll();
    const points = await world.server.core.available(shop.storeId, memberId(body.into));
    await asks(gone, [7009]);
    await laterOn();
    expect(await everything(gone)).toEqual([]);
    expect(await find(stays)).not.toBeNull();
    expect(await world.server.core.available(shop.storeId, memberId(body.into))).toBe(points);
  });

  it('of another shop stays, whatever the body says', async () => {
    const buyer = somebody();
    const other = await world.aShop();
    await world.buys(other, buyer, 7011);
    await asks(buyer, [7011]);
    expect(await world.server.core.members.find(other.storeId, { externalId: String(buyer.id) })).not.toBeNull();
    // A body that names one shop, sent for another, is not let in at all.
    expect(await world.send(other, 'customers/redact', redact(buyer, [7011]))).toBe(401);
  });
});
