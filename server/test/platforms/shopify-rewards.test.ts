// Rewards in a shop that remembers what it did: asked twice is done once, also when the first answer never came.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { CodeGives, CodeWish, RewardLine } from '../../src/platforms/platform.ts';
import { aSandboxLine, type SandboxLine } from '../builders/sandbox-line.ts';

const DAY = 86_400_000;
let shop: SandboxLine;
let rewards: RewardLine;
let customerId: string;

beforeAll(async () => {
  shop = await aSandboxLine();
  if (shop.connection.rewards === null) throw new Error('this shop gives no rewards');
  rewards = shop.connection.rewards;
  customerId = await shop.customer('mina@example.com');
});
afterAll(() => shop.close());
beforeEach(() => shop.strike());

const euros = (amountMinor: number) => ({ amountMinor, currency: 'EUR' });
let n = 0;
function aWish(change: Partial<CodeWish> = {}): CodeWish {
  const use = {
    customerId,
    email: null,
    minimum: null,
    appliesTo: { kind: 'all' },
    startsAt: Date.now() - 1_000,
    endsAt: Date.now() + DAY,
  } as const;
  const gives: CodeGives = { kind: 'amount-off', amount: euros(500) };
  return {
    code: `LAST${(n += 1)}ABCDEFGHJKLMN`,
    title: 'Five euros',
    gives,
    combines: { order: false, product: true, shipping: true },
    ...use,
    ...change,
  };
}

const Codes = z.object({ codeDiscountNodes: z.object({ nodes: z.array(z.object({ codeDiscount: z.record(z.string(), z.unknown()) })) }) });
const FIELDS = `__typename
  ... on DiscountCodeBasic { title usageLimit appliesOncePerCustomer tags combinesWith { orderDiscounts productDiscounts shippingDiscounts }
    context { ... on DiscountCustomers { customers { id } } } customerGets { value { ... on DiscountAmount { amount { amount } } ... on DiscountPercentage { percentage } } }
    minimumRequirement { ... on DiscountMinimumSubtotal { greaterThanOrEqualToSubtotal { amount } } } }`;

async function codesInShop(code: string) {
  const document = `query Codes($query: String!) { codeDiscountNodes(first: 10, query: $query) { nodes { codeDiscount { ${FIELDS} } } } }`;
  const { codeDiscountNodes } = await shop.platform.client(shop.store).ask(document, { query: `code:${code}` }, Codes);
  return codeDiscountNodes.nodes.map(({ codeDiscount }) => codeDiscount);
}

describe('a code', () => {
  it('is made for one customer, once, with what the reward says, and is the same when it is asked for again', async () => {
    const wish = aWish({ minimum: euros(2_050) });
    const first = await rewards.makeCode(wish);
    expect(await rewards.makeCode(wish)).toEqual(first);
    expect(await codesInShop(wish.code)).toEqual([
      {
        __typename: 'DiscountCodeBasic',
        title: 'Five euros',
        usageLimit: 1,
        appliesOncePerCustomer: true,
        tags: ['lasting'],
        combinesWith: { orderDiscounts: false, productDiscounts: true, shippingDiscounts: true },
        context: { customers: [{ id: `gid://shopify/Customer/${customerId}` }] },
        customerGets: { value: { amount: { amount: '5.00' } } },
        minimumRequirement: { greaterThanOrEqualToSubtotal: { amount: '20.50' } },
      },
    ]);
  });

  it.each<[string, CodeGives, string]>([
    ['a share of the goods', { kind: 'percent-off', basisPoints: 1_250 }, 'DiscountCodeBasic'],
    ['free shipping', { kind: 'free-shipping', maximum: euros(1_000) }, 'DiscountCodeFreeShipping'],
    ['a free product', { kind: 'free-product', variantId: '1' }, 'DiscountCodeBxgy'],
  ])('gives %s in the form that the shop has for it', async (_what, gives, type) => {
    const wish = aWish({ gives });
    await rewards.makeCode(wish);
    expect((await codesInShop(wish.code)).map((one) => one['__typename'])).toEqual([type]);
  });

  it.each(['failAfter', 'cutAfter'] as const)('that was made while the answer was lost (%s) is found, not made again', async (kind) => {
    const wish = aWish();
    await shop.strike({ field: 'discountCodeBasicCreate', kind, times: 1 });
    await expect(rewards.makeCode(wish)).rejects.toMatchObject({ name: 'StoreUnreachable' });
    const found = await rewards.findCode(wish.code);
    expect(found).not.toBeNull();
    expect(await rewards.makeCode(wish)).toEqual(found);
    expect(await codesInShop(wish.code)).toHaveLength(1);
  });

  it('is made once by two who ask at the same time', async () => {
    const wish = aWish();
    const [one, other] = await Promise.all([rewards.makeCode(wish), rewards.makeCode(wish)]);
    expect(one).toEqual(other);
    expect(await codesInShop(wish.code)).toHaveLength(1);
  });

  it('that the shop will not make is refused by the name of what is wrong, without what was sent', async () => {
    const refusal = rewards.makeCode(aWish({ title: '', gives: { kind: 'percent-off', basisPoints: 0 } }));
    const message = expect.stringMatching(/BLANK .*VALUE_OUTSIDE_RANGE/) as string;
    await expect(refusal).rejects.toMatchObject({ name: 'StoreRefused', message });
  });

  it('is gone once it was removed, and removing it again does no harm', async () => {
    const { code } = aWish();
    await rewards.makeCode(aWish({ code }));
    await rewards.removeCode(code);
    expect(await rewards.findCode(code)).toBeNull();
    await rewards.removeCode(code);
  });

  it('is not said to be gone while nobody knows', async () => {
    const { code } = aWish();
    await rewards.makeCode(aWish({ code }));
    await shop.strike({ field: 'discountCodeDelete', kind: 'failBefore', times: 1 });
    await expect(rewards.removeCode(code)).rejects.toMatchObject({ name: 'StoreUnreachable' });
    expect(await rewards.findCode(code)).not.toBeNull();
  });

  it('leads to the orders that carry it, whatever its case, and to no others', async () => {
    const { code } = aWish();
    await rewards.makeCode(aWish({ code }));
    await rewards.makeCode(aWish({ code: `${code}X` }));
    const bought = { customerEmail: 'mina@example.com', lines: [{ sku: 'TEA-SENCHA-100', quantity: 3 }] };
    const { id } = await shop.call<{ id: number }>('/orders', { ...bought, discountCode: code.toLowerCase() });
    await shop.call('/orders', { ...bought, discountCode: `${code}X` });
    await shop.call('/orders', bought);
    expect(await rewards.ordersWithCode(code)).toEqual([String(id)]);
    await expect(rewards.ordersWithCode('A OR status:any')).rejects.toThrow(RangeError);
  });

  it('is in the cart of whoever opens its address', () => {
    expect(rewards.applyPath('LAST-1')).toBe('/discount/LAST-1?redirect=/cart');
  });
});

