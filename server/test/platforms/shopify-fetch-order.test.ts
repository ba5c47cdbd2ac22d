// What the sandbox shop never does: many pages, many refunds, other currencies, tips, changes while we read.
import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import type { GraphqlClient } from '../../src/platforms/shopify/graphql/client.ts';
import { fetchOrder } from '../../src/platforms/shopify/graphql/fetch-order.ts';
import { bag, line, order, page } from './shopify-answers.ts';

const refundLine = (id: number) => ({
  quantity: 1,
  subtotalSet: bag('10.0'),
  totalTaxSet: bag('0.0'),
  lineItem: { id: `gid://shopify/LineItem/${id}` },
});
const refund = (id: number, more: object = {}) => ({
  id: `gid://shopify/Refund/${id}`, createdAt: '2026-01-02T00:00:00Z', processedAt: null,
  transactions: { nodes: [{ kind: 'REFUND', status: 'SUCCESS', amountSet: { ...bag('5.0'), presentmentMoney: { currencyCode: 'USD' } } }] },
  refundLineItems: page([]), refundShippingLines: { nodes: [] }, orderAdjustments: { nodes: [] }, ...more,
}); // prettier-ignore

type Variables = Readonly<Record<string, unknown>>;
type Told = Record<string, (variables: Variables, nth: number) => unknown>;

/** A shop that answers each document, by its name, as told; every answer goes through the schema that the real client uses. */
function shopThat(told: Told): { client: GraphqlClient; asked: string[] } {
  const asked: string[] = [];
  const ask = <Schema extends z.ZodType>(document: string, variables: Variables, schema: Schema): Promise<z.output<Schema>> => {
    const name = /query (\w+)/.exec(document)?.[1] ?? '';
    asked.push(name);
    return Promise.resolve(schema.parse(told[name]?.(variables, asked.filter((one) => one === name).length)));
  };
  return { client: { ask }, asked };
}

async function found(told: Told) {
  const { client, asked } = shopThat(told);
  const fetched = await fetchOrder(client, '7');
  if (fetched.kind !== 'found') throw new Error(fetched.kind);
  return { ...fetched, asked };
}

