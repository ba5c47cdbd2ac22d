import { describe, expect, test } from 'vitest';
import { netGoods } from '../../src/loyalty/earning/net-goods.ts';
import type { OrderState } from '../../src/loyalty/orders/order-state.ts';
import type { StoreEvent } from '../../src/loyalty/store-event.ts';
import { Unreadable } from '../../src/platforms/platform.ts';
import { normalise } from '../../src/platforms/woocommerce/normalise/normalise.ts';
import { recordings } from '../recorded/woocommerce/replay.ts';

const facts = { currency: 'EUR', timeZone: 'UTC' };

function bodyOf(prefix: string): Record<string, unknown> {
  const found = recordings().find(({ file }) => file.startsWith(prefix));
  return JSON.parse(found?.body.toString('utf8') ?? 'null') as Record<string, unknown>;
}

const events = (topic: string, body: unknown): StoreEvent[] =>
  normalise({ topic, headers: {}, body: Buffer.from(JSON.stringify(body)), receivedAt: 0 }, facts);

function eventOf(prefix: string, change: Record<string, unknown> = {}): StoreEvent {
  const topic = recordings().find(({ file }) => file.startsWith(prefix))?.topic ?? '';
  const [event, ...more] = events(topic, { ...bodyOf(prefix), ...change });
  if (event === undefined || more.length > 0) throw new Error('not one event');
  return event;
}

function orderOf(prefix: string, change: Record<string, unknown> = {}): OrderState {
  const event = eventOf(prefix, change);
  if (event.kind !== 'order-stated') throw new Error(`${prefix} states no order`);
  return event.order;
}

const goods = (order: OrderState): number => netGoods(order).reduce((sum, line) => sum + line.amount, 0);
const firstLine = (prefix: string): Record<string, unknown> => (bodyOf(prefix)['line_items'] as Record<string, unknown>[])[0] ?? {};

