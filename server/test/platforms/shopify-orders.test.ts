import { describe, expect, it } from 'vitest';
import { normalise } from '../../src/platforms/shopify/normalise/index.ts';
import { fresh, line, money, netGoods, orderOf, stated } from './shopify-bodies.ts';
import { recorded, stored } from './shopify-deliveries.ts';

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

  it('is read in all its parts', () => {
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

  it('are as the shop prices them: with the tax where its prices contain it', () => {
    const order = orderOf(
      fresh({
        taxes_included: true,
        line_items: [line({ quantity: 2, current_quantity: 1, tax_lines: [{ price: '3.33', price_set: money('3.33') }] })],
      }),
    );
    expect(order.lines[0]).toMatchObject({ net: 2000, currentNet: 1000, tax: 333 });
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

  it('goes to the country of its shipping address, else of its bill, else nowhere that is known', () => {
    const [ship, bill] = [{ shipping_address: { country_code: 'CA' } }, { billing_address: { country_code: 'US' } }];
    const nowhere = { shipping_address: null, billing_address: null };
    expect([{ ...bill, ...ship }, { ...nowhere, ...bill }, nowhere].map((body) => orderOf(fresh(body)).country)).toEqual([
      'CA',
      'US',
      null,
    ]);
  });

  it('renews a subscription when a contract was billed, and not when somebody began one in the shop', () => {
    const sources = ['subscription_contract', 'subscription_contract_checkout_one', 'web', null];
    expect(sources.map((source_name) => orderOf(fresh({ source_name })).subscriptionRenewal)).toEqual([true, true, false, false]);
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
      emailVerified: false,
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
