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

interface Created {
  giftCard: { id: string; maskedCode: string; balance: { amount: string } } | null;
  giftCardCode: string | null;
  userErrors: { code: string; field: string[] }[];
}

async function giftCard(input: object): Promise<Created> {
  const document = `mutation ($input: GiftCardCreateInput!) { giftCardCreate(input: $input) {
    giftCard { id maskedCode balance { amount } } giftCardCode userErrors { code field } } }`;
  return (await dataOf(ask<{ giftCardCreate: Created }>(document, { input }))).giftCardCreate;
}

const euros = (amount: string) => ({ initialAmount: { amount, currencyCode: 'EUR' } });
const balanceOf = async (id: string | undefined): Promise<string> =>
  (await dataOf(ask<{ giftCard: { balance: { amount: string } } }>(`{ giftCard(id: "${id}") { balance { amount } } }`))).giftCard.balance
    .amount;

const transactionsOf = async (order: OrderJson) => {
  const document = `{ order(id: "gid://shopify/Order/${order.id}") { transactions(first: 10) { kind status gateway amountSet { shopMoney { amount } } } } }`;
  const { order: read } = await dataOf(
    ask<{ order: { transactions: { kind: string; status: string; gateway: string; amountSet: { shopMoney: { amount: string } } }[] } }>(
      document,
    ),
  );
  return read.transactions.map(({ kind, status, gateway, amountSet }) => `${kind} ${status} ${gateway} ${amountSet.shopMoney.amount}`);
};

describe('a gift card', () => {
  it('is made with a code of one own, told once, and masked afterwards', async () => {
    const made = await giftCard({ ...euros('20.00'), code: 'LastingReward01' });
    expect(made).toMatchObject({ giftCardCode: 'lastingreward01', giftCard: { balance: { amount: '20.00' } }, userErrors: [] });
    expect(made.giftCard?.maskedCode).toBe('•••• •••• •••• rd01');
  });

  it('has no idempotency: without a code of one own the same call makes two', async () => {
    const [one, other] = [await giftCard(euros('5.00')), await giftCard(euros('5.00'))];
    expect(one.giftCardCode).not.toBe(other.giftCardCode);
    const { giftCardsCount } = await dataOf(ask<{ giftCardsCount: { count: number } }>('{ giftCardsCount { count } }'));
    expect(giftCardsCount.count).toBe(2);
  });

  it.each([
    ['TAKEN', { ...euros('5.00'), code: 'FIRSTCODE' }],
    ['TOO_SHORT', { ...euros('5.00'), code: 'SHORT12' }],
    ['TOO_LONG', { ...euros('5.00'), code: 'A'.repeat(21) }],
    ['INVALID', { ...euros('5.00'), code: 'WITH-HYPHEN' }],
    ['GREATER_THAN', euros('-5.00')],
    ['MISSING_ARGUMENT', {}],
    ['INVALID', { initialAmount: { amount: '5.00', currencyCode: 'JPY' } }],
    ['CUSTOMER_NOT_FOUND', { ...euros('5.00'), customerId: 'gid://shopify/Customer/1' }],
  ])('is refused with %s', async (code, input) => {
    await giftCard({ ...euros('5.00'), code: 'firstcode' });
    expect(await giftCard(input)).toMatchObject({ giftCard: null, giftCardCode: null, userErrors: [{ code }] });
  });

  it('is found by its code, its state and its customer', async () => {
    const { customer } = await shop.buy('TEA-MINT-80', 1);
    const made = await giftCard({ ...euros('5.00'), code: 'FINDME2026', customerId: `gid://shopify/Customer/${customer?.id}` });
    await giftCard(euros('5.00'));
    const find = async (query: string) => {
      const document = 'query ($query: String) { giftCards(first: 5, query: $query) { nodes { id } } }';
      return (await dataOf(ask<{ giftCards: { nodes: { id: string }[] } }>(document, { query }))).giftCards.nodes.map(({ id }) => id);
    };
    expect(await find('findme2026')).toEqual([made.giftCard?.id]);
    expect(await find(`customer_id:${customer?.id}`)).toEqual([made.giftCard?.id]);
    await ask('mutation ($id: ID!) { giftCardDeactivate(id: $id) { userErrors { code } } }', { id: made.giftCard?.id });
    expect(await find('status:disabled')).toEqual([made.giftCard?.id]);
  });

  it('pays first and the card the rest; a refund gives it back where it came from, the card first', async () => {
    const made = await giftCard({ ...euros('20.00'), code: 'PAYWITHME1' });
    const order = await shop.buy('CER-CUP-BLUE', 2, { giftCards: ['paywithme1'] });
    expect(order).toMatchObject({ financial_status: 'paid', payment_gateway_names: ['gift_card', 'bogus'] });
    expect(await transactionsOf(order)).toEqual(['SALE SUCCESS gift_card 20.00', 'SALE SUCCESS bogus 20.90']);
    expect(await balanceOf(made.giftCard?.id)).toBe('0.00');
    expect((await shop.buy('TEA-MINT-80', 1, { giftCards: ['PAYWITHME1'] }))['error']).toMatch(/empty/);
    await shop.post(`/sandbox/orders/${order.id}/cancel`);
    expect(await balanceOf(made.giftCard?.id)).toBe('20.00');
    expect((await transactionsOf(order)).slice(2)).toEqual(['REFUND SUCCESS bogus 20.90', 'REFUND SUCCESS gift_card 20.00']);
    await shop.flush();
    const told = shop.webhooks('order_transactions/create').map((one) => bodyIn<{ gateway: string; receipt: object }>(one));
    expect(told.find(({ gateway }) => gateway === 'gift_card')?.receipt).toMatchObject({ gift_card_last_characters: 'hme1' });
    expect(shop.received.map(({ body }) => body).join('')).not.toMatch(/paywithme1/i);
  });

  it('that was switched off pays nothing', async () => {
    const made = await giftCard({ ...euros('20.00'), code: 'SWITCHEDOFF' });
    await ask('mutation ($id: ID!) { giftCardDeactivate(id: $id) { userErrors { code } } }', { id: made.giftCard?.id });
    expect((await shop.buy('TEA-MINT-80', 1, { giftCards: ['SWITCHEDOFF'] }))['error']).toMatch(/ended/);
  });
});

