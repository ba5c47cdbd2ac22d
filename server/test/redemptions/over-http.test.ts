// The shoppers' doors: the shop's pages by a signature, extensions by a token; who asks is there and nowhere else.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { EXTENSION_ENDPOINTS, problem, redemption as contract, storefront } from '../../src/contract/index.ts';
import { servicesAt } from '../builders/server.ts';
import { aReward } from '../builders/programs.ts';
import { startApp, type AppUnderTest } from '../api/app-under-test.ts';
import { aSellingWorld, SHOP, type SellingWorld } from './selling-world.ts';

const REWARDS = [
  aReward('amount-off', { points: 100, amountMinor: 500 }, { id: 'five-off', name: { en: 'Five off', fa: 'پنج یورو تخفیف' } }),
  aReward('amount-off', { points: 100, amountMinor: 500 }, { id: 'large', minimumOrderMinor: 9_000 }),
];

let world: SellingWorld;
let app: AppUnderTest;
let mina: { externalId: string; memberId: string; email: string };

beforeAll(async () => {
  world = await aSellingWorld(REWARDS);
  const identities = {
    // Stand for a signed query and a signed token: the platform's own tests prove both.
    storefrontIdentity: (query: URLSearchParams) =>
      Promise.resolve(query.get('signature') === 'good' ? { storeId: SHOP, externalId: query.get('logged_in_customer_id') || null } : null),
    extensionIdentity: (bearer: string) =>
      Promise.resolve(bearer.startsWith('token.') ? { storeId: SHOP, externalId: bearer.slice(6) || null } : null),
  };
  app = await startApp(servicesAt({ ...world.core, platforms: world.platforms }, world.clock, identities));
});
afterAll(async () => {
  await app.close();
  await world.close();
});
beforeEach(async () => {
  const { memberId, email } = await world.member(1_000);
  mina = { memberId, email, externalId: (await world.core.members.get(SHOP, memberId))?.externalId ?? '' };
});

const JSON_TYPE = { 'content-type': 'application/json' };
const signed = (customer: string): string => `signature=good&logged_in_customer_id=${customer}`;
const wish = (change: object = {}): string => JSON.stringify({ requestId: randomUUID(), rewardId: 'five-off', ...change });
const post = (path: string, body: string, headers: Record<string, string> = JSON_TYPE): Promise<Response> =>
  app.fetch(path, { method: 'POST', headers, body });
const redeem = (body: string, customer = mina.externalId): Promise<Response> => post(`/proxy/redeem?${signed(customer)}`, body);
const held = async (answer: Response): Promise<contract.HeldReward> => contract.heldAnswer.parse(await answer.json()).reward;
const refusal = async (answer: Response) => {
  const { error } = problem.parse(await answer.json());
  return [answer.status, error.code, error.field];
};
const available = async () => (await world.state(mina.memberId as never)).available;

