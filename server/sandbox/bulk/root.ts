/** The fields of the schema that order, show and cancel bulk operations. */
import type { ExecutionResult, DocumentNode, GraphQLSchema } from 'graphql';
import { connection } from '../graphql/connection.ts';
import type { PageArgs } from '../graphql/connection.ts';
import { search } from '../graphql/search.ts';
import { gid, numberIn } from '../shop/ids.ts';
import type { Shop } from '../shop/shop.ts';
import { isoUtc } from '../shop/time.ts';
import { checkQuery } from './check-query.ts';
import { MOST_AT_ONCE } from './operations.ts';
import type { Bulk, Operation } from './operations.ts';
import { runQuery } from './run-query.ts';

interface Asker {
  scopes: ReadonlySet<string>;
}

export interface BulkParts {
  shop: Shop;
  bulk: Bulk;
  schema: GraphQLSchema;
  answer: (document: DocumentNode, scopes: ReadonlySet<string>) => Promise<ExecutionResult>;
}

const refused = (code: string, message: string, field: string[] | null) => ({
  bulkOperation: null,
  userErrors: [{ __typename: 'BulkOperationUserError', code, field, message }],
});

function bulkNode(shop: Shop, one: Operation): object {
  const file = `https://${shop.domain}/bulk-files/${one.id}/${one.token}.jsonl`;
  const hasFile = one.size > 0;
  return {
    __typename: 'BulkOperation',
    id: gid('BulkOperation', one.id),
    status: one.status,
    errorCode: one.error,
    createdAt: isoUtc(one.createdAt),
    completedAt: one.status === 'COMPLETED' && one.completedAt !== null ? isoUtc(one.completedAt) : null,
    // UnsignedInt64 travels as text.
    objectCount: String(one.objects),
    rootObjectCount: String(one.roots),
    fileSize: hasFile ? String(one.size) : null,
    // Nothing found is nothing to download: Shopify's address is null then.
    url: one.status === 'COMPLETED' && hasFile ? file : null,
    partialDataUrl: one.status === 'FAILED' && hasFile ? file : null,
    query: one.query,
    type: 'QUERY',
  };
}

export function bulkRoot({ shop, bulk, schema, answer }: BulkParts) {
  const shown = (one: Operation | undefined) => (one ? bulkNode(shop, one) : null);
  return {
    bulkOperation: ({ id }: { id: string }) => shown(bulk.find(numberIn(id, 'BulkOperation') ?? 0)),
    bulkOperations: (args: PageArgs & { query?: string | null }) => {
      const readers = { id: (one: Operation) => one.id, status: (one: Operation) => one.status, created_at: (one: Operation) => one.createdAt, operation_type: () => 'query' }; // prettier-ignore
      // Newest first by default.
      const found = search(bulk.all(), args.query, readers).toReversed();
      return connection(found, args, (one) => String(one.id), (one) => bulkNode(shop, one)); // prettier-ignore
    },
    bulkOperationRunQuery: ({ query, groupObjects }: { query: string; groupObjects: boolean }, { scopes }: Asker) => {
      const checked = checkQuery(schema, query);
      if ('problem' in checked) return refused('INVALID', checked.problem, ['query']);
      if (bulk.running() >= MOST_AT_ONCE) return refused('LIMIT_REACHED', 'Bulk operations limit reached. Please try again later.', null);
      const run = () => runQuery({ schema, answer: (document) => answer(document, scopes) }, checked.document, groupObjects);
      return { bulkOperation: shown(bulk.start(query, scopes, run)), userErrors: [] };
    },
    bulkOperationCancel: ({ id }: { id: string }) => {
      const operation = bulk.find(numberIn(id, 'BulkOperation') ?? 0);
      const over = operation === undefined || !['CREATED', 'RUNNING'].includes(operation.status);
      if (over)
        return {
          bulkOperation: shown(operation),
          userErrors: [{ field: ['id'], message: 'A bulk operation that is over cannot be canceled' }],
        };
      return { bulkOperation: shown(bulk.cancel(operation)), userErrors: [] };
    },
  };
}
