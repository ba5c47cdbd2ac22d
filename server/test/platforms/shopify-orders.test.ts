import { describe, expect, it } from 'vitest';
import type { OrderState } from '../../src/loyalty/orders/order-state.ts';
import type { CustomerIdentity } from '../../src/loyalty/store-event.ts';
import { normalise } from '../../src/platforms/shopify/normalise/index.ts';
import { changed, recorded, stored } from './shopify-deliveries.ts';

function stated(body: Buffer, topic = 'orders/updated'): { order: OrderState; customer: CustomerIdentity } {
  const [event, ...more] = normalise(stored(topic, body));
  if (event?.kind !== 'order-stated' || more.length > 0) throw new Error(`not one stated order: ${JSON.stringify(event)}`);
  return event;
}

const orderOf = (body: Buffer): OrderState => stated(body).order;

/** Net goods as the default program counts them: what is kept of the lines, minus what was refunded without lines, never below nothing. */
function netGoods(order: OrderState): number {
  const kept = order.lines.filter((line) => !line.giftCard).reduce((sum, line) => sum + line.currentNet, 0);
  return Math.max(0, kept - order.refunds.reduce((sum, refund) => sum + refund.goodsWithoutLines, 0));
}

const money = (amount: string, currency = 'USD') => ({
  shop_money: { amount, currency_code: currency },
  presentment_money: { amount, currency_code: currency },
});
const line = (fields: Record<string, unknown>) => ({
  id: 1, product_id: 11, variant_id: 12, title: 'Tea', quantity: 1, current_quantity: 1, price: '10.00', price_set: money('10.00'),
  gift_card: false, tax_lines: [], discount_allocations: [], ...fields,
}); // prettier-ignore
const refund = (fields: Record<string, unknown>) => ({
  id: 7, created_at: '2026-01-02T10:00:00Z', processed_at: '2026-01-02T10:00:00Z', order_adjustments: [], transactions: [],
  refund_line_items: [], ...fields,
}); // prettier-ignore
const given = (amount: string, more: Record<string, unknown> = {}) => ({
  kind: 'refund',
  status: 'success',
  amount,
  currency: 'USD',
  ...more,
});
const adjusted = (kind: string, amount: string, tax = '0.00') => ({
  kind,
  amount,
  amount_set: money(amount),
  tax_amount: tax,
  tax_amount_set: money(tax),
});
const fresh = (fields: Record<string, unknown>) => changed('order-authorized', { financial_status: 'paid', refunds: [], ...fields });

describe('the order 450789469 in its recorded states', () => {
  it.each([
    { name: 'order-authorized', goods: 19_567, payment: 'unpaid', standing: 'open' },
    { name: 'order-partially-refunded', goods: 19_567, payment: 'paid', standing: 'open' },
    { name: 'order-without-customer', goods: 19_567, payment: 'paid', standing: 'open' },
    { name: 'order-partially-refunded-cancelled', goods: 19_567, payment: 'paid', standing: 'cancelled' },
    { name: 'order-refunded-cancelled', goods: 0, payment: 'paid', standing: 'cancelled' },
  ])('$name keeps goods of $goods, is $payment and $standing', ({ name, goods, payment, standing }) => {
    const order = orderOf(recorded(name));
    expect(order).toMatchObject({ orderId: '450789469', name: '#1001', currency: 'USD', payment, standing });
    expect(netGoods(order)).toBe(goods);
  });

  it('is read completely', () => {
    const order = orderOf(recorded('order-partially-refunded'));
    expect(order).toMatchObject({
      placedAt: Date.parse('2008-01-10T16:00:00Z'),
      version: Date.parse('2008-01-10T16:00:00Z'),
      codes: ['TENOFF'],
      channel: 'web',
      total: 59_894,
      taxesIncluded: false,
      paidAt: null,
      fulfilledAt: null,
      deliveredAt: null,
      charges: { shipping: 0, shippingTax: 0, goodsTax: 1194, tips: 0, duties: 0, fees: 0, feeReductions: 0, paidByGiftCard: 0 },
    });
    expect(
      order.lines.map(({ lineId, quantity, currentQuantity, net, currentNet, tax, discount }) => [
        lineId,
        quantity,
        currentQuantity,
        net,
        currentNet,
        tax,
        discount,
      ]),
    ).toEqual([
      ['466157049', 1, 0, 19_566, 0, 398, 334],
      ['518995019', 1, 1, 19_567, 19_567, 398, 333],
      ['703073504', 1, 0, 19_567, 0, 398, 333],
    ]);
  });

  it('gave back less than the goods that returned, which gives no goods back', () => {
    expect(orderOf(recorded('order-partially-refunded')).refunds).toEqual([
      {
        refundId: '509562969',
        at: Date.parse('2025-04-02T16:29:59Z'),
        amount: 20_900,
        goodsWithoutLines: 0,
        shipping: 0,
        tax: 796,
        lines: [
          { lineId: '703073504', quantity: 1, net: 19_566 },
          { lineId: '466157049', quantity: 1, net: 19_567 },
        ],
      },
    ]);
  });
});