describe('redeeming in the shop’s pages', () => {
  it('answers with the code, how to apply it, and in the reader’s language', async () => {
    const answer = await post(`/proxy/redeem?${signed(mina.externalId)}&locale=fa`, wish());
    expect(answer.headers.get('cache-control')).toBe('no-store');
    const reward = await held(answer);
    expect(reward).toMatchObject({
      state: 'ready',
      points: 100,
      worth: { amountMinor: 500, currency: 'EUR' },
      name: 'پنج یورو تخفیف',
      cancellable: true,
    });
    expect(reward.applyPath).toBe(`/discount/${reward.code}?redirect=/cart`);
    const me = storefront.storefrontMe.parse(await (await app.fetch(`/proxy/me?${signed(mina.externalId)}`)).json());
    expect(me.held).toMatchObject([{ id: reward.id, code: reward.code }]);
    expect(me.member?.available).toBe(900);
  });

  it('gives the same answer to a second tap, and to a second tab', async () => {
    const body = wish();
    const [first, again, otherTab] = [await held(await redeem(body)), await held(await redeem(body)), await held(await redeem(wish()))];
    expect([again.code, otherTab.code]).toEqual([first.code, first.code]);
    expect(await available()).toBe(900);
  });

  it('gives it back on demand, and then the code is nobody’s', async () => {
    const { id, code } = await held(await redeem(wish()));
    const back = await held(await post(`/proxy/held/${id}/cancel?${signed(mina.externalId)}`, '{}'));
    expect(back).toMatchObject({ state: 'returned', code: null, cancellable: false });
    expect(await world.line.connection.rewards?.findCode(code ?? '')).toBeNull();
    expect(await available()).toBe(1_000);
  });

  it('says why not, in words of the contract', async () => {
    expect(await refusal(await redeem(wish({ rewardId: 'large', cart: { token: 'c', amountMinor: 100 } })))).toEqual([
      409,
      'reward-unavailable',
      'order-too-small',
    ]);
    expect(await refusal(await redeem(wish({ rewardId: 'gone' })))).toEqual([409, 'reward-unavailable', 'switched-off']);
    expect(await refusal(await redeem(wish(), 'never-bought'))).toEqual([409, 'not-enough-points', null]);
    expect(await available()).toBe(1_000);
  });

  it('tells whoever waits that it is being prepared when the shop answers late', async () => {
    await world.line.strike({ field: 'discountCodeBasicCreate', kind: 'failBefore', times: 1 });
    const reward = await held(await redeem(wish()));
    expect(reward).toMatchObject({ state: 'preparing', code: null });
    await world.line.strike();
    world.later(60_000);
    await world.work();
    world.presently();
    const ready = await held(await app.fetch(`/proxy/held/${reward.id}?${signed(mina.externalId)}`));
    expect(ready).toMatchObject({ state: 'ready' });
    expect(ready.code).toMatch(/^[0-9A-Z]{20}$/);
  });
});

describe('attacks', () => {
  it('a visitor, a forged signature and a forged token get nothing', async () => {
    expect((await post('/proxy/redeem?signature=good&logged_in_customer_id=', wish())).status).toBe(401);
    expect((await post('/proxy/redeem?signature=bad&logged_in_customer_id=1', wish())).status).toBe(401);
    for (const { method, path } of Object.values(EXTENSION_ENDPOINTS)) {
      for (const authorization of ['', 'Bearer nonsense', `Bearer ${mina.externalId}`]) {
        const answer = await app.fetch(path, {
          method,
          headers: { ...JSON_TYPE, authorization },
          ...(method === 'POST' ? { body: wish() } : {}),
        });
        expect([path, answer.status]).toEqual([path, 401]);
      }
    }
  });

  it('another customer’s reward is not found, not shown and not given back', async () => {
    const { id } = await held(await redeem(wish()));
    const thief = await world.member(1_000);
    const externalId = (await world.core.members.get(SHOP, thief.memberId))?.externalId ?? '';
    expect((await app.fetch(`/proxy/held/${id}?${signed(externalId)}`)).status).toBe(404);
    expect((await post(`/proxy/held/${id}/cancel?${signed(externalId)}`, '{}')).status).toBe(404);
    expect((await app.fetch(`/ext/held/${id}`, { headers: { authorization: `Bearer token.${externalId}` } })).status).toBe(404);
    expect(await available()).toBe(900);
  });

  it('fields that name somebody are refused, whatever the signature says', async () => {
    for (const field of ['customerId', 'logged_in_customer_id', 'memberId', 'storeId']) {
      expect((await redeem(wish({ [field]: '1' }))).status).toBe(400);
    }
    expect(await available()).toBe(1_000);
  });

  it.each([
    ['a number of steps that is none', { steps: 1.5 }],
    ['a negative number of steps', { steps: -1 }],
    ['a huge number of steps', { steps: 1e15 }],
    ['a name that is no name', { requestId: 'r-1' }],
    ['an operator in place of a name', { rewardId: { $ne: '' } }],
    ['a cart of a negative amount', { cart: { token: 'c', amountMinor: -1 } }],
    ['a cart with a surprise', { cart: { token: 'c', amountMinor: 1, more: 1 } }],
  ])('%s is refused before anything happens', async (_what, change) => {
    expect((await redeem(wish(change))).status).toBe(400);
    expect(await available()).toBe(1_000);
  });

  it('a page of somebody else cannot redeem for whoever looks at it', async () => {
    const path = `/proxy/redeem?${signed(mina.externalId)}`;
    const headers = [
      { 'content-type': 'text/plain' },
      { 'content-type': 'application/x-www-form-urlencoded' },
      { ...JSON_TYPE, origin: 'https://evil.example' },
      { ...JSON_TYPE, origin: 'null' },
      { ...JSON_TYPE, 'sec-fetch-site': 'cross-site' },
    ];
    for (const each of headers) expect([403, 415]).toContain((await post(path, wish(), each)).status);
    expect(await available()).toBe(1_000);
    const own = { ...JSON_TYPE, origin: 'https://tea-and-clay.myshopify.com', 'sec-fetch-site': 'same-origin' };
    expect((await post(path, wish(), own)).status).toBe(200);
  });

  it('whoever asks too often is told when to come back', async () => {
    const statuses: number[] = [];
    for (let asked = 0; asked < 40; asked += 1) statuses.push((await redeem(wish({ rewardId: 'gone' }))).status);
    expect(statuses.at(0)).toBe(409);
    expect(statuses.at(-1)).toBe(429);
  });
});

