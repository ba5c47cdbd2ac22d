import { describe, expect, it } from 'vitest';
import { adjusted, fresh, given, line, money, orderOf, refund } from './shopify-bodies.ts';

describe('a refund', () => {
  const one = (fields: Record<string, unknown>, order: Record<string, unknown> = {}) =>
    orderOf(fresh({ ...order, line_items: [line({ quantity: 10, current_quantity: 10 })], refunds: [refund(fields)] })).refunds[0];
  const returned = { line_item_id: 1, quantity: 1, subtotal: 10, subtotal_set: money('10.00'), total_tax: 2, total_tax_set: money('2.00') };

  it('of an amount lowers the goods by it', () => {
    expect(one({ transactions: [given('25.00')], order_adjustments: [adjusted('refund_discrepancy', '-25.00')] })).toMatchObject({
      amount: 2500, goodsWithoutLines: 2500,
    }); // prettier-ignore
    expect(one({ transactions: [given('25.00')] })).toMatchObject({ amount: 2500, goodsWithoutLines: 2500 });
  });

  it('of lines, tax and shipping lowers nothing beyond its lines', () => {
    const whole = {
      refund_line_items: [returned],
      order_adjustments: [adjusted('shipping_refund', '-5.00', '-1.00')],
      transactions: [given('18.00')],
    };
    expect(one(whole)).toMatchObject({
      amount: 1800,
      goodsWithoutLines: 0,
      shipping: 500,
      tax: 300,
      lines: [{ lineId: '1', quantity: 1, net: 1000 }],
    });
  });

  it('of lines and something more lowers the goods by what is more', () => {
    expect(one({ refund_line_items: [returned], transactions: [given('15.00')] })).toMatchObject({ amount: 1500, goodsWithoutLines: 300 });
    const explained = { order_adjustments: [adjusted('refund_discrepancy', '-3.00')] };
    expect(one({ refund_line_items: [returned], transactions: [given('15.00')], ...explained })).toMatchObject({ goodsWithoutLines: 300 });
  });

  it('of shipping only does not touch the goods', () => {
    const shipping = { transactions: [given('5.00')], order_adjustments: [adjusted('shipping_refund', '-5.00')] };
    expect(one(shipping)).toMatchObject({ amount: 500, shipping: 500, goodsWithoutLines: 0 });
    const named = { transactions: [given('5.00')], refund_shipping_lines: [{ subtotal_amount_set: money('5.00') }] };
    expect(one(named)).toMatchObject({ amount: 500, shipping: 500, goodsWithoutLines: 0 });
  });

  it('counts only money that was really given back', () => {
    expect(one({ transactions: [given('25.00', { status: 'pending' })] })).toMatchObject({ amount: 0, goodsWithoutLines: 0 });
    expect(one({ transactions: [given('25.00', { status: 'failure' }), given('25.00')] })).toMatchObject({ amount: 2500 });
    expect(one({ transactions: [given('25.00', { kind: 'void' })] })).toMatchObject({ amount: 0 });
  });

  it('without transactions is worth its lines', () => {
    expect(one({ refund_line_items: [returned] })).toMatchObject({ amount: 1200, goodsWithoutLines: 0 });
  });

  it('with the tax in the prices has lines as they were priced', () => {
    const refunded = one({ refund_line_items: [returned], transactions: [given('10.00')] }, { taxes_included: true });
    expect(refunded).toMatchObject({ amount: 1000, goodsWithoutLines: 0, tax: 200, lines: [{ net: 1000 }] });
  });

  it('in the money of the customer is counted in the money of the shop', () => {
    const euros = given('9.10', { currency: 'EUR' });
    const rate = {
      total_price_set: {
        shop_money: { amount: '100.00', currency_code: 'USD' },
        presentment_money: { amount: '91.00', currency_code: 'EUR' },
      },
    };
    expect(one({ transactions: [euros] }, rate)).toMatchObject({ amount: 1000, goodsWithoutLines: 1000 });
    expect(one({ transactions: [given('10.93', { currency: 'EUR' })], refund_line_items: [returned] }, rate)).toMatchObject({
      amount: 1200,
      goodsWithoutLines: 0,
    });
  });
});
