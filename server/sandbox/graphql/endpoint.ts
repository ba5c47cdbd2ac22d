/** POST /admin/api/2026-10/graphql.json: the real schema (pruned), scopes, redaction, cost and throttling around plain resolvers. */
import { readFileSync } from 'node:fs';
import express from 'express';
import type { Request, Response, Router } from 'express';
import { buildSchema } from 'graphql';
import type { GraphQLSchema } from 'graphql';
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
import { aimOf, callSchema, performer } from './perform.ts';
import { productRoot } from './products.ts';
import { shopRoot } from './shop-root.ts';
import { storeCreditRoot } from './store-credit.ts';

const VERSION = '2026-10';

export interface GraphqlEndpoint {
  router: Router;
  bucket: Bucket;
  log: CallLog;
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

export function graphqlEndpoint(shop: Shop, faults: FaultsStore): GraphqlEndpoint {
  const schema: GraphQLSchema = buildSchema(readFileSync(new URL('../schema/admin-2026-10.graphql', import.meta.url), 'utf8'));
  const points = bucket(
    () => shop.now(),
    () => shop.settings.get().plan,
  );
  const perform = performer(shop, schema, rootOf(shop), points);
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
  return { router, bucket: points, log };
}
