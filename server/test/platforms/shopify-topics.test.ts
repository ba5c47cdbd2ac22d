import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { normalise, TOPICS } from '../../src/platforms/shopify/normalise/index.ts';
import { SCOPES } from '../../src/platforms/shopify/scopes.ts';
import { changed, recorded, SHOP, stored } from './shopify-deliveries.ts';

const events = (topic: string, body: Buffer | object) =>
  normalise(stored(topic, Buffer.isBuffer(body) ? body : Buffer.from(JSON.stringify(body))));

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
    expect(events('app/uninstalled', { id: 1 })).toEqual([{ kind: 'store-left' }]);
  });

  it('everything else is of no consequence, and says why', () => {
    for (const topic of ['customers/merge', 'shop/redact', 'products/update', '__proto__']) {
      expect(events(topic, {})).toEqual([{ kind: 'nothing', why: expect.stringMatching(/.{10}/) as string }]);
    }
  });
});

const root = new URL('../../../', import.meta.url);
const toml = readFileSync(new URL('shopify.app.toml', root), 'utf8');
const quoted = (text: string): string[] => [...text.matchAll(/"([^"]+)"/g)].map((match) => match[1] ?? '');
const subscribed = [...toml.matchAll(/^\s*(?:compliance_)?topics = \[([^\]]*)\]/gm)].flatMap((match) => quoted(match[1] ?? ''));
const schema = readFileSync(new URL('server/sandbox/schema/admin-2026-10.graphql', root), 'utf8');
const COMPLIANCE = ['customers/data_request', 'customers/redact', 'shop/redact'];

describe('shopify.app.toml', () => {
  it('subscribes to every topic that somebody here understands, and to no other', () => {
    expect(subscribed.toSorted()).toEqual(TOPICS.toSorted());
  });

  it('subscribes to topics that Shopify has', () => {
    const known = /enum WebhookSubscriptionTopic \{([^}]*)\}/.exec(schema)?.[1]?.split(/\s+/) ?? [];
    expect(known).toContain('ORDERS_CREATE');
    const wrong = subscribed.filter((topic) => !COMPLIANCE.includes(topic) && !known.includes(topic.toUpperCase().replace('/', '_')));
    expect(wrong).toEqual([]);
  });

  it('names for every subscription the file that handles it', () => {
    const handlers = [...toml.matchAll(/# Handled by: (\S+)\n\s*\[\[webhooks\.subscriptions\]\]/g)].map((match) => match[1] ?? '');
    expect(handlers).toHaveLength(toml.match(/\[\[webhooks\.subscriptions\]\]/g)?.length ?? 0);
    expect(handlers.filter((file) => !existsSync(new URL(file, root)))).toEqual([]);
  });

  it('asks for the scopes that the server expects, and for none that Shopify does not have', () => {
    const asked = /^scopes = "([^"]+)"/m.exec(toml)?.[1]?.split(',') ?? [];
    expect(asked.toSorted()).toEqual(SCOPES.toSorted());
    const access = JSON.parse(readFileSync(new URL('server/sandbox/schema/access-2026-10.json', root), 'utf8')) as {
      scopes: Record<string, { anyOf: string[] }>;
    };
    const known = new Set(Object.values(access.scopes).flatMap(({ anyOf }) => anyOf));
    expect(known).toContain('read_orders');
    // Topics have scopes too, and the schema does not name those: customers/merge needs this one.
    expect(asked.filter((scope) => !known.has(scope))).toEqual(['read_customer_merge']);
  });

  it('speaks of the same API version as the code', async () => {
    const { API_VERSION } = await import('../../src/platforms/shopify/library.ts');
    expect(/api_version = "([^"]+)"/.exec(toml)?.[1]).toBe(API_VERSION);
  });
});
