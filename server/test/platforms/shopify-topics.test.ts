import { describe, expect, it } from 'vitest';
import { Unreadable } from '../../src/platforms/platform.ts';
import { normalise } from '../../src/platforms/shopify/normalise/index.ts';
import { subjectOf } from '../../src/platforms/shopify/subject-of.ts';
import { changed, recorded, SHOP, stored } from './shopify-deliveries.ts';

const events = (topic: string, body: Buffer | object) =>
  normalise(stored(topic, Buffer.isBuffer(body) ? body : Buffer.from(JSON.stringify(body))));

const AT = '2026-11-21T10:00:00Z';

describe('what a delivery means', () => {
  it.each(['refunds/create', 'order_transactions/create'])('%s asks the store for the order', (topic) => {
    expect(events(topic, recorded('refund-509562969'))).toMatchObject([{ kind: 'order-changed', orderId: '450789469', why: topic }]);
    expect(events(topic, recorded('transaction-389404469'))).toMatchObject([{ kind: 'order-changed', orderId: '450789469', why: topic }]);
  });

  it('an edit asks the store for the order, because it says only what changed', () => {
    const edit = { order_edit: { id: 78, order_id: 450789469, line_items: { additions: [{ id: 1, delta: 1 }], removals: [] } } };
    expect(events('orders/edited', edit)).toEqual([{ kind: 'order-changed', orderId: '450789469', why: 'orders/edited', shows: null }]);
  });

  it('an order paid in part by gift card or store credit is stated as incomplete, because its body does not say how much', () => {
    for (const gateway of ['gift_card', 'shopify_store_credit']) {
      const body = changed('order-authorized', { payment_gateway_names: ['shopify_payments', gateway] });
      expect(events('orders/paid', body)).toMatchObject([{ kind: 'order-stated', complete: false }]);
    }
    expect(events('orders/paid', recorded('order-authorized'))).toMatchObject([{ kind: 'order-stated', complete: true }]);
  });

  it('an order whose status page is another shop’s is not believed before the store was asked', () => {
    const sentTo = (domain: string, body: Buffer) =>
      normalise({ ...stored('orders/paid', body), headers: { 'x-shopify-shop-domain': domain } });
    const order = recorded('order-authorized');
    expect(sentTo(SHOP, order)).toMatchObject([{ complete: true }]);
    expect(sentTo('victim.myshopify.com', order)).toMatchObject([{ complete: false }]);
    const ownDomain = changed('order-authorized', { order_status_url: 'https://shop.example.com/1/orders/2' });
    expect(sentTo(SHOP, ownDomain)).toMatchObject([{ complete: true }]);
  });

  it('a deleted order is said to be deleted', () => {
    expect(events('orders/delete', { id: 450789469 })).toEqual([{ kind: 'order-deleted', orderId: '450789469' }]);
  });

  it.each(['customers/create', 'customers/update', 'customers/enable', 'customers/disable'])('%s states the customer', (topic) => {
    expect(events(topic, recorded('customer-207119551'))).toMatchObject([
      { kind: 'customer-stated', customer: { externalId: '207119551', hasAccount: false } },
    ]);
    expect(events(topic, changed('customer-207119551', { state: 'enabled' }))).toMatchObject([{ customer: { hasAccount: true } }]);
  });

  it('a customer without approved personal fields is still a customer', () => {
    const bare = { id: 5, state: 'enabled', email: null, phone: null, admin_graphql_api_id: 'gid://shopify/Customer/5' };
    expect(events('customers/update', bare)).toMatchObject([{ customer: { externalId: '5', email: null, firstName: null } }]);
  });

  it('a deleted customer is said to be deleted', () => {
    expect(events('customers/delete', { id: 5, admin_graphql_api_id: 'gid://shopify/Customer/5' })).toEqual([
      { kind: 'customer-deleted', externalId: '5' },
    ]);
  });

  it('an uninstall means that the store left', () => {
    const shop = { id: 1, name: 'Example', myshopify_domain: SHOP };
    expect(events('app/uninstalled', shop)).toEqual([{ kind: 'store-left', at: null }]);
    const sent = { ...stored('app/uninstalled', Buffer.from(JSON.stringify(shop))), headers: { 'x-shopify-triggered-at': AT } };
    expect(normalise(sent)).toEqual([{ kind: 'store-left', at: Date.parse(AT) }]);
  });

  it.each([
    ['app/scopes_update', { id: 1, previous: [], current: ['read_orders'], updated_at: AT }],
    ['shop/update', { id: 1, name: 'Another name', myshopify_domain: SHOP }],
  ])('%s is no more than a reason to ask the shop', (topic, body) => {
    expect(events(topic, body)).toEqual([{ kind: 'store-changed' }]);
  });

  it('a deleted discount is said to be deleted, whatever kind it was of', () => {
    for (const kind of ['DiscountCodeNode', 'DiscountAutomaticNode', 'DiscountCodeBasic']) {
      const body = { admin_graphql_api_id: `gid://shopify/${kind}/77`, deleted_at: AT };
      expect(events('discounts/delete', body)).toEqual([{ kind: 'code-deleted', externalId: '77' }]);
    }
    for (const gid of ['gid://shopify/Order/77', 'gid://shopify/DiscountCodeNode/77/8', 'gid://shopify/DiscountCodeNode/']) {
      expect(() => events('discounts/delete', { admin_graphql_api_id: gid })).toThrow(Unreadable);
    }
  });

  it('two customers become one, unless the shop could not do it', () => {
    const ids = {
      admin_graphql_api_customer_kept_id: 'gid://shopify/Customer/1',
      admin_graphql_api_customer_deleted_id: 'gid://shopify/Customer/2',
    };
    const done = { ...ids, admin_graphql_api_job_id: null, status: 'completed', errors: [] };
    expect(events('customers/merge', done)).toEqual([{ kind: 'customers-merged', goneId: '2', keptId: '1' }]);
    expect(events('customers/merge', { ...done, status: 'failed' })).toMatchObject([{ kind: 'nothing' }]);
    for (const gid of [null, 'gid://shopify/Order/2']) {
      expect(() => events('customers/merge', { ...done, admin_graphql_api_customer_deleted_id: gid })).toThrow(Unreadable);
    }
  });

  it('everything else is of no consequence, and says why', () => {
    for (const topic of ['products/update', '__proto__']) {
      expect(events(topic, {})).toEqual([{ kind: 'nothing', why: expect.stringMatching(/.{10}/) as string }]);
    }
  });
});

