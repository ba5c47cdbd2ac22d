import { readFileSync } from 'node:fs';
import { RequestedTokenType } from '@shopify/shopify-api';
import type { Session, Shopify } from '@shopify/shopify-api';
import { buildSchema, parse, specifiedRules, validate } from 'graphql';
import { SignJWT } from 'jose';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SECRET, SHOP, startHarness } from './running.ts';
import type { Harness } from './running.ts';
import { graphql, shopifyFor } from './shopify-client.ts';

let shop: Harness;
let shopify: Shopify;
let restore: () => void;
beforeEach(async () => {
  shop = await startHarness();
  ({ shopify, restore } = shopifyFor(shop.sandbox.url));
});
afterEach(async () => {
  restore();
  await shop.close();
});

const idToken = async (): Promise<string> => (await shop.get<{ token: string }>('/__sim/id-token')).token;
const exchange = async (sessionToken: string, requestedTokenType = RequestedTokenType.OfflineAccessToken): Promise<Session> =>
  (await shopify.auth.tokenExchange({ shop: SHOP, sessionToken, requestedTokenType, expiring: true })).session;
const sign = (claims: object, secret = SECRET) =>
  new SignJWT({ dest: `https://${SHOP}`, sub: '1', aud: 'test-client', exp: Math.floor(Date.now() / 1000) + 60, ...claims })
    .setProtectedHeader({ alg: 'HS256' })
    .sign(new TextEncoder().encode(secret));

describe('the app gets its tokens', () => {
  it('a session token says who looks, and Shopify own library reads it', async () => {
    const read = await shopify.session.decodeSessionToken(await idToken());
    expect(read).toMatchObject({ iss: `https://${SHOP}/admin`, dest: `https://${SHOP}`, aud: 'test-client', sub: '1' });
    expect(read.exp - read.nbf).toBe(60);
  });

  it('a session token is exchanged for an expiring offline token, and for an online one of the owner', async () => {
    const offline = await exchange(await idToken());
    expect(offline).toMatchObject({ isOnline: false, id: `offline_${SHOP}` });
    expect((offline.expires?.getTime() ?? 0) - Date.now()).toBeGreaterThan(3_500_000);
    const online = await exchange(await idToken(), RequestedTokenType.OnlineAccessToken);
    expect(online.onlineAccessInfo?.associated_user.account_owner).toBe(true);
  });

  it('a refresh rotates, the token before works until its successor is used, and no longer', async () => {
    const first = await exchange(await idToken());
    const refresh = async (refreshToken: string | undefined) =>
      (await shopify.auth.refreshToken({ shop: SHOP, refreshToken: refreshToken ?? '' })).session;
    const lost = await refresh(first.refreshToken);
    const second = await refresh(first.refreshToken);
    expect(second.refreshToken).not.toBe(lost.refreshToken);
    await refresh(second.refreshToken);
    await expect(refresh(first.refreshToken)).rejects.toThrow();
    await expect(refresh(lost.refreshToken)).rejects.toThrow();
  });

  it.each([
    ['of another shop', { dest: 'https://other.myshopify.com' }, SECRET],
    ['for another app', { aud: 'other' }, SECRET],
    ['that is over', { exp: Math.floor(Date.now() / 1000) - 60 }, SECRET],
    ['with a foreign signature', {}, 'another-secret-another-secret-another'],
    ['of a shopper', { sub: 'gid://shopify/Customer/1' }, SECRET],
  ])('a session token %s is refused with invalid_subject_token', async (_what, claims, secret) => {
    const body = {
      client_id: 'test-client',
      client_secret: SECRET,
      grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange',
      subject_token: await sign(claims, secret),
      subject_token_type: 'urn:ietf:params:oauth:token-type:id_token',
      requested_token_type: 'urn:shopify:params:oauth:token-type:offline-access-token',
    };
    expect(await shop.post<{ error: string }>('/admin/oauth/access_token', body)).toMatchObject({ error: 'invalid_subject_token' });
  });

  it('a wrong secret gets nothing, and an app that was removed neither', async () => {
    const token = await idToken();
    const session = await exchange(token);
    const wrong = shopifyFor(shop.sandbox.url, 'not-the-secret');
    await expect(
      wrong.shopify.auth.tokenExchange({ shop: SHOP, sessionToken: token, requestedTokenType: RequestedTokenType.OfflineAccessToken }),
    ).rejects.toThrow();
    wrong.restore();
    ({ shopify, restore } = shopifyFor(shop.sandbox.url));
    await shop.post('/sandbox/app/uninstall');
    await expect(graphql(shopify, session, '{ shop { name } }')).rejects.toMatchObject({ response: { code: 401 } });
    await expect(exchange(token)).rejects.toThrow();
  });
});

