import { readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TOPICS } from '../webhooks/topics.ts';
import { bodyIn, startHarness } from './running.ts';
import type { Harness, OrderJson, Received } from './running.ts';
import { shopifyFor } from './shopify-client.ts';

let shop: Harness;
beforeEach(async () => {
  shop = await startHarness();
});
afterEach(() => shop.close());

const topicsOf = (all: Received[]) => all.map((one) => String(one.headers['x-shopify-topic'])).toSorted();

describe('a shop tells its app what happened', () => {
  it('signs every webhook so that Shopify own library accepts it', async () => {
    await shop.buy('TEA-SENCHA-100', 1, { firstName: 'سارا', lastName: 'כהן' });
    await shop.flush();
    const { shopify, restore } = shopifyFor(shop.sandbox.url);
    for (const { body, headers } of shop.webhooks()) {
      const rawRequest = { headers, method: 'POST', url: '/webhooks/shopify' } as unknown as IncomingMessage;
      const checked = await shopify.webhooks.validate({ rawBody: body, rawRequest, rawResponse: {} as ServerResponse });
      expect(checked).toMatchObject({ valid: true, domain: 'tea-and-clay.myshopify.com', apiVersion: '2026-10' });
    }
    restore();
    expect(shop.webhooks()).toHaveLength(5);
  });

  it('announces a first paid order with its customer, its payment and itself, as one event', async () => {
    await shop.buy('TEA-SENCHA-100', 1);
    await shop.flush();
    const sent = shop.webhooks();
    expect(topicsOf(sent)).toEqual(['customers/create', 'order_transactions/create', 'orders/create', 'orders/paid', 'orders/updated']);
    expect(new Set(sent.map((one) => one.headers['x-shopify-event-id'])).size).toBe(1);
    expect(new Set(sent.map((one) => one.headers['x-shopify-webhook-id'])).size).toBe(5);
  });

  it('sends a bank transfer as pending and orders/paid only once it is marked as paid', async () => {
    const order = await shop.buy('TEA-SENCHA-100', 1, { pay: false });
    await shop.flush();
    expect(shop.webhooks('orders/paid')).toHaveLength(0);
    expect(bodyIn(shop.webhooks('orders/create')[0]).financial_status).toBe('pending');
    await shop.post(`/sandbox/orders/${order.id}/pay`);
    await shop.flush();
    expect(bodyIn(shop.webhooks('orders/paid')[0]).financial_status).toBe('paid');
  });

  it('repeats a refused webhook with the same id and the same bytes until it is accepted', async () => {
    shop.answers.push(...Array.from({ length: 8 }, () => 500));
    await shop.post('/sandbox/settings', { topics: ['orders/create'] });
    await shop.buy('TEA-SENCHA-100', 1);
    await shop.flush();
    const sent = shop.webhooks('orders/create');
    expect(sent).toHaveLength(9);
    expect(new Set(sent.map((one) => one.headers['x-shopify-webhook-id'])).size).toBe(1);
    expect(new Set(sent.map((one) => one.body)).size).toBe(1);
  });

  it('gives up after eight retries and says so in the log', async () => {
    shop.answers.push(...Array.from({ length: 20 }, () => 503));
    await shop.post('/sandbox/settings', { topics: ['orders/create'] });
    await shop.buy('TEA-SENCHA-100', 1);
    await shop.flush();
    const log = await shop.get<{ counts: Record<string, number>; deliveries: { attempt: number; status: number }[] }>(
      '/sandbox/deliveries',
    );
    expect(log.counts).toEqual({ failed: 1 });
    expect(log.deliveries[0]).toMatchObject({ attempt: 9, status: 503 });
  });

  it('delivers twice, late, or not at all when the fault panel says so', async () => {
    await shop.post('/sandbox/settings', { topics: ['orders/create'] });
    await shop.post('/sandbox/faults', { duplicateRate: 1, shuffleMs: 20 });
    await shop.buy('TEA-SENCHA-100', 1);
    await shop.flush();
    expect(shop.webhooks('orders/create')).toHaveLength(2);
    await shop.post('/sandbox/faults', { duplicateRate: 0, dropRate: 1 });
    await shop.buy('TEA-SENCHA-100', 1);
    await shop.flush();
    expect(shop.webhooks('orders/create')).toHaveLength(2);
  });

  it('keeps everything for after an outage', async () => {
    await shop.post('/sandbox/settings', { topics: ['orders/create'] });
    await shop.post('/sandbox/faults', { outage: true });
    await shop.buy('TEA-SENCHA-100', 1);
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(shop.webhooks()).toHaveLength(0);
    await shop.post('/sandbox/faults', { outage: false });
    await shop.flush();
    expect(shop.webhooks('orders/create')).toHaveLength(1);
  });

  it('enables a customer on the first sign-in and never again', async () => {
    await shop.buy('TEA-SENCHA-100', 1);
    await shop.post('/sandbox/customers/sign-in', { customerEmail: 'ANNA@example.com' });
    await shop.post('/sandbox/customers/sign-in', { customerEmail: 'anna@example.com' });
    await shop.flush();
    expect(bodyIn<{ state: string }>(shop.webhooks('customers/create')[0]).state).toBe('disabled');
    expect(shop.webhooks('customers/enable').map((one) => bodyIn<{ state: string }>(one).state)).toEqual(['enabled']);
  });

  it('says goodbye when the app is removed, and then only what the law demands', async () => {
    await shop.post('/sandbox/app/uninstall');
    await shop.buy('TEA-SENCHA-100', 1);
    await shop.post('/sandbox/app/redact');
    await shop.flush();
    expect(topicsOf(shop.webhooks())).toEqual(['app/uninstalled', 'shop/redact']);
  });

  it('asks the app to erase a customer and forgets them itself', async () => {
    const order = await shop.buy('TEA-SENCHA-100', 1);
    await shop.post('/sandbox/customers/anna@example.com/erase');
    await shop.flush();
    expect(bodyIn<object>(shop.webhooks('customers/redact')[0])).toMatchObject({
      orders_to_redact: [order.id],
      customer: { email: 'anna@example.com' },
    });
    expect(await shop.get('/sandbox/customers/anna@example.com')).toHaveProperty('error');
  });
});

