/** Runs a bulk query over all pages and writes its rows: one JSON object per line, nested ones on lines of their own with the id of their parent. */
import { Kind, TypeInfo, visit, visitWithTypeInfo } from 'graphql';
import type { ArgumentNode, DocumentNode, ExecutionResult, FieldNode, GraphQLSchema, SelectionNode } from 'graphql';
import { isConnection } from './check-query.ts';

export interface BulkContext {
  schema: GraphQLSchema;
  /** Answers one document as a call of the app would be answered, without its price. */
  answer: (document: DocumentNode) => Promise<ExecutionResult>;
}

export interface Rows {
  text: string;
  objects: number;
  roots: number;
  /** Set when it broke off; what was read until then is there. */
  error: 'ACCESS_DENIED' | 'INTERNAL_SERVER_ERROR' | null;
}

/** The largest page of a connection. A nested connection of more is more than this shop ever has, and is said rather than cut. */
const PAGE = 250;

type Value = Record<string, unknown>;

const argument = (name: string, value: ArgumentNode['value']): ArgumentNode => ({
  kind: Kind.ARGUMENT,
  name: { kind: Kind.NAME, value: name },
  value,
});
const field = (name: string, inner?: SelectionNode[]): FieldNode => ({
  kind: Kind.FIELD,
  name: { kind: Kind.NAME, value: name },
  ...(inner ? { selectionSet: { kind: Kind.SELECTION_SET, selections: inner } } : {}),
});
const PAGE_INFO = field('pageInfo', [field('hasNextPage'), field('endCursor')]);

/** Sizes, cursors and page infos are the shop's business: an app writes none. */
function withPages(schema: GraphQLSchema, document: DocumentNode, after: string | null): DocumentNode {
  const info = new TypeInfo(schema);
  let depth = 0;
  return visit(
    document,
    visitWithTypeInfo(info, {
      Field: {
        enter(node) {
          if (!isConnection(info.getType())) return undefined;
          depth += 1;
          const given = (node.arguments ?? []).filter(({ name }) => name.value !== 'first' && name.value !== 'after');
          const cursor = depth === 1 && after !== null ? [argument('after', { kind: Kind.STRING, value: after })] : [];
          const args = [...given, argument('first', { kind: Kind.INT, value: String(PAGE) }), ...cursor];
          const selections = [...(node.selectionSet?.selections ?? []), PAGE_INFO];
          return { ...node, arguments: args, selectionSet: { kind: Kind.SELECTION_SET, selections } };
        },
        leave(node) {
          if (isConnection(info.getType())) depth -= 1;
          return node;
        },
      },
    }),
  );
}

interface Page {
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
  nodes?: Value[];
  edges?: { node: Value }[];
}

const isPage = (value: unknown): value is Page =>
  typeof value === 'object' && value !== null && 'pageInfo' in value && ('nodes' in value || 'edges' in value);
const nodesOf = (page: Page): Value[] => page.nodes ?? page.edges?.map(({ node }) => node) ?? [];

/** A row and, below it, the rows of its connections. */
function rowsOf(node: Value, parent: string | null): { own: Value; below: Value[] } {
  const own: Value = {};
  const below: Value[] = [];
  for (const [name, value] of Object.entries(node)) {
    if (!isPage(value)) own[name] = value;
    else {
      if (value.pageInfo.hasNextPage) throw new RangeError(`the sandbox reads ${PAGE} nested objects, and there are more`);
      for (const child of nodesOf(value)) {
        const { own: first, below: rest } = rowsOf(child, String(node['id']));
        below.push(first, ...rest);
      }
    }
  }
  return { own: parent === null ? own : { ...own, __parentId: parent }, below };
}

/** Only within one connection is there an order of rows: children may come long after their parent, unless the app asked for groups. */
export async function runQuery({ schema, answer }: BulkContext, document: DocumentNode, grouped: boolean): Promise<Rows> {
  const parents: Value[] = [];
  const children: Value[] = [];
  let roots = 0;
  let error: Rows['error'] = null;
  for (let after: string | null = null; ;) {
    const result: ExecutionResult = await answer(withPages(schema, document, after));
    const [page] = Object.values(result.data ?? {});
    if (result.errors || !isPage(page)) {
      error = result.errors?.some(({ extensions }) => extensions['code'] === 'ACCESS_DENIED') ? 'ACCESS_DENIED' : 'INTERNAL_SERVER_ERROR';
      break;
    }
    for (const node of nodesOf(page)) {
      const { own, below } = rowsOf(node, null);
      roots += 1;
      parents.push(own, ...(grouped ? below : []));
      if (!grouped) children.push(...below);
    }
    if (!page.pageInfo.hasNextPage) break;
    after = page.pageInfo.endCursor;
    // A shop goes on selling meanwhile.
    await new Promise((resolve) => setImmediate(resolve));
  }
  const rows = [...parents, ...children];
  return { text: rows.map((row) => `${JSON.stringify(row)}\n`).join(''), objects: rows.length, roots, error };
}
