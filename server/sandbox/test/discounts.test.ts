import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { asApp, dataOf } from './app-calls.ts';
import type { Ask } from './app-calls.ts';
import { bodyIn, startHarness } from './running.ts';
import type { Harness, OrderJson } from './running.ts';

let shop: Harness;
let ask: Ask;
beforeEach(async () => {
  shop = await startHarness();
  ask = await asApp(shop);
});
afterEach(() => shop.close());

interface Made {
  codeDiscountNode: { id: string } | null;
  userErrors: { field: string[]; code: string }[];
}

type Kind = 'Basic' | 'FreeShipping' | 'Bxgy';
const ROOT: Record<Kind, string> = { Basic: 'basicCodeDiscount', FreeShipping: 'freeShippingCodeDiscount', Bxgy: 'bxgyCodeDiscount' };

async function make(kind: Kind, input: object): Promise<Made> {
  const field = `discountCode${kind}Create`;
  const document = `mutation ($input: DiscountCode${kind}Input!) {
    ${field}(${ROOT[kind]}: $input) { codeDiscountNode { id } userErrors { field code } }
  }`;
  return (await dataOf(ask<Record<string, Made>>(document, { input: { context: { all: 'ALL' }, ...input } })))[field] as Made;
}

const TOGETHER = { orderDiscounts: true, productDiscounts: true, shippingDiscounts: true };
const amount = (code: string, minor: string, more: object = {}) =>
  make('Basic', {
    title: code,
    code,
    customerGets: { value: { discountAmount: { amount: minor, appliesOnEachItem: false } }, items: { all: true } },
    ...more,
  });
const percent = (code: string, share: number, items: object = { all: true }, more: object = {}) =>
  make('Basic', { title: code, code, customerGets: { value: { percentage: share }, items }, ...more });
const freeShipping = (code: string, more: object = {}) => make('FreeShipping', { title: code, code, destination: { all: true }, ...more });

const CUP = 'gid://shopify/ProductVariant/47100000000081';
const CERAMICS = 'gid://shopify/Collection/7003';
const free = (code: string, buys: object, more: object = {}) =>
  make('Bxgy', {
    title: code,
    code,
    usesPerOrderLimit: 1,
    customerBuys: { value: buys, items: { all: true } },
    customerGets: {
      value: { discountOnQuantity: { quantity: '1', effect: { percentage: 1 } } },
      items: { products: { productVariantsToAdd: [CUP] } },
    },
    ...more,
  });

type Bought = OrderJson & { error?: string };
const buy = (lines: Record<string, number>, discountCodes: string[], more: object = {}) =>
  shop.post<Bought>('/sandbox/orders', {
    customerEmail: 'anna@example.com',
    lines: Object.entries(lines).map(([sku, quantity]) => ({ sku, quantity })),
    discountCodes,
    ...more,
  });