describe('store credit', () => {
  const credit = async (customerId: number, amount: string) => {
    const document = `mutation ($id: ID!, $input: StoreCreditAccountCreditInput!) {
      storeCreditAccountCredit(id: $id, creditInput: $input) { storeCreditAccountTransaction { account { id } } userErrors { code } } }`;
    const input = { creditAmount: { amount, currencyCode: 'EUR' } };
    const read = await dataOf(
      ask<{ storeCreditAccountCredit: { storeCreditAccountTransaction: { account: { id: string } } } }>(document, {
        id: `gid://shopify/Customer/${customerId}`,
        input,
      }),
    );
    return read.storeCreditAccountCredit.storeCreditAccountTransaction.account.id;
  };

  it('is spent, given back, and its history is read newest first in pages', async () => {
    const { customer } = await shop.buy('TEA-MINT-80', 1);
    const id = await credit(customer?.id ?? 0, '10.00');
    await credit(customer?.id ?? 0, '2.00');
    const order = await shop.buy('CER-CUP-BLUE', 1, { storeCredit: true });
    expect(await transactionsOf(order)).toEqual(['SALE SUCCESS shopify_store_credit 12.00', 'SALE SUCCESS bogus 10.90']);
    await shop.post(`/sandbox/orders/${order.id}/cancel`);
    const page = (after: string | null) =>
      dataOf(
        ask<{
          storeCreditAccount: {
            balance: { amount: string };
            transactions: { nodes: { amount: { amount: string }; event: string }[]; pageInfo: { hasNextPage: boolean; endCursor: string } };
          };
        }>(
          `query ($id: ID!, $after: String) { storeCreditAccount(id: $id) { balance { amount }
            transactions(first: 3, after: $after, reverse: true, sortKey: CREATED_AT) { nodes { amount { amount } event } pageInfo { hasNextPage endCursor } } } }`,
          { id, after },
        ),
      );
    const { storeCreditAccount: first } = await page(null);
    expect(first.balance.amount).toBe('12.00');
    expect(first.transactions.nodes.map(({ amount, event }) => `${event} ${amount.amount}`)).toEqual([
      'ORDER_REFUND 12.00',
      'ORDER_PAYMENT -12.00',
      'ADJUSTMENT 2.00',
    ]);
    const { storeCreditAccount: second } = await page(first.transactions.pageInfo.endCursor);
    expect(second.transactions.nodes).toHaveLength(1);
    expect(second.transactions.pageInfo.hasNextPage).toBe(false);
  });
});

describe('a payment that fails', () => {
  it('leaves the order unpaid, and the next one pays it', async () => {
    const order = await shop.buy('TEA-MINT-80', 1, { pay: false });
    const failed = await shop.post(`/sandbox/orders/${order.id}/fail-payment`);
    expect(failed.financial_status).toBe('pending');
    const paid = await shop.post(`/sandbox/orders/${order.id}/pay`);
    expect(paid.financial_status).toBe('paid');
    expect(await transactionsOf(order)).toEqual([
      'SALE PENDING Bank Deposit 13.80',
      'SALE FAILURE Bank Deposit 13.80',
      'SALE SUCCESS Bank Deposit 13.80',
    ]);
    await shop.flush();
    expect(shop.webhooks('orders/paid')).toHaveLength(1);
  });

  it('before the order stands in it as a failure, and is not counted', async () => {
    const order = await shop.buy('TEA-MINT-80', 1, { declined: 1 });
    expect(order.financial_status).toBe('paid');
    expect(await transactionsOf(order)).toEqual(['SALE FAILURE bogus 13.80', 'SALE SUCCESS bogus 13.80']);
  });
});