describe('an order that a WooCommerce store pushes', () => {
  test.each([
    ['04', 'cash on delivery, not paid', { standing: 'open', payment: 'unpaid' }, 4500],
    ['06', 'completed', { standing: 'open', payment: 'paid' }, 4500],
    ['08', 'one of two mugs refunded', { standing: 'open', payment: 'paid' }, 3250],
    ['09', 'and 1.00 more without a line', { standing: 'open', payment: 'paid' }, 3150],
    ['10', 'all of it refunded', { standing: 'refunded', payment: 'paid' }, 0],
    ['11', 'bank transfer awaited', { standing: 'open', payment: 'unpaid', paidAt: null }, 6790],
    ['15', 'bank transfer arrived', { standing: 'open', payment: 'paid', paidAt: Date.UTC(2026, 10, 21, 18, 31, 55) }, 6790],
    ['16', 'cancelled after payment', { standing: 'cancelled', payment: 'paid' }, 6790],
    ['22', 'paid in part with a coupon', { codes: ['loyal-mwqqupkh'] }, 750],
    ['55', 'restored from the trash', { standing: 'open', payment: 'unpaid', channel: 'checkout' }, 3750],
    ['62', 'made through REST', { standing: 'open', payment: 'paid', channel: 'rest-api' }, 1250],
  ])('is worth its net goods in recording %s: %s', (prefix, _what, expected, net) => {
    const order = orderOf(prefix);
    expect(order).toMatchObject(expected);
    expect(goods(order)).toBe(net);
  });

  test('is understood in full', () => {
    expect(orderOf('09')).toEqual({
      orderId: '22',
      name: '#22',
      currency: 'EUR',
      placedAt: Date.UTC(2026, 10, 21, 18, 31, 25),
      version: Date.UTC(2026, 10, 21, 18, 31, 39),
      standing: 'open',
      payment: 'paid',
      paidAt: Date.UTC(2026, 10, 21, 18, 31, 29),
      fulfilledAt: Date.UTC(2026, 10, 21, 18, 31, 29),
      deliveredAt: null,
      taxesIncluded: false,
      lines: [
        { ...line, lineId: '3', productId: '13', title: 'Mug', quantity: 2, currentQuantity: 2, net: 2500, currentNet: 2500 },
        { ...line, lineId: '4', productId: '14', title: 'T-shirt', quantity: 1, currentQuantity: 1, net: 2000, currentNet: 2000 },
      ],
      charges: {
        shipping: 490,
        shippingTax: 0,
        goodsTax: 0,
        tips: 0,
        duties: 0,
        fees: 0,
        feeReductions: 0,
        paidByGiftCard: 0,
        paidByStoreCredit: 0,
      },
      refunds: [
        { refundId: '24', at: null, amount: 100, goodsWithoutLines: 100, shipping: 0, tax: 0, lines: [] },
        { refundId: '23', at: null, amount: 1250, goodsWithoutLines: 1250, shipping: 0, tax: 0, lines: [] },
      ],
      codes: [],
      channel: 'store-api',
      total: 4990,
      country: 'DE',
      subscriptionRenewal: false,
    });
  });

  test('goes to the country of its shipping address, else of its bill, else nowhere that is known', () => {
    const billing = { ...(bodyOf('09')['billing'] as object), country: 'AT' };
    expect(orderOf('09', { billing, shipping: { country: 'CH' } }).country).toBe('CH');
    expect(orderOf('09', { billing, shipping: { country: '' } }).country).toBe('AT');
    expect(orderOf('09', { billing: { ...billing, country: '' }, shipping: undefined }).country).toBeNull();
  });

  test('renews a subscription when the plugin for subscriptions says so', () => {
    expect(orderOf('09', { created_via: 'subscription' }).subscriptionRenewal).toBe(true);
    expect(orderOf('09', { meta_data: [{ id: 1, key: '_subscription_renewal', value: '77' }] }).subscriptionRenewal).toBe(true);
  });

  test('is whole as long as it has no refunds: those are pushed without their lines', () => {
    expect(eventOf('06')).toMatchObject({ complete: true });
    expect(eventOf('08')).toMatchObject({ complete: false });
  });

  test('belongs to the account it names, else to nobody but an e-mail', () => {
    expect(eventOf('39')).toMatchObject({ customer: { externalId: null, email: 'dora.mwqqupkh@example.test', hasAccount: false } });
    expect(eventOf('42')).toMatchObject({ customer: { externalId: '4', email: 'dora.mwqqupkh@example.test', hasAccount: true } });
    expect(eventOf('42')).toMatchObject({ customer: { firstName: 'Dora', phone: null, locale: null } });
  });

  test.each([
    ['processing', null, 'open', 'unpaid'],
    ['processing', '2026-11-21T18:31:29', 'open', 'paid'],
    ['completed', null, 'open', 'paid'],
    ['pending', null, 'open', 'unpaid'],
    ['on-hold', '2026-11-21T18:31:29', 'open', 'unpaid'],
    ['wc-shipped-by-a-plugin', '2026-11-21T18:31:29', 'open', 'unpaid'],
    ['cancelled', null, 'cancelled', 'unpaid'],
    ['failed', null, 'failed', 'unpaid'],
    ['refunded', '2026-11-21T18:31:29', 'refunded', 'paid'],
    ['trash', '2026-11-21T18:31:29', 'deleted', 'paid'],
    ['constructor', null, 'open', 'unpaid'],
  ])('in status %s paid at %s is %s and %s', (status, date_paid_gmt, standing, payment) => {
    expect(orderOf('04', { status, date_paid_gmt })).toMatchObject({ standing, payment });
  });

  test('counts negative fees against the goods, and leaves positive fees and shipping out', () => {
    const fees = [
      { total: '2.00', total_tax: '0.00' },
      { total: '-4.50', total_tax: '0.00' },
      { total: '-0.50', total_tax: '0.00' },
    ];
    const order = orderOf('06', { fee_lines: fees });
    expect(order.charges).toMatchObject({ shipping: 490, fees: 200, feeReductions: 500 });
    expect(goods(order)).toBe(4000);
  });

  test.each(['wc_gc_giftcard_amount', 'pw_gift_card_amount', '_ywgc_amount'])(
    'leaves out a gift card that a plugin marks with %s',
    (key) => {
      const gift = (metaData: unknown) => goods(orderOf('06', { line_items: [{ ...firstLine('06'), meta_data: metaData }] }));
      expect(gift([{ id: 1, key, value: '25' }])).toBe(0);
      expect(gift({ 7: { id: 1, key, value: '25' } })).toBe(0); // A PHP filter made an object of the list.
      expect(gift([{ id: 1, key, value: '' }])).toBe(2500);
      expect(gift(null)).toBe(2500);
    },
  );

  test('keeps each currency exact: no decimals, three, and one of a plugin', () => {
    const priced = (currency: string, total: string): number =>
      orderOf('06', { currency, line_items: [{ ...firstLine('06'), total }] }).lines[0]?.net ?? 0;
    expect(priced('JPY', '2500')).toBe(2500);
    expect(priced('IRT', '125000')).toBe(125000);
    expect(priced('KWD', '1.234')).toBe(1234);
    expect(priced('IRHT', '125.00')).toBe(12500);
    expect(priced('EUR', '0.1')).toBe(10);
  });

  test.each([
    ['order.total', { total: 'NaN' }],
    ['order.total', { total: 49.9 }],
    ['order.currency', { currency: 'euro' }],
    ['order.date_created_gmt', { date_created_gmt: '2026-13-45T99:00:00' }],
    ['order.date_paid_gmt', { date_paid_gmt: '2026-11-21T18:31:29+02:00' }],
    [
      'order.line_items.0.total',
      { line_items: [{ id: 3, name: 'Mug', product_id: 1, variation_id: 0, quantity: 1, subtotal: '1', total: '1,00', total_tax: '0' }] },
    ],
    ['order.refunds.0.total', { refunds: [{ id: 1, total: '12.50' }] }],
    ['order.id', { id: '22' }],
  ])('says %s when that cannot be read, without quoting it', (field, change) => {
    expect(() => eventOf('06', change)).toThrow(Unreadable);
    expect(() => eventOf('06', change)).toThrow(expect.objectContaining({ field }));
  });

  test('never quotes a body in a complaint', () => {
    const body = Buffer.from('{"email": "alice@example.test", oops');
    const complain = () => normalise({ topic: 'order.updated', headers: {}, body, receivedAt: 0 }, facts);
    expect(complain).toThrow(Unreadable);
    expect(complain).not.toThrow(/alice/);
  });
});