describe('what the law asks', () => {
  const person = { id: 207119551, email: 'jon@example.com', phone: null };
  const of = (more: object): object => ({ shop_id: 1, shop_domain: SHOP, ...more });

  it('is told by the id and the address of a person, of which either may be missing', () => {
    const body = of({ customer: person, orders_requested: [1, 2], data_request: { id: 9999 } });
    const named = { externalId: '207119551', email: 'jon@example.com' };
    expect(events('customers/data_request', body)).toEqual([
      { kind: 'data-requested', requestId: '9999', person: named, orderIds: ['1', '2'] },
    ]);
    const guest = of({ customer: { email: 'jon@example.com' }, orders_requested: null, data_request: { id: 9999 } });
    expect(events('customers/data_request', guest)).toMatchObject([
      { person: { externalId: null, email: 'jon@example.com' }, orderIds: [] },
    ]);
    expect(events('customers/redact', of({ customer: person, orders_to_redact: [7] }))).toEqual([
      { kind: 'erasure-asked', person: named, orderIds: ['7'] },
    ]);
    expect(events('customers/redact', of({ customer: { id: 5 } }))).toMatchObject([{ person: { externalId: '5', email: null } }]);
  });

  it('is not understood when it names nobody: a person has to look', () => {
    expect(() => events('customers/redact', of({ customer: { id: null, email: '' } }))).toThrow(Unreadable);
    expect(() => events('customers/data_request', of({ customer: person }))).toThrow(Unreadable);
  });

  it('removes a shop by a body that has nothing but the shop in it', () => {
    expect(events('shop/redact', of({}))).toEqual([{ kind: 'removal-asked' }]);
    expect(() => events('shop/redact', of({ customer: person, orders_to_redact: [] }))).toThrow(Unreadable);
    expect(() => events('shop/redact', { id: 1, myshopify_domain: SHOP })).toThrow(Unreadable);
  });

  it('uninstalls nothing, sent again under that topic', () => {
    expect(() => events('app/uninstalled', of({}))).toThrow(Unreadable);
  });
});

describe('whom a delivery is about', () => {
  const about = (topic: string, body: object | Buffer) =>
    subjectOf({ topic, body: Buffer.isBuffer(body) ? body : Buffer.from(JSON.stringify(body)) });

  it('is an order, for everything about it', () => {
    expect(about('orders/paid', recorded('order-authorized'))).toEqual({ kind: 'order', id: '450789469' });
    expect(about('orders/edited', { order_edit: { id: 78, order_id: 450789469 } })).toEqual({ kind: 'order', id: '450789469' });
    expect(about('refunds/create', recorded('refund-509562969'))).toEqual({ kind: 'order', id: '450789469' });
    expect(about('order_transactions/create', recorded('transaction-389404469'))).toEqual({ kind: 'order', id: '450789469' });
  });

  it('is a customer, by id or else by address', () => {
    expect(about('customers/update', recorded('customer-207119551'))).toEqual({ kind: 'customer', id: '207119551' });
    expect(about('customers/redact', { customer: { id: 5, email: 'jon@example.com' } })).toEqual({ kind: 'customer', id: '5' });
    expect(about('customers/redact', { customer: { id: null, email: 'jon@example.com' } })).toEqual({
      kind: 'address',
      email: 'jon@example.com',
    });
  });

  it('keeps an id that is longer than a number can be', () => {
    expect(about('orders/paid', Buffer.from('{"id":820982911946154508}'))).toEqual({ kind: 'order', id: '820982911946154508' });
  });

  it('is not known of what cannot be read, and nobody of what is about the shop', () => {
    expect(about('orders/paid', Buffer.from('{"id":'))).toBeNull();
    expect(about('orders/paid', { id: { $gt: 1 } })).toBeNull();
    expect(about('orders/paid', [])).toBeNull();
    expect(about('shop/update', { id: 1 })).toBeNull();
  });
});