describe('the lines of an order', () => {
  it('share a discount by quantity, rounded down, so that what is kept never exceeds what was paid', () => {
    const order = orderOf(
      fresh({
        line_items: [line({ quantity: 3, current_quantity: 2, discount_allocations: [{ amount: '10.00', amount_set: money('10.00') }] })],
      }),
    );
    expect(order.lines[0]).toMatchObject({ net: 2000, currentNet: 1333, discount: 1000 });
  });

  it('are without tax where the prices of the shop contain it', () => {
    const order = orderOf(
      fresh({
        taxes_included: true,
        line_items: [line({ quantity: 2, current_quantity: 1, tax_lines: [{ price: '3.33', price_set: money('3.33') }] })],
      }),
    );
    expect(order.lines[0]).toMatchObject({ net: 1667, currentNet: 833, tax: 333 });
  });

  it('name gift cards, and leave tips to the charges', () => {
    const order = orderOf(
      fresh({
        total_tip_received: '5.00',
        line_items: [
          line({ gift_card: true }),
          line({ id: 2 }),
          line({ id: 3, title: 'Tip', product_id: null, price: '5.00', price_set: money('5.00'), tip_payment_gateway: 'bogus' }),
        ],
      }),
    );
    expect(order.lines.map(({ lineId, giftCard }) => [lineId, giftCard])).toEqual([
      ['1', true],
      ['2', false],
    ]);
    expect(order.charges.tips).toBe(500);
    expect(netGoods(order)).toBe(1000);
  });

  it('count in the money of the shop, whatever the customer paid in', () => {
    const bag = { shop_money: { amount: '10.00', currency_code: 'USD' }, presentment_money: { amount: '9.10', currency_code: 'EUR' } };
    expect(orderOf(fresh({ presentment_currency: 'EUR', line_items: [line({ price: '10.00', price_set: bag })] })).lines[0]?.net).toBe(
      1000,
    );
  });

  it('have the digits of the currency: yen none, dinar three', () => {
    const inCurrency = (currency: string, price: string) =>
      orderOf(
        fresh({
          currency,
          total_price: '0',
          line_items: [line({ price, price_set: money(price, currency) })],
          shipping_lines: [],
          refunds: [],
        }),
      ).lines[0]?.net;
    expect(inCurrency('JPY', '1200')).toBe(1200);
    expect(inCurrency('KWD', '1.234')).toBe(1234);
  });
});

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

  it('with the tax in the prices has lines without tax', () => {
    const refunded = one({ refund_line_items: [returned], transactions: [given('10.00')] }, { taxes_included: true });
    expect(refunded).toMatchObject({ amount: 1000, goodsWithoutLines: 0, tax: 200, lines: [{ net: 800 }] });
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

describe('the rest of an order', () => {
  it('is charges: shipping without tax and discounts, duties, fees', () => {
    const shipping = {
      discounted_price: '6.00',
      discounted_price_set: money('6.00'),
      tax_lines: [{ price: '1.00' }],
    };
    const body = fresh({
      taxes_included: true,
      shipping_lines: [shipping, { ...shipping, is_removed: true }],
      original_total_duties_set: money('4.00'),
      original_total_additional_fees_set: money('2.50'),
    });
    expect(orderOf(body).charges).toMatchObject({ shipping: 500, shippingTax: 100, duties: 400, fees: 250 });
  });

  it.each([
    ['paid', 'paid'], ['partially_refunded', 'paid'], ['refunded', 'paid'], ['partially_paid', 'partly-paid'],
    ['pending', 'unpaid'], ['authorized', 'unpaid'], ['voided', 'unpaid'], ['expired', 'unpaid'], [null, 'unpaid'],
  ])('says of the financial status %s that the order is %s', (status, payment) => {
    expect(orderOf(fresh({ financial_status: status })).payment).toBe(payment);
  }); // prettier-ignore

  it('says when everything was sent and when everything arrived', () => {
    const parcel = (status: string, created: string, updated: string, delivered: boolean) => ({
      status, created_at: created, updated_at: updated, shipment_status: delivered ? 'delivered' : 'in_transit',
    }); // prettier-ignore
    const first = parcel('success', '2026-01-01T00:00:00Z', '2026-01-05T00:00:00Z', true);
    const failed = parcel('failure', '2026-01-09T00:00:00Z', '2026-01-09T00:00:00Z', false);
    const second = parcel('success', '2026-01-02T00:00:00Z', '2026-01-03T00:00:00Z', false);
    const times = (status: string | null, fulfillments: unknown[]) => {
      const { fulfilledAt, deliveredAt } = orderOf(fresh({ fulfillment_status: status, fulfillments }));
      return [fulfilledAt, deliveredAt].map((at) => (at === null ? null : new Date(at).toISOString().slice(0, 10)));
    };
    expect(times('fulfilled', [first, failed])).toEqual(['2026-01-01', '2026-01-05']);
    expect(times('fulfilled', [first, second])).toEqual(['2026-01-02', null]);
    expect(times('partial', [first])).toEqual([null, null]);
  });

  it('tells test orders from real ones', () => {
    expect(orderOf(fresh({ test: true })).standing).toBe('test');
  });
});

describe('who ordered', () => {
  it('is the customer, a guest until the account is enabled', () => {
    expect(stated(recorded('order-authorized')).customer).toEqual({
      externalId: '207119551',
      email: 'bob.norman@mail.example.com',
      phone: '+16136120707',
      firstName: 'Bob',
      lastName: 'Norman',
      hasAccount: false,
      locale: null,
    });
    expect(stated(fresh({ customer: { id: 5, state: 'enabled' } })).customer).toMatchObject({ externalId: '5', hasAccount: true });
  });

  it('is never the address typed at checkout when there is a customer', () => {
    expect(stated(fresh({ email: 'other@example.com', customer: { id: 5, state: 'disabled' } })).customer.email).toBeNull();
  });

  it('is the address typed at checkout when there is no customer', () => {
    expect(stated(recorded('order-without-customer')).customer).toMatchObject({
      externalId: null, email: 'bob.norman@mail.example.com', firstName: 'Bob', hasAccount: false,
    }); // prettier-ignore
  });
});

describe('a body that is not what Shopify sends', () => {
  const unreadable = (body: Buffer, field: string) => () => {
    expect(() => normalise(stored('orders/updated', body))).toThrow(expect.objectContaining({ name: 'Unreadable', field }));
  };

  it('is named by the field that surprises, without quoting it', () => {
    unreadable(Buffer.from('{"id":1'), 'body')();
    unreadable(Buffer.from('[]'), 'body')();
    unreadable(fresh({ line_items: [line({ price_set: money('12,50') })] }), 'line_items.0.price')();
    unreadable(fresh({ line_items: [line({ current_quantity: -1 })] }), 'line_items.0.current_quantity')();
    unreadable(fresh({ line_items: [line({ price_set: money('10.00', 'EUR') })] }), 'line_items.0.price')();
    unreadable(fresh({ updated_at: 'yesterday' }), 'updated_at')();
    unreadable(Buffer.from('['.repeat(200_000)), 'body')();
  });

  it('is refused when it is of another kind than the topic says', () => {
    unreadable(recorded('refund-509562969'), 'name')();
    expect(() => normalise(stored('orders/delete', recorded('order-authorized')))).toThrow('cannot read body');
    expect(() => normalise(stored('customers/delete', recorded('order-authorized')))).toThrow('admin_graphql_api_id');
    expect(() => normalise(stored('customers/update', recorded('order-authorized')))).toThrow('cannot read state');
  });

  it('keeps ids that are longer than a number can hold', () => {
    const long = Buffer.from(recorded('order-authorized').toString('utf8').replaceAll('450789469', '820982911946154508'));
    expect(orderOf(long).orderId).toBe('820982911946154508');
  });
});

describe('the same order sent under every topic', () => {
  it.each(['orders/create', 'orders/paid', 'orders/updated', 'orders/cancelled', 'orders/fulfilled', 'orders/edited'])(
    '%s states the same',
    (topic) => {
      expect(stated(recorded('order-authorized'), topic)).toEqual(stated(recorded('order-authorized')));
    },
  );
});
