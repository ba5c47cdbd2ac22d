// The published bodies of one Shopify order in several states, signed and sent over HTTP in every possible order: the end is always the same.
import { createHmac, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { orderId, type StoreId } from '../../src/loyalty/ids.ts';
import { shopifyStoreId } from '../../src/stores/store-id.ts';
import { TEST_APP } from '../builders/platforms.ts';
import { aServer, type TestServer } from '../builders/server.ts';
import { recorded } from '../platforms/shopify-deliveries.ts';

let server: TestServer;
let shops = 0;

beforeAll(async () => {
  server = await aServer();
});
afterAll(async () => {
  await server.close();
});

async function aShop(): Promise<{ domain: string; storeId: StoreId }> {
  const domain = `shop-${(shops += 1)}.myshopify.com`;
  const storeId = shopifyStoreId(domain);
  await server.core.addStore({ storeId, platform: 'shopify', domain, url: `https://${domain}`, currency: 'USD', webhookSecret: '' });
  return { domain, storeId };
}

async function send(domain: string, topic: string, body: Buffer): Promise<number> {
  const headers = {
    'content-type': 'application/json',
    'x-shopify-topic': topic,
    'x-shopify-shop-domain': domain,
    'x-shopify-api-version': '2026-10',
    'x-shopify-webhook-id': randomUUID(),
    'x-shopify-event-id': randomUUID(),
    'x-shopify-hmac-sha256': createHmac('sha256', TEST_APP.clientSecret).update(body).digest('base64'),
  };
  const answer = await fetch(`${server.url}/webhooks/shopify`, { method: 'POST', headers, body: new Uint8Array(body) });
  return answer.status;
}

function permutations<T>(all: readonly T[]): T[][] {
  if (all.length <= 1) return [[...all]];
  return all.flatMap((first, index) => permutations(all.toSpliced(index, 1)).map((rest) => [first, ...rest]));
}

/** Points of the order per kind of member, after these bodies arrived in this order. */
async function endOf(bodies: readonly Buffer[]): Promise<{ account: number; guest: number }> {
  const { domain, storeId } = await aShop();
  for (const body of bodies) expect(await send(domain, 'orders/updated', body)).toBe(200);
  await server.core.drainAll();
  const end = { account: 0, guest: 0 };
  for (const { memberId, points } of await server.core.entries.sharesOfOrder(storeId, orderId('450789469'))) {
    const member = await server.core.members.get(storeId, memberId);
    end[member?.externalId === null ? 'guest' : 'account'] += points;
  }
  expect(await server.core.proof.verify(storeId)).toMatchObject({ ok: true });
  return end;
}

describe('one recorded order in all its states', () => {
  const all = [
    'order-authorized',
    'order-partially-refunded',
    'order-without-customer',
    'order-refunded-cancelled',
    'order-partially-refunded-cancelled',
  ];

  it('ends with nothing, in every order of arrival, because its newest state is cancelled', async () => {
    const ends = new Set<string>();
    for (const order of permutations(all)) ends.add(JSON.stringify(await endOf(order.map(recorded))));
    expect([...ends]).toEqual([JSON.stringify({ account: 0, guest: 0 })]);
  }, 120_000);

  it('ends with the 195 points of its 195.67 dollars where it was not cancelled, with whom its newest state names', async () => {
    const ends = new Set<string>();
    for (const order of permutations(all.slice(0, 3))) ends.add(JSON.stringify(await endOf(order.map(recorded))));
    expect([...ends]).toEqual([JSON.stringify({ account: 0, guest: 195 })]);
  });

  it('counts once when every state is delivered three times', async () => {
    const three = all.slice(0, 3).flatMap((name) => [name, name, name]);
    expect(await endOf(three.map(recorded))).toEqual({ account: 0, guest: 195 });
  });

  it('is accepted once when one event is delivered again, and told 200 each time', async () => {
    const { domain, storeId } = await aShop();
    const body = recorded('order-partially-refunded');
    const event = randomUUID();
    const headers = {
      'x-shopify-topic': 'orders/paid',
      'x-shopify-shop-domain': domain,
      'x-shopify-api-version': '2026-10',
      'x-shopify-webhook-id': randomUUID(),
      'x-shopify-event-id': event,
    };
    const signature = createHmac('sha256', TEST_APP.clientSecret).update(body).digest('base64');
    const again = (): Promise<Response> =>
      fetch(`${server.url}/webhooks/shopify`, {
        method: 'POST',
        headers: { ...headers, 'x-shopify-hmac-sha256': signature },
        body: new Uint8Array(body),
      });
    expect((await Promise.all([again(), again(), again()])).map(({ status }) => status)).toEqual([200, 200, 200]);
    expect((await server.core.inbox.list(storeId, null, null, 10)).items).toHaveLength(1);
  });
});
