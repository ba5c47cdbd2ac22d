import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createGraphqlClient, type GraphqlClient } from '../../src/platforms/shopify/graphql/client.ts';
import { createCostLimiter } from '../../src/platforms/shopify/graphql/cost-limiter.ts';
import { createStoreFetch } from '../../src/platforms/shopify/store-fetch.ts';
import { SHOP } from './shopify-deliveries.ts';
import { standIn, type Answer, type StandIn } from './shopify-http.ts';

let server: StandIn | null = null;
afterEach(async () => {
  await server?.close();
  server = null;
});

interface Line {
  readonly client: GraphqlClient;
  readonly waits: number[];
  readonly asked: StandIn['asked'];
  readonly renewals: string[];
}

async function lineTo(answer: (nth: number) => Answer): Promise<Line> {
  server = await standIn((_asked, nth) => answer(nth));
  const waits: number[] = [];
  const renewals: string[] = [];
  let at = 1_000_000;
  const client = createGraphqlClient({
    domain: SHOP,
    apiVersion: '2026-10',
    fetch: createStoreFetch(server.url),
    limiter: createCostLimiter(),
    longestWaitMs: 10_000,
    tokens: {
      current: () => Promise.resolve('first-token'),
      renew: (refused) => {
        renewals.push(refused);
        return Promise.resolve('second-token');
      },
    },
    now: () => at,
    sleep: (ms) => {
      waits.push(ms);
      at += ms;
      return Promise.resolve();
    },
  });
  return { client, waits, asked: server.asked, renewals };
}

const Shop = z.object({ shop: z.object({ name: z.string() }) });
const cost = (requestedQueryCost: number, currentlyAvailable: number) => ({
  cost: { requestedQueryCost, actualQueryCost: null, throttleStatus: { maximumAvailable: 2000, currentlyAvailable, restoreRate: 100 } },
});
const good = { body: { data: { shop: { name: 'Tea' } }, extensions: cost(10, 1990) } };
const throttled = { body: { errors: [{ message: 'Throttled', extensions: { code: 'THROTTLED' } }], extensions: cost(500, 100) } };
const ask = ({ client }: Line) => client.ask('{ shop { name } }', {}, Shop);

describe('asking a shop', () => {
  it('sends the token to the shop, by the API version of the app', async () => {
    const line = await lineTo(() => good);
    expect(await ask(line)).toEqual({ shop: { name: 'Tea' } });
    expect(line.asked[0]).toMatchObject({
      path: '/admin/api/2026-10/graphql.json',
      headers: { 'x-shopify-access-token': 'first-token', 'x-sim-host': SHOP },
    });
  });

  it('waits as long as the missing points need when it is throttled', async () => {
    const line = await lineTo((nth) => (nth === 1 ? throttled : good));
    await ask(line);
    // 400 points are missing and 100 come back in a second.
    expect(line.waits).toEqual([4000]);
    expect(line.asked).toHaveLength(2);
  });

  it('waits before it asks when it knows that the points are not there', async () => {
    const line = await lineTo(() => ({ body: { data: { shop: { name: 'Tea' } }, extensions: cost(300, 100) } }));
    await ask(line);
    await ask(line);
    expect(line.waits).toEqual([2000]);
  });

  it('gives up on a shop that throttles for ever, and says when to come back', async () => {
    const line = await lineTo(() => throttled);
    await expect(ask(line)).rejects.toMatchObject({ name: 'StoreUnreachable', retryAfterMs: 4000 });
    expect(line.asked).toHaveLength(4);
  });

  it('takes Retry-After as seconds', async () => {
    const line = await lineTo((nth) => (nth === 1 ? { status: 429, headers: { 'retry-after': '2.0' } } : good));
    await ask(line);
    expect(line.waits).toEqual([2000]);
  });

  it('leaves a long wait to the queue', async () => {
    const line = await lineTo(() => ({ status: 429, headers: { 'retry-after': '60' } }));
    await expect(ask(line)).rejects.toMatchObject({ name: 'StoreUnreachable', retryAfterMs: 60_000 });
    expect(line.waits).toEqual([]);
  });

  it('renews its token once when the shop refuses it', async () => {
    const line = await lineTo((nth) => (nth === 1 ? { status: 401 } : good));
    await ask(line);
    expect(line.renewals).toEqual(['first-token']);
    expect(line.asked[1]?.headers['x-shopify-access-token']).toBe('second-token');
  });

  it('is refused when the shop refuses the renewed token too', async () => {
    const line = await lineTo(() => ({ status: 401 }));
    await expect(ask(line)).rejects.toMatchObject({ name: 'StoreRefused', status: 401 });
    expect(line.asked).toHaveLength(2);
  });
});

describe('a shop that cannot answer', () => {
  it.each([
    ['breaks inside', { status: 500 }],
    ['is down', { status: 503, headers: { 'retry-after': '3' } }],
    ['hangs up', { hangUp: true }],
    ['answers with a page', { body: '<html>' }],
    ['fails inside GraphQL', { body: { errors: [{ message: 'x', extensions: { code: 'INTERNAL_SERVER_ERROR' } }] } }],
  ])('is unreachable when it %s', async (_what, answer: Answer) => {
    const line = await lineTo(() => answer);
    await expect(ask(line)).rejects.toMatchObject({ name: 'StoreUnreachable', retryAfterMs: answer.status === 503 ? 3000 : null });
  });

  it.each([
    ['is frozen', { status: 402 }, 402],
    ['forbids it', { status: 403 }, 403],
    ['is gone', { status: 404 }, 404],
    [
      'lacks a permission',
      { body: { data: { shop: null }, errors: [{ message: 'x', path: ['shop'], extensions: { code: 'ACCESS_DENIED' } }] } },
      403,
    ],
    ['does not know a field', { body: { errors: [{ message: "Field 'nope' doesn't exist" }] } }, 200],
    ['leaves something out', { body: { data: { shop: {} } } }, 200],
  ])('refuses when it %s', async (_what, answer: Answer, status) => {
    const line = await lineTo(() => answer);
    await expect(ask(line)).rejects.toMatchObject({ name: 'StoreRefused', status });
    expect(line.asked).toHaveLength(1);
  });

  it('is not followed to another address', async () => {
    const line = await lineTo(() => ({ status: 302, headers: { location: 'http://127.0.0.1:1/' } }));
    await expect(ask(line)).rejects.toMatchObject({ name: 'StoreUnreachable' });
  });
});

describe('personal data that the app is not approved for', () => {
  const Customer = z.object({ customer: z.object({ id: z.string(), firstName: z.string().nullable() }).nullable() });
  const denied = (path: string[], customer: object | null) => ({
    body: { data: { customer }, errors: [{ message: 'not approved', path, extensions: { code: 'ACCESS_DENIED' } }] },
  });

  it('is missing, and the rest of the answer is there', async () => {
    const line = await lineTo(() => denied(['customer', 'firstName'], { id: 'gid://shopify/Customer/1', firstName: null }));
    expect(await line.client.ask('{ customer }', {}, Customer)).toEqual({ customer: { id: 'gid://shopify/Customer/1', firstName: null } });
  });

  it('never makes a customer look like nobody', async () => {
    const line = await lineTo(() => denied(['customer'], null));
    await expect(line.client.ask('{ customer }', {}, Customer)).rejects.toMatchObject({ name: 'StoreRefused', status: 403 });
  });
});