describe('extensions', () => {
  const ask = (path: string, init: RequestInit = {}) =>
    app.fetch(path, { ...init, headers: { ...JSON_TYPE, authorization: `Bearer token.${mina.externalId}` } });

  it('may be asked from every origin, and nothing but the token counts', async () => {
    const asked = await app.fetch('/ext/redeem', { method: 'OPTIONS', headers: { origin: 'https://extensions.shopifycdn.com' } });
    expect([asked.status, asked.headers.get('access-control-allow-origin')]).toEqual([204, '*']);
    expect(asked.headers.get('access-control-allow-credentials')).toBeNull();
  });

  it('redeem, show and give back like the shop’s pages', async () => {
    const reward = await held(
      await ask('/ext/redeem', { method: 'POST', body: wish({ cart: { token: 'checkout-1', amountMinor: 5_000 } }) }),
    );
    expect(reward.state).toBe('ready');
    const me = storefront.storefrontMe.parse(await (await ask('/ext/me')).json());
    expect(me.held[0]?.code).toBe(reward.code);
    expect(await held(await ask(`/ext/held/${reward.id}/cancel`, { method: 'POST', body: '{}' }))).toMatchObject({ state: 'returned' });
  });

  it('tell what an order gave to whom it belongs, and to nobody else', async () => {
    const order = await world.buys(mina.email);
    const own = contract.orderPoints.parse(await (await ask(`/ext/orders/${order}`)).json());
    expect(own).toMatchObject({ state: 'known' });
    expect(own.points).toBeGreaterThan(0);
    const other = await world.member(0);
    const externalId = (await world.core.members.get(SHOP, other.memberId))?.externalId ?? '';
    const foreign = await app.fetch(`/ext/orders/${order}`, { headers: { authorization: `Bearer token.${externalId}` } });
    expect(contract.orderPoints.parse(await foreign.json())).toEqual({ state: 'coming', points: 0, pending: 0, availableAt: null });
  });

  it('tell a buyer who is not signed in what the program offers, and nothing of anybody', async () => {
    const guest = { headers: { authorization: 'Bearer token.' } };
    const me = storefront.storefrontMe.parse(await (await app.fetch('/ext/me', guest)).json());
    expect(me).toMatchObject({ signedIn: false, member: null, held: [], offers: [] });
    expect((await app.fetch('/ext/program?locale=he', guest)).status).toBe(200);
  });
});
