/** POST /admin/api/2026-10/graphql.json: the real schema (pruned), scopes, redaction, cost and throttling around plain resolvers. */
import { readFileSync } from 'node:fs';
import express from 'express';
import type { Request, Response, Router } from 'express';
import { buildSchema, execute } from 'graphql';
import type { GraphQLSchema } from 'graphql';
import { bulkOf } from '../bulk/operations.ts';
import type { Bulk } from '../bulk/operations.ts';
import { bulkRoot } from '../bulk/root.ts';
import type { FaultsStore } from '../faults/faults.ts';
import { answerUnder } from '../faults/strike-call.ts';
import { scopesOf } from '../oauth/tokens.ts';
import type { Shop } from '../shop/shop.ts';
import { bucket } from './cost.ts';
import type { Bucket } from './cost.ts';
import { nodeRoot } from './any-node.ts';
import { callLog } from './call-log.ts';
import type { CallLog } from './call-log.ts';
import { automaticDiscountRoot } from './automatic-discounts.ts';
import { customerRoot } from './customers.ts';
import { discountRoot } from './discounts.ts';
import { giftCardRoot } from './gift-cards.ts';
import { makeNodes } from './make-nodes.ts';
import { metafieldRoot } from './metafields.ts';
import { orderRoot } from './orders.ts';
import { aimOf, callSchema, fieldResolver, performer } from './perform.ts';
import { productRoot } from './products.ts';
import { shopRoot } from './shop-root.ts';
import { storeCreditRoot } from './store-credit.ts';

const VERSION = '2026-10';

export interface GraphqlEndpoint {
  router: Router;
  bucket: Bucket;
  log: CallLog;
  bulk: Bulk;
}

function rootOf(shop: Shop) {
  const nodes = makeNodes(shop);
  return {
    ...shopRoot(shop),
    ...orderRoot(nodes),
    ...customerRoot(nodes),
    ...discountRoot(nodes),
    ...automaticDiscountRoot(nodes),
    ...giftCardRoot(nodes),
    ...metafieldRoot(shop),
    ...productRoot(shop),
    ...nodeRoot(nodes),
    ...storeCreditRoot(shop),
  };
}

/** What a bulk query finds is what a call of the app would find, without its price. */
function withBulk(shop: Shop, schema: GraphQLSchema, bulk: Bulk) {
  const rootValue = rootOf(shop);
  const shared = { schema, rootValue, fieldResolver: fieldResolver(shop) };
  const typeResolver = (value: unknown) => String((value as { __typename?: unknown }).__typename);
  return {
    ...rootValue,
    ...bulkRoot({
      shop,
      bulk,
      schema,
      answer: async (document, scopes) => execute({ ...shared, document, typeResolver, contextValue: { scopes } }),
    }),
  };
}

export function graphqlEndpoint(shop: Shop, faults: FaultsStore): GraphqlEndpoint {
  const schema: GraphQLSchema = buildSchema(readFileSync(new URL('../schema/admin-2026-10.graphql', import.meta.url), 'utf8'));
  const points = bucket(
    () => shop.now(),
    () => shop.settings.get().plan,
  );
  const bulk = bulkOf(shop);
  const perform = performer(shop, schema, withBulk(shop, schema, bulk), points);
  const log = callLog();
  const router = express.Router();
  router.post('/admin/api/:version/graphql.json', express.json({ limit: '2mb' }), async (request: Request, response: Response) => {
    if (request.params['version'] !== VERSION) {
      response.status(404).json({ errors: 'Not Found' });
      return;
    }
    const scopes = scopesOf(shop, request.get('x-shopify-access-token') ?? '');
    const refusal = '[API] Invalid API key or access token (unrecognized login or wrong password)';
    if (!scopes) {
      response.status(401).json({ errors: refusal });
      return;
    }
    const call = callSchema.safeParse(request.body);
    if (!call.success) {
      response.status(400).json({ errors: { query: 'Required parameter missing or invalid' } });
      return;
    }
    const aim = aimOf(call.data);
    const struck = faults.strike(aim);
    log.watch(aim, struck, response);
    response.set({ 'x-shopify-api-version': VERSION, 'x-request-id': crypto.randomUUID() });
    await answerUnder({ response, struck, perform: (fault) => perform(call.data, { scopes, fault }) });
  });
  return { router, bucket: points, log, bulk };
}