describe('store credit', () => {
  it('is given to a customer and told as a movement, newest first', async () => {
    const other = await shop.customer('ada@example.com');
    expect(await rewards.creditMoves(other, 'EUR', 10)).toEqual([]);
    const first = await rewards.giveStoreCredit(other, euros(500), null);
    const second = await rewards.giveStoreCredit(other, euros(750), Date.now() + DAY);
    expect(await rewards.creditMoves(other, 'EUR', 10)).toEqual([second, first]);
    expect(await rewards.creditMoves(other, 'EUR', 1)).toEqual([second]);
    expect(second.amount).toEqual(euros(750));
    expect(await rewards.creditMoves(other, 'USD', 10)).toEqual([]);
  });

  it('is refused for somebody whom the shop does not know, and nobody is said to have none', async () => {
    await expect(rewards.giveStoreCredit('999999999', euros(500), null)).rejects.toMatchObject({ name: 'StoreRefused' });
    await expect(rewards.creditMoves('999999999', 'EUR', 10)).rejects.toMatchObject({ name: 'StoreRefused' });
  });
});

const Fields = z.object({
  customer: z.object({ metafields: z.object({ nodes: z.array(z.object({ key: z.string(), value: z.string() })) }) }),
});

async function fieldsOf(customer: string): Promise<Record<string, string>> {
  const document = 'query Fields($id: ID!) { customer(id: $id) { metafields(first: 10, namespace: "$app") { nodes { key value } } } }';
  const answer = await shop.platform.client(shop.store).ask(document, { id: `gid://shopify/Customer/${customer}` }, Fields);
  return Object.fromEntries(answer.customer.metafields.nodes.map(({ key, value }) => [key, value]));
}

describe('what themes read of a member', () => {
  const write = (...facts: Parameters<NonNullable<SandboxLine['connection']['writeMemberFacts']>>[0]) =>
    shop.connection.writeMemberFacts?.(facts);
  const nextReward = { name: { en: 'Five euros' }, points: 500, missing: 380 };

  it('is written, changed and taken away again', async () => {
    await write({
      customerId,
      points: 120,
      tier: { id: 'silver', name: { en: 'Silver', fa: 'نقره‌ای' } },
      nextReward,
      referralLink: 'https://example.com/r/1',
    });
    expect(await fieldsOf(customerId)).toEqual({
      points: '120',
      tier: 'silver',
      tier_name: JSON.stringify({ en: 'Silver', fa: 'نقره‌ای' }),
      next_reward: JSON.stringify(nextReward),
      referral_link: 'https://example.com/r/1',
    });
    await write({ customerId, points: 0, tier: null, nextReward: null, referralLink: null });
    expect(await fieldsOf(customerId)).toEqual({ points: '0' });
    await write({ customerId, points: null, tier: null, nextReward: null, referralLink: null });
    expect(await fieldsOf(customerId)).toEqual({});
  });

  it('is written for many with few questions', async () => {
    const many = await Promise.all(Array.from({ length: 10 }, (_, each) => shop.customer(`many-${each}@example.com`)));
    await shop.asked();
    await write(
      ...many.map((id, each) => ({
        customerId: id,
        points: each,
        tier: { id: 'gold', name: { he: 'זהב' } },
        nextReward: null,
        referralLink: null,
      })),
    );
    expect(await fieldsOf(many[9] ?? '')).toEqual({ points: '9', tier: 'gold', tier_name: '{"he":"זהב"}' });
    expect(await fieldsOf(many[0] ?? '')).toEqual({ points: '0', tier: 'gold', tier_name: '{"he":"זהב"}' });
  });
});