describe('an order that is fetched', () => {
  it('has every page of its lines', async () => {
    const { order: state } = await found({
      LastingOrder: () => ({ order: order({ lineItems: page([line(1)], 'one') }) }),
      LastingOrderLines: ({ after }) => ({
        order: { updatedAt: '2026-01-03T00:00:00Z', lineItems: after === 'one' ? page([line(2)], 'two') : page([line(3)]) },
      }),
    });
    expect(state.lines.map(({ lineId }) => lineId)).toEqual(['1', '2', '3']);
  });

  it('has every page of the lines of its refunds', async () => {
    const updatedAt = '2026-01-03T00:00:00Z';
    const { order: state } = await found({
      LastingOrder: () => ({ order: order({ refunds: [{ id: 'gid://shopify/Refund/1' }] }) }),
      LastingOrderRefunds: () => ({ order: { updatedAt, refunds: [refund(1, { refundLineItems: page([refundLine(1)], 'one') })] } }),
      LastingRefundLines: () => ({ node: { order: { updatedAt }, refundLineItems: page([refundLine(2)]) } }),
    });
    expect(state.refunds[0]?.lines.map(({ lineId }) => lineId)).toEqual(['1', '2']);
  });

  it('is asked refund by refund when there are too many for one question', async () => {
    const ids = Array.from({ length: 9 }, (_, index) => ({ id: `gid://shopify/Refund/${index + 1}` }));
    const { order: state, asked } = await found({
      LastingOrder: () => ({ order: order({ refunds: ids }) }),
      LastingRefund: (_variables, nth) => ({ node: { order: { updatedAt: '2026-01-03T00:00:00Z' }, ...refund(nth) } }),
    });
    expect(state.refunds).toHaveLength(9);
    expect(asked).toHaveLength(10);
  });

  it('is read again from its beginning when it changed in between', async () => {
    const { order: state, asked } = await found({
      LastingOrder: (_variables, nth) => ({
        order: order({ updatedAt: `2026-01-0${nth}T00:00:00Z`, refunds: [{ id: 'gid://shopify/Refund/1' }] }),
      }),
      LastingOrderRefunds: () => ({ order: { updatedAt: '2026-01-02T00:00:00Z', refunds: [refund(1)] } }),
    });
    expect(state.version).toBe(Date.parse('2026-01-02T00:00:00Z'));
    expect(asked).toHaveLength(4);
  });

  it('is unreachable while it never stops changing', async () => {
    const { client } = shopThat({
      LastingOrder: () => ({ order: order({ refunds: [{ id: 'gid://shopify/Refund/1' }] }) }),
      LastingOrderRefunds: () => ({ order: { updatedAt: '2026-01-09T00:00:00Z', refunds: [refund(1)] } }),
    });
    await expect(fetchOrder(client, '7')).rejects.toMatchObject({ name: 'StoreUnreachable' });
  });

  it('tells how much was paid by gift card and store credit, and only what succeeded', async () => {
    const paid = (gateway: string, amount: string, status = 'SUCCESS') => ({ kind: 'SALE', status, gateway, amountSet: bag(amount) });
    const transactions = [
      paid('gift_card', '5.0'),
      paid('gift_card', '3.0', 'FAILURE'),
      paid('shopify_store_credit', '2.0'),
      paid('bogus', '13.0'),
    ];
    const { order: state } = await found({ LastingOrder: () => ({ order: order({ transactions }) }) });
    expect(state.charges).toMatchObject({ paidByGiftCard: 500, paidByStoreCredit: 200 });
  });

  it('does not count a tip as goods', async () => {
    const tip = line(2, {
      title: 'Trinkgeld',
      quantity: 1,
      currentQuantity: 1,
      product: null,
      requiresShipping: false,
      originalUnitPriceSet: bag('3.0'),
    });
    const { order: state } = await found({
      LastingOrder: () => ({ order: order({ totalTipReceivedSet: bag('3.0'), lineItems: page([line(1), tip]) }) }),
    });
    expect(state.lines.map(({ lineId }) => lineId)).toEqual(['1']);
    expect(state.charges.tips).toBe(300);
  });

  it('belongs to its customer, whose name may be hidden', async () => {
    const hidden = {
      id: 'gid://shopify/Customer/9',
      state: 'ENABLED',
      firstName: null,
      lastName: null,
      defaultEmailAddress: null,
      defaultPhoneNumber: null,
    };
    const { customer } = await found({ LastingOrder: () => ({ order: order({ customer: hidden, email: 'other@example.com' }) }) });
    expect(customer).toMatchObject({ externalId: '9', email: null, hasAccount: true });
    const guest = await found({ LastingOrder: () => ({ order: order({ customer: null, email: 'other@example.com' }) }) });
    expect(guest.customer).toMatchObject({ externalId: null, email: 'other@example.com', hasAccount: false });
  });

  it('takes back goods for an amount given back, and not for refunded shipping that is stated twice', async () => {
    const updatedAt = '2026-01-03T00:00:00Z';
    const adjusted = (reason: string | null) => ({ nodes: [{ reason, amountSet: bag('-5.0'), taxAmountSet: bag('0.0') }] });
    const shipping = { refundShippingLines: { nodes: [{ subtotalAmountSet: bag('5.0'), taxAmountSet: bag('0.0') }] } };
    const { order: state } = await found({
      LastingOrder: () => ({ order: order({ refunds: [{ id: 'gid://shopify/Refund/1' }, { id: 'gid://shopify/Refund/2' }] }) }),
      LastingOrderRefunds: () => ({
        order: {
          updatedAt,
          refunds: [
            refund(1, { orderAdjustments: adjusted('REFUND_DISCREPANCY') }),
            refund(2, { ...shipping, orderAdjustments: adjusted(null) }),
          ],
        },
      }),
    });
    expect(state.refunds.map(({ amount, goodsWithoutLines }) => [amount, goodsWithoutLines])).toEqual([
      [500, 500],
      [500, 0],
    ]);
  });
});