const line = { variantId: null, tax: 0, discount: 0, giftCard: false, tags: [] };

describe('what else a WooCommerce store tells', () => {
  test('an order was deleted, by its id alone', () => {
    expect(eventOf('53')).toEqual({ kind: 'order-deleted', orderId: '37' });
    expect(eventOf('54')).toEqual({ kind: 'order-deleted', orderId: '37' });
  });

  test('a coupon was deleted: of no consequence, even when the id is an order’s (legacy storage)', () => {
    expect(eventOf('90')).toMatchObject({ kind: 'nothing' });
    expect(eventOf('91')).toEqual({ kind: 'order-deleted', orderId: '36' });
  });

  test.each(['14', '18', '29', '30', '31', '67'])('%s is of no consequence', (prefix) => {
    expect(eventOf(prefix)).toMatchObject({ kind: 'nothing' });
  });

  test('an action on an order: ask the store', () => {
    expect(eventOf('07')).toEqual({ kind: 'order-changed', orderId: '22', why: 'woocommerce_order_status_completed', shows: null });
    expect(events('action.woocommerce_order_refunded', { action: 'woocommerce_order_refunded', arg: '22' })).toMatchObject([
      { orderId: '22' },
    ]);
  });

  test('an action whose first argument is no order: nothing', () => {
    expect(events('action.woocommerce_refund_deleted', { action: 'woocommerce_refund_deleted', arg: 24 })).toMatchObject([
      { kind: 'nothing' },
    ]);
    expect(events('action.wc_anything', { action: 'wc_anything', arg: { id: 22 } })).toMatchObject([{ kind: 'nothing' }]);
  });

  test.each([
    { action: 'woocommerce_order_status_failed', arg: 22 },
    { action: 'woocommerce_order_status_completed', arg: { id: 22 } },
    { action: 'woocommerce_order_status_completed', arg: '../22' },
    { action: 'woocommerce_order_status_completed' },
  ])('an action that does not fit its topic is shown: $action of $arg', (body) => {
    expect(() => events('action.woocommerce_order_status_completed', body)).toThrow(Unreadable);
  });

  test('an account was made or changed', () => {
    const customer = {
      externalId: '2',
      email: 'alice@example.test',
      phone: null,
      firstName: 'Alice',
      lastName: 'Ant',
      hasAccount: true,
      emailVerified: false,
      locale: null,
    };
    expect(eventOf('12')).toEqual({ kind: 'customer-stated', customer, opened: false });
    expect(eventOf('12', { role: 'subscriber' })).toEqual({ kind: 'customer-stated', customer, opened: false });
    expect(eventOf('52')).toEqual({ kind: 'customer-deleted', externalId: '6' });
  });

  test.each(['administrator', 'shop_manager', 'editor', 'wholesale_by_a_plugin', ''])(
    'an account of role “%s” is not made a member',
    (role) => {
      expect(eventOf('12', { role })).toEqual({ kind: 'nothing', why: 'role-is-not-a-shopper' });
    },
  );

  test('a signed error names no order: nothing now, and reconciliation finds what it was about', () => {
    const error = (code: string) => ({ code, message: 'Sorry.', data: { status: 404 } });
    expect(events('order.updated', error('woocommerce_rest_cannot_view'))).toEqual([
      { kind: 'nothing', why: 'webhook-owner-lost-permission' },
    ]);
    expect(events('order.created', error('woocommerce_rest_shop_order_invalid_id'))).toEqual([
      { kind: 'nothing', why: 'deleted-before-delivery' },
    ]);
    expect(events('customer.updated', error('woocommerce_rest_invalid_id'))).toEqual([{ kind: 'nothing', why: 'deleted-before-delivery' }]);
    expect(events('order.updated', error('a_plugin_says_no'))).toEqual([{ kind: 'nothing', why: 'error-body' }]);
  });

  test('a draft that got this far is still nothing, and so is a topic that nobody knows', () => {
    expect(events('order.updated', bodyOf('03'))).toEqual([{ kind: 'nothing', why: 'checkout-draft' }]);
    for (const topic of ['subscription.renewed', 'order.archived', 'nonsense', ''])
      expect(events(topic, { id: 1 })).toMatchObject([{ kind: 'nothing' }]);
  });
});
