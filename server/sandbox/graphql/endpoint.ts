/** POST /admin/api/2026-10/graphql.json: the real schema (pruned), scopes, redaction, cost and throttling around plain resolvers. */
import { readFileSync } from 'node:fs';
import express from 'express';
import type { Request, Response, Router } from 'express';
import { GraphQLError, Kind, buildSchema, execute, parse, validate } from 'graphql';
import type { DocumentNode, GraphQLFieldResolver, GraphQLSchema } from 'graphql';
import { z } from 'zod';
import { scopesOf } from '../oauth/tokens.ts';
import type { Shop } from '../shop/shop.ts';
import { assertProtected, assertScopes, loadAccess } from './access.ts';
import { MAXIMUM_QUERY_COST, actualCost, bucket, requestedCost } from './cost.ts';
import type { Bucket } from './cost.ts';
import { customerRoot } from './customers.ts';
import { discountRoot } from './discounts.ts';
import { makeNodes } from './make-nodes.ts';
import { metafieldRoot } from './metafields.ts';
import { orderRoot } from './orders.ts';
import { productRoot } from './products.ts';
import { shopRoot } from './shop-root.ts';
import { storeCreditRoot } from './store-credit.ts';

const VERSION = '2026-10';
const bodySchema = z.object({
  query: z.string(),
  variables: z.record(z.string(), z.unknown()).nullish(),
  operationName: z.string().nullish(),
});

interface Context {
  scopes: ReadonlySet<string>;
}

type Value = Record<string, unknown>;

function fieldResolver(shop: Shop): GraphQLFieldResolver<unknown, Context> {
  const access = loadAccess();
  return (source, args, context, info) => {
    assertScopes(access, context.scopes, info);
    assertProtected(access, shop.settings.get().protectedData, info);
    const value = (source as Value)[info.fieldName];
    if (value === undefined) {
      const where = `${info.parentType.name}.${info.fieldName}`;
      throw new GraphQLError(`${where} is not implemented by the sandbox`, { extensions: { code: 'NOT_IMPLEMENTED' } });
    }
    return typeof value === 'function' ? (value as (given: unknown, context: Context) => unknown)(args, context) : value;
  };
}

export interface GraphqlEndpoint {
  router: Router;
  bucket: Bucket;
}

/** Shopify looks for `operationName` among the operations and treats an empty one as none. */
function operationMissing(document: DocumentNode, name: string | undefined): boolean {
  const operations = document.definitions.filter((one) => one.kind === Kind.OPERATION_DEFINITION);
  return name === undefined ? operations.length !== 1 : operations.every((one) => one.name?.value !== name);
}

function rootOf(shop: Shop) {
  const nodes = makeNodes(shop);
  return {
    ...shopRoot(shop),
    ...orderRoot(nodes),
    ...customerRoot(nodes),
    ...discountRoot(nodes),
    ...metafieldRoot(shop),
    ...productRoot(shop),
    ...storeCreditRoot(shop),
  };
}

export function graphqlEndpoint(shop: Shop): GraphqlEndpoint {
  const schema: GraphQLSchema = buildSchema(readFileSync(new URL('../schema/admin-2026-10.graphql', import.meta.url), 'utf8'));
  const resolver = fieldResolver(shop);
  const points = bucket(
    () => shop.now(),
    () => shop.settings.get().plan,
  );
  const rootValue = rootOf(shop);

  async function answer(body: z.infer<typeof bodySchema>, context: Context): Promise<object> {
    const variableValues = body.variables ?? {};
    const operationName = body.operationName || undefined;
    let document: DocumentNode;
    try {
      document = parse(body.query);
    } catch (error) {
      return { errors: [error as GraphQLError] };
    }
    const problems = validate(schema, document);
    if (problems.length > 0) return { errors: problems };
    if (operationMissing(document, operationName))
      return { errors: [new GraphQLError('Must provide operation name if query contains multiple operations.')] };
    const requestedQueryCost = requestedCost(schema, document, variableValues, operationName);
    const costs = (actualQueryCost: number | null) => ({ cost: { requestedQueryCost, actualQueryCost, throttleStatus: points.status() } });
    if (requestedQueryCost > MAXIMUM_QUERY_COST) {
      const message = `Query cost is ${requestedQueryCost}, which exceeds the single query max cost limit (${MAXIMUM_QUERY_COST}).`;
      return {
        errors: [{ message, extensions: { code: 'MAX_COST_EXCEEDED', cost: requestedQueryCost, maxCost: MAXIMUM_QUERY_COST } }],
        extensions: costs(null),
      };
    }
    // A throttled request is HTTP 200 with an error inside.
    if (!points.take(requestedQueryCost))
      return { errors: [{ message: 'Throttled', extensions: { code: 'THROTTLED' } }], extensions: costs(null) };
    const result = await execute({
      schema,
      document,
      rootValue,
      contextValue: context,
      variableValues,
      operationName,
      fieldResolver: resolver,
      typeResolver: (value) => String((value as Value)['__typename']),
    });
    const actual = Math.min(requestedQueryCost, actualCost(result.data));
    points.giveBack(requestedQueryCost - actual);
    return { ...result, extensions: costs(actual) };
  }

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
    const body = bodySchema.safeParse(request.body);
    if (!body.success) {
      response.status(400).json({ errors: { query: 'Required parameter missing or invalid' } });
      return;
    }
    response.set({ 'x-shopify-api-version': VERSION, 'x-request-id': crypto.randomUUID() }).json(await answer(body.data, { scopes }));
  });
  return { router, bucket: points };
}
