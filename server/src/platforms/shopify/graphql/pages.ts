// A list over all its pages. Its cursors name values and not numbers, so what changes meanwhile moves to the end and is not skipped.

export interface ListPage<Node> {
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  readonly nodes: readonly Node[];
}

export async function* everyPage<Node>(ask: (after: string | null) => Promise<ListPage<Node>>): AsyncGenerator<Node> {
  let after: string | null = null;
  do {
    const { nodes, pageInfo }: ListPage<Node> = await ask(after);
    yield* nodes;
    after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
  } while (after !== null);
}

/** Shopify's search for what changed at an instant or later; it compares whole seconds. */
export const updatedSince = (since: number): string => `updated_at:>='${new Date(since).toISOString()}'`;
