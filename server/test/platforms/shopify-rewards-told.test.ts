// What is done with answers that the sandbox shop does not give by itself: a shop's refusals, told by a small server in its place.
import { afterEach, describe, expect, it } from 'vitest';
import { createGraphqlClient, type GraphqlClient } from '../../src/platforms/shopify/graphql/client.ts';
import { createCostLimiter } from '../../src/platforms/shopify/graphql/cost-limiter.ts';
import { makeCode, removeCode } from '../../src/platforms/shopify/rewards/codes.ts';
import { giveGiftCard } from '../../src/platforms/shopify/rewards/gifts.ts';
import { createStoreFetch } from '../../src/platforms/shopify/store-fetch.ts';
import { SHOP } from './shopify-deliveries.ts';
import { standIn, type Asked, type StandIn } from './shopify-http.ts';

let server: StandIn | null = null;
afterEach(async () => {
  await server?.close();
  server = null;
});

const fieldOf = ({ body }: Asked): string =>
  /\b(codeDiscountNodeByCode|discountCode\w+|giftCardCreate)\(/.exec(String(body['query']))?.[1] ?? '';
const said = (code: string, ...field: string[]) => ({ userErrors: [{ field, code, message: 'mina@example.com is not allowed' }] });
const node = { id: 'gid://shopify/DiscountCodeNode/7' };
const FOUND = { codeDiscountNodeByCode: node };
const NONE = { codeDiscountNodeByCode: null };

/** Answers by the root field, one after the other; the last one stays. */
async function shopThatSays(
  answers: Record<string, object[]>,
): Promise<{ client: GraphqlClient; fields: () => string[]; inputs: () => object[] }> {
  const { url, asked } = (server = await standIn((one) => {
    const list = answers[fieldOf(one)] ?? [];
    return { body: { data: list.length > 1 ? list.shift() : list[0] } };
  }));
  const tokens = { current: () => Promise.resolve('token'), renew: () => Promise.resolve('token') };
  const time = { now: Date.now, sleep: () => Promise.resolve() };
  const line = { domain: SHOP, apiVersion: '2026-10', fetch: createStoreFetch(url), limiter: createCostLimiter(), tokens, ...time };
  const inputs = () => asked.map(({ body }) => (body['variables'] as { input: object }).input).filter(Boolean);
  return { client: createGraphqlClient(line), fields: () => asked.map(fieldOf), inputs };
}

const wish = {
  code: 'LASTABCDEFGHJKLMN',
  title: 'A cup',
  gives: { kind: 'free-product', variantId: '5' },
  customerId: '1',
  email: null,
  minimum: null,
  appliesTo: { kind: 'all' },
  combines: { order: false, product: false, shipping: false },
  startsAt: 0,
  endsAt: null,
} as const;

describe('a code that the shop says is taken', () => {
  it('is ours, when it is there on the second look: an earlier question was carried out late', async () => {
    const made = { made: { codeDiscountNode: null, ...said('TAKEN', 'bxgyCodeDiscount', 'code') } };
    const { client } = await shopThatSays({ codeDiscountNodeByCode: [NONE, FOUND], discountCodeBxgyCreate: [made] });
    expect(await makeCode(client, wish, 'EUR')).toEqual({ externalId: '7' });
  });

  it('is asked for again later, when nobody finds it yet', async () => {
    const made = { made: { codeDiscountNode: null, ...said('TAKEN', 'bxgyCodeDiscount', 'code') } };
    const { client } = await shopThatSays({ codeDiscountNodeByCode: [NONE], discountCodeBxgyCreate: [made] });
    await expect(makeCode(client, wish, 'EUR')).rejects.toMatchObject({ name: 'StoreUnreachable' });
  });
});

describe('a free product', () => {
  it('takes the whole price off the piece in a shop that refuses what must be bought', async () => {
    const refused = { made: { codeDiscountNode: null, ...said('INVALID', 'bxgyCodeDiscount', 'customerBuys', 'value') } };
    const taken = { made: { codeDiscountNode: node, userErrors: [] } };
    const answers = { codeDiscountNodeByCode: [NONE], discountCodeBxgyCreate: [refused], discountCodeBasicCreate: [taken] };
    const { client, inputs } = await shopThatSays(answers);
    expect(await makeCode(client, { ...wish, minimum: { amountMinor: 3_000, currency: 'EUR' } }, 'EUR')).toEqual({ externalId: '7' });
    const [first, second] = inputs();
    expect(first).toMatchObject({
      usesPerOrderLimit: 1,
      customerBuys: { value: { amount: '30.00' }, items: { all: true } },
      customerGets: { value: { discountOnQuantity: { quantity: '1', effect: { percentage: 1 } } } },
    });
    expect(second).toMatchObject({
      minimumRequirement: { subtotal: { greaterThanOrEqualToSubtotal: '30.00' } },
      customerGets: { value: { percentage: 1 }, items: { products: { productVariantsToAdd: ['gid://shopify/ProductVariant/5'] } } },
    });
  });

  it('is refused where the piece itself is what is wrong, with nothing personal in the reason', async () => {
    const refused = { made: { codeDiscountNode: null, ...said('INVALID', 'bxgyCodeDiscount', 'customerGets', 'items') } };
    const { client, fields } = await shopThatSays({ codeDiscountNodeByCode: [NONE], discountCodeBxgyCreate: [refused] });
    const message = 'INVALID (bxgyCodeDiscount.customerGets.items)';
    await expect(makeCode(client, wish, 'EUR')).rejects.toMatchObject({ name: 'StoreRefused', message });
    expect(fields()).toEqual(['codeDiscountNodeByCode', 'discountCodeBxgyCreate']);
  });
});

describe('a code that is removed', () => {
  it('is not said to be gone before the shop was seen without it', async () => {
    const { client } = await shopThatSays({ codeDiscountNodeByCode: [FOUND], discountCodeDelete: [{ removed: { userErrors: [] } }] });
    await expect(removeCode(client, wish.code)).rejects.toMatchObject({ name: 'StoreUnreachable' });
  });

  it('is gone when somebody else removed it between our looking and our removing', async () => {
    const removed = { removed: said('INVALID', 'id') };
    const { client } = await shopThatSays({ codeDiscountNodeByCode: [FOUND, NONE], discountCodeDelete: [removed] });
    await removeCode(client, wish.code);
  });
});

describe('a gift card', () => {
  const gift = {
    code: 'ABCDEFGHJKMNPQRS',
    amount: { amountMinor: 1_000, currency: 'EUR' },
    customerId: '1',
    note: 'Lasting',
    endsAt: null,
  };
  const answer = (...made: object[]) => shopThatSays({ giftCardCreate: made });

  it('is made under the code that we chose', async () => {
    const { client, inputs } = await answer({ made: { giftCard: { id: 'gid://shopify/GiftCard/1' }, userErrors: [] } });
    expect(await giveGiftCard(client, { ...gift, endsAt: Date.UTC(2027, 0, 31, 23) })).toBe('given');
    const named = { code: gift.code, customerId: 'gid://shopify/Customer/1', expiresOn: '2027-01-31' };
    expect(inputs()).toEqual([expect.objectContaining({ ...named, initialAmount: { amount: '10.00', currencyCode: 'EUR' } })]);
  });

  it('says that its code is there already, and every other refusal is one', async () => {
    const { client } = await answer(
      { made: { giftCard: null, ...said('TAKEN', 'input', 'code') } },
      { made: { giftCard: null, ...said('GIFT_CARD_LIMIT_EXCEEDED', 'input', 'initialAmount') } },
      { made: { giftCard: null, ...said('INTERNAL_ERROR') } },
    );
    expect(await giveGiftCard(client, gift)).toBe('duplicate');
    await expect(giveGiftCard(client, gift)).rejects.toMatchObject({ name: 'StoreRefused' });
    await expect(giveGiftCard(client, gift)).rejects.toMatchObject({ name: 'StoreUnreachable' });
  });

  it('is never made under a code that could be guessed', async () => {
    const { client, fields } = await answer({});
    await expect(giveGiftCard(client, { ...gift, code: 'GIFT-10' })).rejects.toThrow(RangeError);
    expect(fields()).toEqual([]);
  });
});
