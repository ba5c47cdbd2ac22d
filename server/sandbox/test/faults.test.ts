import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { asApp, dataOf, tokenOf } from './app-calls.ts';
import type { Ask } from './app-calls.ts';
import { startHarness } from './running.ts';
import type { Harness } from './running.ts';

let shop: Harness;
let ask: Ask;
beforeEach(async () => {
  shop = await startHarness();
  ask = await asApp(shop);
});
afterEach(() => shop.close());

const SHOP_NAME = '{ shop { name } }';
const CREATE = `mutation Create($input: DiscountCodeBasicInput!) {
  discountCodeBasicCreate(basicCodeDiscount: $input) { codeDiscountNode { id } userErrors { field code message } }
}`;
const input = (code: string) => ({
  input: {
    title: code,
    code,
    context: { all: 'ALL' },
    customerGets: { value: { percentage: 0.1 }, items: { all: true } },
  },
});
const faults = (calls: object[]) => shop.post<{ calls: object[] }>('/sandbox/faults', { calls });
const exists = async (code: string): Promise<boolean> => {
  const found = await dataOf(ask<{ codeDiscountNodeByCode: object | null }>(`{ codeDiscountNodeByCode(code: "${code}") { id } }`));
  return found.codeDiscountNodeByCode !== null;
};

describe('a fault strikes a call of the app', () => {
  it.each([500, 502])('a %i before: nothing was done', async (status) => {
    await faults([{ field: 'discountCodeBasicCreate', kind: 'failBefore', status, times: 1 }]);
    expect((await ask(CREATE, input('LOST'))).status).toBe(status);
    expect(await exists('LOST')).toBe(false);
  });

  it('a 500 after: it was done, and the answer is lost', async () => {
    await faults([{ field: 'discountCodeBasicCreate', kind: 'failAfter', times: 1 }]);
    expect(await ask(CREATE, input('DONE'))).toMatchObject({ status: 500, data: null });
    expect(await exists('DONE')).toBe(true);
  });

  it('a cut connection after: it was done, and there is no answer at all', async () => {
    await faults([{ field: 'discountCodeBasicCreate', kind: 'cutAfter', times: 1 }]);
    await expect(ask(CREATE, input('CUT'))).rejects.toThrow();
    expect(await exists('CUT')).toBe(true);
  });

  it('a cut connection before: it was not done', async () => {
    await faults([{ field: 'discountCodeBasicCreate', kind: 'cutBefore', times: 1 }]);
    await expect(ask(CREATE, input('NEVER'))).rejects.toThrow();
    expect(await exists('NEVER')).toBe(false);
  });

  it('too many calls are a 429 whose seconds have a decimal place', async () => {
    await faults([{ kind: 'tooMany', times: 1 }]);
    const { status, headers } = await ask(SHOP_NAME);
    expect([status, headers.get('retry-after')]).toEqual([429, '2.0']);
  });

  it('throttled is an error inside HTTP 200, with the state of the bucket', async () => {
    await faults([{ kind: 'throttled', times: 1 }]);
    expect(await ask(SHOP_NAME)).toMatchObject({ status: 200, errors: [{ extensions: { code: 'THROTTLED' } }] });
  });

  it('a revoked token is a 401', async () => {
    await faults([{ kind: 'unauthorized', times: 1 }]);
    expect((await ask(SHOP_NAME)).status).toBe(401);
    expect((await ask(SHOP_NAME)).status).toBe(200);
  });

  it('a refusal has the code that was asked for, and changes nothing', async () => {
    await faults([{ field: 'discountCodeBasicCreate', kind: 'userError', code: 'MAX_APP_DISCOUNTS', times: 1 }]);
    const { discountCodeBasicCreate } = await dataOf(ask<{ discountCodeBasicCreate: object }>(CREATE, input('FULL')));
    expect(discountCodeBasicCreate).toMatchObject({ codeDiscountNode: null, userErrors: [{ code: 'MAX_APP_DISCOUNTS' }] });
    expect(await exists('FULL')).toBe(false);
  });

  it('a slow call is performed although the caller has given up', async () => {
    await faults([{ field: 'discountCodeBasicCreate', kind: 'slow', ms: 80, times: 1 }]);
    const token = await tokenOf(shop);
    const given = fetch(`${shop.sandbox.url}/admin/api/2026-10/graphql.json`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-shopify-access-token': token },
      body: JSON.stringify({ query: CREATE, variables: input('LATE') }),
      signal: AbortSignal.timeout(20),
    });
    await expect(given).rejects.toThrow();
    expect(await exists('LATE')).toBe(false);
    await expect.poll(() => exists('LATE')).toBe(true);
  });
});

describe('a fault is aimed', () => {
  it('at one root field, for so many calls, and after so many that pass', async () => {
    await faults([{ field: 'shop', kind: 'failBefore', skip: 1, times: 2 }]);
    const statuses = [];
    for (let call = 0; call < 5; call += 1) statuses.push((await ask(SHOP_NAME)).status);
    expect(statuses).toEqual([200, 500, 500, 200, 200]);
    await faults([{ field: 'shop', kind: 'failBefore' }]);
    expect((await ask('{ ordersCount { count } }')).status).toBe(200);
  });

  it('by chance: never at a rate of nothing, always at a rate of one', async () => {
    await faults([{ kind: 'failBefore', rate: 0 }]);
    expect((await ask(SHOP_NAME)).status).toBe(200);
    await faults([{ kind: 'failBefore', rate: 1 }]);
    expect((await ask(SHOP_NAME)).status).toBe(500);
  });

  it('and an unknown field of a fault, kind or preset is refused', async () => {
    for (const body of [{ calls: [{ kind: 'explode' }] }, { calls: [{ kind: 'slow', secs: 1 }] }, { preset: 'sunny' }, { dropRates: 1 }])
      expect(await shop.post('/sandbox/faults', body)).toHaveProperty('error');
  });
});

it('in an outage of the API nothing answers, the tokens neither, and afterwards all is as before', async () => {
  await shop.post('/sandbox/faults', { apiOutage: true });
  expect((await ask(SHOP_NAME)).status).toBe(503);
  const token = await fetch(`${shop.sandbox.url}/admin/oauth/access_token`, { method: 'POST' });
  expect(token.status).toBe(503);
  await shop.post('/sandbox/faults', { preset: 'calm' });
  expect((await ask(SHOP_NAME)).status).toBe(200);
});

it('a bad day loses 40 % of the webhooks, doubles and shuffles others and makes calls slow', async () => {
  const day = await shop.post<Record<string, unknown>>('/sandbox/faults', { preset: 'badDay', shuffleMs: 0 });
  expect(day).toMatchObject({ dropRate: 0.4, duplicateRate: 0.3, shuffleMs: 0, calls: [{ kind: 'slow', field: '*' }] });
});

it('the log says what was called, what struck it and how it ended', async () => {
  await faults([{ field: 'shop', kind: 'cutAfter', times: 1 }]);
  await ask(SHOP_NAME).catch(() => undefined);
  await ask(CREATE, input('SEEN'));
  const log = () => shop.get<{ fields: string[]; fault: string | null; status: number | null }[]>('/sandbox/calls?limit=2');
  await expect.poll(log).toMatchObject([
    { fields: ['discountCodeBasicCreate'], mutation: true, fault: null, status: 200 },
    { fields: ['shop'], mutation: false, fault: 'cutAfter', status: null },
  ]);
});