describe('one order carries several codes', () => {
  it('and says of each what it took off which line, as the recorded bodies do', async () => {
    await amount('FIVE', '5.00', { combinesWith: TOGETHER });
    await percent('CLAY', 0.1, { collections: { add: [CERAMICS] } }, { combinesWith: TOGETHER });
    await freeShipping('SHIP', { combinesWith: TOGETHER });
    const order = await buy({ 'CER-CUP-SAND': 2, 'TEA-MINT-80': 1 }, ['five', 'clay', 'ship']);
    // 36.00 + 8.90; 10 % of the cups is 3.60; 5.00 over 32.40 and 8.90 is 3.92 and 1.08; shipping 4.90 is free.
    expect(order).toMatchObject({
      subtotal_price: '36.30',
      total_price: '36.30',
      total_discounts: '13.50',
      discount_codes: [
        { code: 'FIVE', amount: '5.00', type: 'fixed_amount' },
        { code: 'CLAY', amount: '3.60', type: 'percentage' },
        { code: 'SHIP', amount: '4.90', type: 'shipping' },
      ],
      discount_applications: [
        { type: 'discount_code', target_type: 'line_item', value: '5.00', allocation_method: 'across', target_selection: 'all' },
        { value: '10.0', value_type: 'percentage', target_selection: 'entitled' },
        { target_type: 'shipping_line', value: '100.0', allocation_method: 'each' },
      ],
      line_items: [
        {
          discount_allocations: [
            { amount: '3.92', discount_application_index: 0 },
            { amount: '3.60', discount_application_index: 1 },
          ],
        },
        { discount_allocations: [{ amount: '1.08', discount_application_index: 0 }] },
      ],
      shipping_lines: [{ discount_allocations: [{ amount: '4.90', discount_application_index: 2 }] }],
    });
    const { orders } = await dataOf(
      ask<{ orders: { nodes: { discountCodes: string[] }[] } }>(
        '{ orders(first: 5, query: "discount_code:clay") { nodes { discountCodes } } }',
      ),
    );
    expect(orders.nodes).toEqual([{ discountCodes: ['FIVE', 'CLAY', 'SHIP'] }]);
    const none = await dataOf(ask<{ orders: { nodes: [] } }>('{ orders(first: 5, query: "discount_code:CLA") { nodes { id } } }'));
    expect(none.orders.nodes).toEqual([]);
  });

  it('only when both sides allow it', async () => {
    await amount('OPEN', '5.00', { combinesWith: TOGETHER });
    await freeShipping('SHY');
    await percent('PART', 0.1, { all: true }, { combinesWith: { shippingDiscounts: true } });
    await freeShipping('PARTSHIP', { combinesWith: { orderDiscounts: true } });
    expect((await buy({ 'TEA-MINT-80': 1 }, ['OPEN', 'SHY'])).error).toMatch(/notTogether/);
    expect((await buy({ 'TEA-MINT-80': 1 }, ['OPEN', 'PART'])).error).toMatch(/notTogether/);
    expect((await buy({ 'TEA-MINT-80': 1 }, ['PART', 'PARTSHIP'])).total_price).toBe('8.01');
  });

  it('of which a line is given only the best one on products', async () => {
    await percent('TEN', 0.1, { collections: { add: [CERAMICS] } }, { combinesWith: TOGETHER });
    await percent('HALF', 0.5, { products: { productVariantsToAdd: [CUP] } }, { combinesWith: TOGETHER });
    const order = await buy({ 'CER-CUP-SAND': 1, 'CER-BOWL': 1 }, ['TEN', 'HALF']);
    expect(order.discount_codes).toMatchObject([{ amount: '3.65' }, { amount: '9.00' }]);
  });

  it('never to less than nothing', async () => {
    await amount('MUCH', '500.00', { combinesWith: TOGETHER });
    await amount('MORE', '500.00', { combinesWith: TOGETHER });
    const order = await buy({ 'TEA-MINT-80': 1 }, ['MUCH', 'MORE']);
    expect(order).toMatchObject({ subtotal_price: '0.00', discount_codes: [{ amount: '8.90' }, { amount: '0.00' }] });
  });
});

describe('buy X, get Y', () => {
  it('gives the piece once something else is bought for enough, and only as often as the order may', async () => {
    await free('GIFT', { amount: '20.00' });
    expect((await buy({ 'CER-CUP-SAND': 1 }, ['GIFT'])).error).toMatch(/minimum/);
    expect((await buy({ 'CER-CUP-SAND': 1, 'TEA-MINT-80': 2 }, ['GIFT'])).error).toMatch(/minimum/);
    expect((await buy({ 'TEA-MINT-80': 3 }, ['GIFT'])).error).toMatch(/nothing/);
    const order = await buy({ 'CER-CUP-SAND': 2, 'TEA-MINT-80': 6 }, ['GIFT']);
    expect(order.discount_codes).toMatchObject([{ code: 'GIFT', amount: '18.00' }]);
    expect(order.discount_applications).toMatchObject([{ allocation_method: 'each', target_selection: 'entitled' }]);
  });

  it('counts a piece as bought or as given, never as both', async () => {
    await free('THREE', { quantity: '2' }, { usesPerOrderLimit: null });
    expect((await buy({ 'CER-CUP-SAND': 2 }, ['THREE'])).error).toMatch(/minimum/);
    expect((await buy({ 'CER-CUP-SAND': 3 }, ['THREE'])).discount_codes).toMatchObject([{ amount: '18.00' }]);
    expect((await buy({ 'CER-CUP-SAND': 7 }, ['THREE'])).discount_codes).toMatchObject([{ amount: '36.00' }]);
  });

  it('is shown to the app as it was asked for', async () => {
    const { codeDiscountNode } = await free('SHOWN', { amount: '20.00' });
    const read = await dataOf(
      ask<{ codeDiscountNode: { codeDiscount: object } }>(
        `query ($id: ID!) { codeDiscountNode(id: $id) { codeDiscount { ... on DiscountCodeBxgy { usesPerOrderLimit
          customerBuys { value { ... on DiscountPurchaseAmount { amount } } items { ... on AllDiscountItems { allItems } } }
          customerGets { value { ... on DiscountOnQuantity { quantity { quantity } effect { ... on DiscountPercentage { percentage } } } }
            items { ... on DiscountProducts { productVariants(first: 2) { nodes { id } } } } } } } } }`,
        { id: codeDiscountNode?.id },
      ),
    );
    expect(read.codeDiscountNode.codeDiscount).toEqual({
      usesPerOrderLimit: 1,
      customerBuys: { value: { amount: '20.00' }, items: { allItems: true } },
      customerGets: {
        value: { quantity: { quantity: '1' }, effect: { percentage: 1 } },
        items: { productVariants: { nodes: [{ id: CUP }] } },
      },
    });
  });
});

