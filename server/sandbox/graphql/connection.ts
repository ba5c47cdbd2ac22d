/** Relay pages. Cursors name the last item's key, so a page stays right while new items arrive. */
import { GraphQLError } from 'graphql';

export interface PageArgs {
  first?: number | null;
  last?: number | null;
  after?: string | null;
  before?: string | null;
  reverse?: boolean | null;
}

const encode = (key: string): string => Buffer.from(JSON.stringify({ last_id: key })).toString('base64');

function decode(cursor: string): string {
  try {
    const read = JSON.parse(Buffer.from(cursor, 'base64').toString('utf8')) as { last_id?: unknown };
    if (typeof read.last_id === 'string') return read.last_id;
  } catch {
    // Said below: whatever is wrong with it, it is not one of our cursors.
  }
  throw new GraphQLError('Invalid cursor for current pagination sort.', { extensions: { code: 'BAD_REQUEST' } });
}

/** Shopify's lists need first or last, at most 250. */
function sizeOf({ first, last }: PageArgs): number {
  const size = first ?? last;
  if (size === null || size === undefined)
    throw new GraphQLError("you must provide one of 'first' or 'last'", { extensions: { code: 'BAD_REQUEST' } });
  if (size < 0 || size > 250) throw new GraphQLError('The page size must be between 0 and 250', { extensions: { code: 'BAD_REQUEST' } });
  return size;
}

export function connection<Item>(items: readonly Item[], args: PageArgs, keyOf: (item: Item) => string, nodeOf: (item: Item) => object) {
  const size = sizeOf(args);
  const ordered = args.reverse === true ? items.toReversed() : items;
  const keys = ordered.map(keyOf);
  const from = args.after ? keys.indexOf(decode(args.after)) + 1 : 0;
  const to = args.before ? keys.indexOf(decode(args.before)) : ordered.length;
  const range = ordered.slice(from, to < 0 ? ordered.length : to);
  const start = args.first === null || args.first === undefined ? Math.max(0, range.length - size) : 0;
  const page = range.slice(start, start + size);
  const edges = page.map((item) => ({ cursor: encode(keyOf(item)), node: nodeOf(item) }));
  return {
    edges,
    nodes: edges.map((edge) => edge.node),
    pageInfo: {
      hasNextPage: from + start + page.length < ordered.length,
      hasPreviousPage: from + start > 0,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}