/** What the app asks of an order, as far as its sums go. */
const ORDER_WITH_SUMS = `
  query ($id: ID!) {
    order(id: $id) {
      legacyResourceId
      displayFinancialStatus
      customer {
        state
        numberOfOrders
        amountSpent {
          amount
        }
      }
      totalPriceSet {
        shopMoney {
          amount
        }
      }
      currentTotalPriceSet {
        shopMoney {
          amount
        }
      }
      lineItems(first: 5) {
        nodes {
          sku
          quantity
          currentQuantity
          product {
            handle
          }
        }
      }
      refunds {
        refundLineItems(first: 5) {
          nodes {
            quantity
            subtotalSet {
              shopMoney {
                amount
              }
            }
            lineItem {
              sku
            }
          }
        }
        refundShippingLines(first: 2) {
          nodes {
            subtotalAmountSet {
              shopMoney {
                amount
              }
            }
          }
        }
      }
      transactions {
        kind
        status
        parentTransaction {
          kind
        }
      }
    }
  }
`;

describe('the Admin API', () => {
  it('accepts every document of an app on the pruned real schema', () => {
    const read = (name: string) => readFileSync(new URL(`../schema/${name}`, import.meta.url), 'utf8');
    expect(validate(buildSchema(read('admin-2026-10.graphql')), parse(read('documents.graphql')), specifiedRules)).toEqual([]);
  });

  it('shows an order with the same sums as its webhook', async () => {
    const made = await shop.buy('CER-CUP-BLUE', 3);
    await shop.post(`/sandbox/orders/${made.id}/refund`, { lines: [{ sku: 'CER-CUP-BLUE', quantity: 1 }], shipping: '4.90' });
    const body = await shop.get(`/sandbox/orders/${made.id}`);
    const session = await exchange(await idToken());
    const { order } = await graphql<{ order: Record<string, unknown> }>(shopify, session, ORDER_WITH_SUMS, {
      id: `gid://shopify/Order/${made.id}`,
    });
    expect(order).toMatchObject({
      legacyResourceId: String(made.id),
      displayFinancialStatus: 'PARTIALLY_REFUNDED',
      totalPriceSet: { shopMoney: { amount: body['total_price'] } },
      currentTotalPriceSet: { shopMoney: { amount: body['current_total_price'] } },
      customer: { state: 'DISABLED', numberOfOrders: '1', amountSpent: { amount: '36.00' } },
      lineItems: { nodes: [{ sku: 'CER-CUP-BLUE', quantity: 3, currentQuantity: 2, product: { handle: 'speckled-cup' } }] },
      refunds: [
        {
          refundLineItems: { nodes: [{ quantity: 1, subtotalSet: { shopMoney: { amount: '18.00' } } }] },
          refundShippingLines: { nodes: [{ subtotalAmountSet: { shopMoney: { amount: '4.90' } } }] },
        },
      ],
      transactions: [
        { kind: 'SALE', status: 'SUCCESS' },
        { kind: 'REFUND', parentTransaction: { kind: 'SALE' } },
      ],
    });
  });

  it('pages through all orders changed since a moment, each once', async () => {
    for (let day = 1; day <= 7; day += 1) await shop.buy('TEA-MINT-80', 1, { at: `2026-11-0${day}T10:00:00Z` });
    const session = await exchange(await idToken());
    const seen: string[] = [];
    let after: string | null = null;
    for (;;) {
      const { orders }: { orders: { nodes: { name: string }[]; pageInfo: { hasNextPage: boolean; endCursor: string } } } = await graphql(
        shopify,
        session,
        'query ($after: String, $query: String) { orders(first: 2, after: $after, query: $query, sortKey: UPDATED_AT) { nodes { name } pageInfo { hasNextPage endCursor } } }',
        { after, query: "updated_at:>='2026-11-03T00:00:00Z'" },
      );
      seen.push(...orders.nodes.map((one) => one.name));
      if (!orders.pageInfo.hasNextPage) break;
      after = orders.pageInfo.endCursor;
    }
    expect(seen).toEqual(['#1003', '#1004', '#1005', '#1006', '#1007']);
  });

  it('refuses a field whose scope was not granted, and one it does not serve', async () => {
    const session = await exchange(await idToken());
    await shop.post('/sandbox/settings', { scopes: ['read_customers'] });
    const denied = graphql(shopify, session, '{ orders(first: 1) { nodes { id } } }');
    await expect(denied).rejects.toMatchObject({ body: { errors: { graphQLErrors: [{ extensions: { code: 'ACCESS_DENIED' } }] } } });
    await shop.post('/sandbox/settings', { scopes: ['write_discounts'] });
    const later = graphql(shopify, session, 'mutation { discountRedeemCodeBulkAdd(discountId: "1", codes: []) { bulkCreation { id } } }');
    await expect(later).rejects.toMatchObject({ body: { errors: { graphQLErrors: [{ extensions: { code: 'NOT_IMPLEMENTED' } }] } } });
  });

  it('throttles an app that has used up its points, inside an answer of 200', async () => {
    const session = await exchange(await idToken());
    await shop.post('/sandbox/graphql-points', { currentlyAvailable: 1 });
    const answer = await fetch(`${shop.sandbox.url}/admin/api/2026-10/graphql.json`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-shopify-access-token': session.accessToken ?? '' },
      body: JSON.stringify({ query: '{ orders(first: 50) { nodes { id customer { id } } } }' }),
    });
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({
      errors: [{ extensions: { code: 'THROTTLED' } }],
      extensions: { cost: { actualQueryCost: null, throttleStatus: { maximumAvailable: 2000, restoreRate: 100 } } },
    });
  });

  const CREATE = `mutation ($input: DiscountCodeBasicInput!) { discountCodeBasicCreate(basicCodeDiscount: $input) {
    codeDiscountNode { id codeDiscount { ... on DiscountCodeBasic { status codes(first: 1) { nodes { code } } context { ... on DiscountCustomers { customers { id } } } } } } userErrors { field code } } }`;
  const five = (code: string, context: object) => ({
    code,
    title: 'Five off',
    context,
    usageLimit: 1,
    customerGets: { value: { discountAmount: { amount: '5.00', appliesOnEachItem: false } }, items: { all: true } },
  });

  it('makes a code for one customer, once, and a second one of the same name is TAKEN', async () => {
    const { customer } = await shop.buy('CER-CUP-BLUE', 1);
    const session = await exchange(await idToken());
    const context = { customers: { add: [`gid://shopify/Customer/${customer?.id}`] } };
    const first = await graphql<{ discountCodeBasicCreate: object }>(shopify, session, CREATE, { input: five('FIVE', context) });
    expect(first.discountCodeBasicCreate).toMatchObject({
      userErrors: [],
      codeDiscountNode: { codeDiscount: { status: 'ACTIVE', codes: { nodes: [{ code: 'FIVE' }] } } },
    });
    const again = await graphql<{ discountCodeBasicCreate: object }>(shopify, session, CREATE, { input: five('five', context) });
    expect(again.discountCodeBasicCreate).toMatchObject({
      codeDiscountNode: null,
      userErrors: [{ field: ['basicCodeDiscount', 'code'], code: 'TAKEN' }],
    });

    const order = await shop.buy('TEA-MINT-80', 3, { discountCode: 'five' });
    expect(order).toMatchObject({
      total_discounts: '5.00',
      subtotal_price: '21.70',
      discount_codes: [{ code: 'FIVE', amount: '5.00', type: 'fixed_amount' }],
    });
    expect(await shop.buy('TEA-MINT-80', 3, { discountCode: 'FIVE' })).toHaveProperty('error', expect.stringMatching(/usedUp/));
    const refunded = await shop.post(`/sandbox/orders/${order.id}/refund`, { lines: [{ sku: 'TEA-MINT-80', quantity: 3 }] });
    expect(refunded.refunds[0]?.refund_line_items[0]?.subtotal).toBe(21.7);
  });

  it('finds a code whatever its case, and deletes it', async () => {
    const session = await exchange(await idToken());
    await graphql(shopify, session, CREATE, { input: five('Gone-Soon', { all: 'ALL' }) });
    const find = '{ codeDiscountNodeByCode(code: "GONE-SOON") { id } }';
    const { codeDiscountNodeByCode: found } = await graphql<{ codeDiscountNodeByCode: { id: string } | null }>(shopify, session, find);
    await graphql(shopify, session, 'mutation ($id: ID!) { discountCodeDelete(id: $id) { deletedCodeDiscountId userErrors { code } } }', {
      id: found?.id,
    });
    expect(await graphql(shopify, session, find)).toEqual({ codeDiscountNodeByCode: null });
  });

  it('sets metafields all or none, and only over the value that was read', async () => {
    const { customer } = await shop.buy('CER-CUP-BLUE', 1);
    const session = await exchange(await idToken());
    const set = (value: string, more: object = {}) =>
      graphql<{ metafieldsSet: { metafields: { compareDigest: string; namespace: string }[] | null; userErrors: { code: string }[] } }>(
        shopify,
        session,
        'mutation ($metafields: [MetafieldsSetInput!]!) { metafieldsSet(metafields: $metafields) { metafields { namespace value compareDigest } userErrors { code field elementIndex } } }',
        { metafields: [{ ownerId: `gid://shopify/Customer/${customer?.id}`, key: 'points', type: 'number_integer', value, ...more }] },
      );
    const first = await set('120');
    const compareDigest = first.metafieldsSet.metafields?.[0]?.compareDigest;
    expect((await set('130', { compareDigest })).metafieldsSet.userErrors).toEqual([]);
    expect((await set('140', { compareDigest })).metafieldsSet.userErrors[0]?.code).toBe('STALE_OBJECT');
    expect((await set('many')).metafieldsSet.metafields).toBeNull();
  });
});
