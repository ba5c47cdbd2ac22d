// The app as Shopify knows it, against the code that has to live with it and against Shopify's own schema.
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { PERMITTED_FEATURES } from '../../src/platforms/platform.ts';
import { TOPICS } from '../../src/platforms/shopify/normalise/index.ts';
import { lacking, OPTIONAL_SCOPES, SCOPES } from '../../src/platforms/shopify/scopes.ts';
import { allDocuments, scopesNeeded } from './shopify-scopes-needed.ts';

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

  it('asks for nothing that no document, topic or definition needs', async () => {
    const documents = (await allDocuments()).flatMap(([, document]) => scopesNeeded(document));
    const needed = (scope: string): boolean =>
      documents.some((anyOf) => anyOf[0] === scope) || TOPIC_SCOPES[scope] !== undefined || DEFINITION_SCOPES.has(scope);
    expect(SCOPES.filter((scope) => !needed(scope))).toEqual([]);
    for (const topic of Object.values(TOPIC_SCOPES)) expect(subscribed).toContain(topic);
  });

  it('asks later, and only on request, for what the product is complete without', () => {
    expect(quoted(/^optional_scopes = \[([^\]]*)\]/m.exec(toml)?.[1] ?? '')).toEqual(OPTIONAL_SCOPES);
  });

  it('defines the fields of a customer that themes, the admin and the account may read, and nobody else may write', () => {
    const fields = toml.split(/^(?=\[customer\.metafields\.app\.)/m).slice(1);
    const defined = fields.map((text) => [/^\[customer\.metafields\.app\.(\w+)\]/.exec(text)?.[1], /^type = "(\w+)"/m.exec(text)?.[1]]);
    expect(Object.fromEntries(defined)).toEqual({
      points: 'number_integer',
      tier: 'single_line_text_field',
      tier_name: 'json',
      next_reward: 'json',
      referral_link: 'single_line_text_field',
    });
    for (const text of fields) {
      expect(text).toContain('access.admin = "merchant_read"\n');
      expect(text).toContain('access.storefront = "public_read"\n');
      expect(text).toContain('access.customer_account = "read"\n');
    }
  });

  it('leads the app proxy and every delivery to this server', () => {
    expect(/\[app_proxy\]\n(?:#.*\n)*url = "https:\/\/[^/]+\/proxy"\nsubpath = "lasting"\nprefix = "apps"/.test(toml)).toBe(true);
    expect(new Set([...toml.matchAll(/^\s*uri = "([^"]+)"/gm)].map((match) => match[1]))).toEqual(new Set(['/webhooks/shopify']));
  });
});

/** Shopify states these beside its topics, and the schema does not. */
const TOPIC_SCOPES: Readonly<Record<string, string>> = { read_customer_merge: 'customers/merge' };
/** Fields of customers are defined and written with this one; fields themselves need no scope in the map. */
const DEFINITION_SCOPES = new Set(['write_customers']);

describe('what a merchant did not allow', () => {
  it('is nothing when everything was granted, and reading is granted with writing', () => {
    expect(lacking([...SCOPES, ...OPTIONAL_SCOPES])).toEqual([]);
    const strong = SCOPES.filter((scope) => scope !== 'read_customers' && scope !== 'read_discounts');
    expect(lacking(strong).filter(({ optional }) => !optional)).toEqual([]);
  });

  it('is told by what stops working, and which permissions that needs', () => {
    const without = (...gone: string[]) => lacking([...SCOPES, ...OPTIONAL_SCOPES].filter((scope) => !gone.includes(scope)));
    expect(without('read_orders')).toEqual([{ feature: 'orders', permissions: ['read_orders'], optional: false }]);
    expect(without('read_gift_cards', 'write_gift_cards')).toEqual([
      { feature: 'gift-cards', permissions: ['read_gift_cards', 'write_gift_cards'], optional: false },
    ]);
    expect(without('read_all_orders')).toEqual([{ feature: 'order-history', permissions: ['read_all_orders'], optional: true }]);
  });

  it('has a name in the product for every permission', () => {
    expect(new Set(lacking([]).map(({ feature }) => feature))).toEqual(new Set(PERMITTED_FEATURES));
  });
});