describe('the app is told of the shop and its customers', () => {
  it('what the shop is like, and what it lets the app do, only when that is different', async () => {
    await shop.post('/sandbox/settings', { shopName: 'Tea and Clay', scopes: ['read_orders'] });
    await shop.post('/sandbox/settings', { shopName: 'Tea and Clay', protectedData: 'level1' });
    await shop.flush();
    expect(shop.webhooks('shop/update').map((one) => bodyIn<{ name: string }>(one).name)).toEqual(['Tea and Clay']);
    expect(shop.webhooks('app/scopes_update').map((one) => bodyIn<object>(one))).toMatchObject([{ current: ['read_orders'] }]);
  });

  it('that an account was closed, and that two customers became one who has the orders of both', async () => {
    await shop.post('/sandbox/customers/sign-in', { customerEmail: 'anna@example.com' });
    const first = await shop.buy('TEA-MINT-80', 1);
    const second = await shop.buy('TEA-MINT-80', 1, { customerEmail: 'ann@example.com' });
    await shop.post('/sandbox/customers/anna@example.com/disable');
    await shop.post('/sandbox/customers/ann@example.com/merge', { into: 'anna@example.com' });
    await shop.flush();
    expect(bodyIn<object>(shop.webhooks('customers/disable')[0])).toMatchObject({ id: first.customer?.id, state: 'disabled' });
    expect(bodyIn<object>(shop.webhooks('customers/merge')[0])).toMatchObject({
      admin_graphql_api_customer_kept_id: `gid://shopify/Customer/${first.customer?.id}`,
      admin_graphql_api_customer_deleted_id: `gid://shopify/Customer/${second.customer?.id}`,
    });
    expect((await shop.get<OrderJson>(`/sandbox/orders/${second.id}`)).customer?.id).toBe(first.customer?.id);
    expect(await shop.get('/sandbox/customers/ann@example.com')).toHaveProperty('error');
  });

  it('of every topic that shopify.app.toml asks for there is one that the shop sends', () => {
    const toml = readFileSync(new URL('../../../shopify.app.toml', import.meta.url), 'utf8');
    const asked = [...toml.matchAll(/^\s*(?:compliance_)?topics = \[([^\]]*)\]/gm)].flatMap(([, list = '']) =>
      [...list.matchAll(/"([^"]+)"/g)].map(([, one]) => one),
    );
    expect(asked.length).toBeGreaterThan(15);
    expect(asked.filter((topic) => !TOPICS.some((known) => known === topic))).toEqual([]);
  });
});
