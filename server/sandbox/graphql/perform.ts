/** Answers one GraphQL call: validated by the real schema, paid from the bucket, resolved by the shop. */
import { GraphQLError, Kind, OperationTypeNode, execute, isNonNullType, isObjectType, parse, validate } from 'graphql';
import type { DocumentNode, GraphQLFieldResolver, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import { z } from 'zod';
import type { AppCall, CallFault } from '../faults/call-faults.ts';
import type { Shop } from '../shop/shop.ts';
import { assertProtected, assertScopes, loadAccess } from './access.ts';
import { MAXIMUM_QUERY_COST, actualCost, requestedCost } from './cost.ts';
import type { Bucket } from './cost.ts';

export const callSchema = z.object({
  query: z.string(),
  variables: z.record(z.string(), z.unknown()).nullish(),
  operationName: z.string().nullish(),
});

export type Call = z.infer<typeof callSchema>;

export interface Context {
  scopes: ReadonlySet<string>;
  /** A fault that is part of the answer. */
  fault?: CallFault | undefined;
}

type Value = Record<string, unknown>;

/** A mutation's own refusal: everything it could give is null, and its userErrors say why. */
function refusal(returned: unknown, { code }: CallFault): Value | undefined {
  const payload = isNonNullType(returned) ? returned.ofType : returned;
  if (!isObjectType(payload)) return undefined;
  const nothing = Object.keys(payload.getFields()).map((name): [string, null] => [name, null]);
  const error = { code, message: `Refused on purpose (${code})`, field: null, extraInfo: null, elementIndex: null };
  return { ...Object.fromEntries(nothing), userErrors: [error] };
}

export function fieldResolver(shop: Shop): GraphQLFieldResolver<unknown, Context> {
  const access = loadAccess();
  return (source, args, context, info) => {
    assertScopes(access, context.scopes, info);
    assertProtected(access, shop.settings.get().protectedData, info);
    const { fault } = context;
    const refusedHere = fault?.kind === 'userError' && (fault.field === '*' || fault.field === info.fieldName);
    if (refusedHere && info.parentType.name === 'Mutation') return refusal(info.returnType, fault);
    const value = (source as Value)[info.fieldName];
    if (value === undefined) {
      const where = `${info.parentType.name}.${info.fieldName}`;
      throw new GraphQLError(`${where} is not implemented by the sandbox`, { extensions: { code: 'NOT_IMPLEMENTED' } });
    }
    return typeof value === 'function' ? (value as (given: unknown, context: Context) => unknown)(args, context) : value;
  };
}

const operationsOf = (document: DocumentNode): OperationDefinitionNode[] =>
  document.definitions.filter((one) => one.kind === Kind.OPERATION_DEFINITION);

/** Shopify looks for `operationName` among the operations and treats an empty one as none. */
function operationIn(document: DocumentNode, name: string | undefined): OperationDefinitionNode | undefined {
  const operations = operationsOf(document);
  if (name !== undefined) return operations.find((one) => one.name?.value === name);
  return operations.length === 1 ? operations[0] : undefined;
}

/** The root fields a call names: what a fault is aimed at. Empty for what cannot be read. */
export function aimOf({ query, operationName }: Call): AppCall {
  try {
    const operation = operationIn(parse(query), operationName || undefined);
    const fields = operation?.selectionSet.selections.flatMap((one) => (one.kind === Kind.FIELD ? [one.name.value] : [])) ?? [];
    return { fields, mutation: operation?.operation === OperationTypeNode.MUTATION };
  } catch {
    // A syntax error is told by the answer itself.
    return { fields: [], mutation: false };
  }
}

function read(schema: GraphQLSchema, { query, operationName }: Call): { document: DocumentNode } | { errors: readonly GraphQLError[] } {
  let document: DocumentNode;
  try {
    document = parse(query);
  } catch (error) {
    return { errors: [error as GraphQLError] };
  }
  const problems = validate(schema, document);
  if (problems.length > 0) return { errors: problems };
  if (operationIn(document, operationName || undefined)) return { document };
  return { errors: [new GraphQLError('Must provide operation name if query contains multiple operations.')] };
}

export type Perform = (call: Call, context: Context) => Promise<object>;

export function performer(shop: Shop, schema: GraphQLSchema, rootValue: object, points: Bucket): Perform {
  const resolver = fieldResolver(shop);
  return async (call, context) => {
    const variableValues = call.variables ?? {};
    const operationName = call.operationName || undefined;
    const understood = read(schema, call);
    if ('errors' in understood) return understood;
    const { document } = understood;
    const requestedQueryCost = requestedCost(schema, document, variableValues, operationName);
    const costs = (actualQueryCost: number | null) => ({ cost: { requestedQueryCost, actualQueryCost, throttleStatus: points.status() } });
    if (requestedQueryCost > MAXIMUM_QUERY_COST) {
      const message = `Query cost is ${requestedQueryCost}, which exceeds the single query max cost limit (${MAXIMUM_QUERY_COST}).`;
      const extensions = { code: 'MAX_COST_EXCEEDED', cost: requestedQueryCost, maxCost: MAXIMUM_QUERY_COST };
      return { errors: [{ message, extensions }], extensions: costs(null) };
    }
    // A throttled request is HTTP 200 with an error inside.
    if (context.fault?.kind === 'throttled' || !points.take(requestedQueryCost))
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
  };
}