describe('a code is refused', () => {
  it('to another customer, before its time, after it, below its minimum, and when it was used up', async () => {
    const { customer } = await shop.buy('TEA-MINT-80', 1);
    const bound = { context: { customers: { add: [`gid://shopify/Customer/${customer?.id}`] } }, usageLimit: 1 };
    await amount('MINE', '1.00', bound);
    await amount('SOON', '1.00', { startsAt: '2090-01-01T00:00:00Z' });
    await amount('PAST', '1.00', { startsAt: '2020-01-01T00:00:00Z', endsAt: '2021-01-01T00:00:00Z' });
    await amount('FIFTY', '1.00', { minimumRequirement: { subtotal: { greaterThanOrEqualToSubtotal: '50.00' } } });
    const cart = { 'TEA-MINT-80': 1 };
    expect((await buy(cart, ['MINE'], { customerEmail: 'eve@example.com' })).error).toMatch(/notYours/);
    expect((await buy(cart, ['SOON'])).error).toMatch(/notYet/);
    expect((await buy(cart, ['PAST'])).error).toMatch(/ended/);
    expect((await buy(cart, ['FIFTY'])).error).toMatch(/minimum/);
    expect((await buy(cart, ['mine'])).discount_codes).toMatchObject([{ code: 'MINE', amount: '1.00' }]);
    expect((await buy(cart, ['MINE'])).error).toMatch(/usedUp/);
  });

  it('for free shipping to elsewhere, or when the shipping costs more than it may', async () => {
    await freeShipping('HOME', { destination: { countries: { add: ['DE'] } } });
    await freeShipping('CHEAP', { maximumShippingPrice: '4.00' });
    const order = await buy({ 'TEA-MINT-80': 1 }, ['HOME']);
    expect(order.total_price).toBe('8.90');
    expect((await buy({ 'TEA-MINT-80': 1 }, ['CHEAP'])).error).toMatch(/nothing/);
    await shop.post('/sandbox/settings', { country: 'AT' });
    expect((await buy({ 'TEA-MINT-80': 1 }, ['HOME'])).error).toMatch(/destination/);
  });

  it('by the app, with the words of the schema', async () => {
    expect((await percent('BAD', 1.5)).userErrors).toMatchObject([{ code: 'VALUE_OUTSIDE_RANGE' }]);
    expect((await percent('NONE', 0.5, { products: { productsToAdd: [] } })).userErrors).toMatchObject([
      { code: 'BLANK', field: ['basicCodeDiscount', 'customerGets', 'items'] },
    ]);
    expect((await amount('', '5.00', { title: 'Named' })).userErrors).toMatchObject([
      { code: 'BLANK', field: ['basicCodeDiscount', 'code'] },
    ]);
    await amount('ONCE', '5.00');
    expect((await freeShipping('once')).userErrors).toMatchObject([{ code: 'TAKEN' }]);
  });
});

describe('the app is told', () => {
  it('of every discount that is made, changed and deleted, by a small body without the code', async () => {
    const { codeDiscountNode } = await amount('TOLD', '5.00');
    const id = codeDiscountNode?.id ?? '';
    await ask('mutation ($id: ID!) { discountCodeDeactivate(id: $id) { userErrors { code } } }', { id });
    await ask('mutation ($id: ID!) { discountCodeDelete(id: $id) { userErrors { code } } }', { id });
    await shop.flush();
    expect(bodyIn<object>(shop.webhooks('discounts/create')[0])).toMatchObject({
      admin_graphql_api_id: id,
      title: 'TOLD',
      status: 'ACTIVE',
    });
    expect(bodyIn<object>(shop.webhooks('discounts/update')[0])).toMatchObject({ admin_graphql_api_id: id, status: 'EXPIRED' });
    expect(Object.keys(bodyIn<object>(shop.webhooks('discounts/delete')[0]))).toEqual(['admin_graphql_api_id', 'deleted_at']);
  });

  it('how often a code was used only after a while', async () => {
    await amount('COUNT', '1.00');
    await buy({ 'TEA-MINT-80': 1 }, ['COUNT']);
    const count = async () => {
      const document = `{ codeDiscountNodeByCode(code: "count") { codeDiscount { ... on DiscountCodeBasic { asyncUsageCount } } } }`;
      const read = await dataOf(ask<{ codeDiscountNodeByCode: { codeDiscount: { asyncUsageCount: number } } }>(document));
      return read.codeDiscountNodeByCode.codeDiscount.asyncUsageCount;
    };
    await shop.post('/sandbox/settings', { usageCountLagMs: 60_000 });
    expect(await count()).toBe(0);
    await shop.post('/sandbox/settings', { usageCountLagMs: 0 });
    expect(await count()).toBe(1);
  });
});
