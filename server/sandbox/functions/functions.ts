/**
 * The app's Functions, as they lie in the repository: the bundle that `npm run build` makes, and the query and schema beside its source. Where it was not
 * built there is none, as in a shop before the app was deployed. What runs is the Function's own code, but not as wasm and without Shopify's limits.
 */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildSchema, parse } from 'graphql';
import type { DocumentNode, GraphQLSchema } from 'graphql';

export interface ShopFunction {
  /** The query that says what it is given. */
  query: DocumentNode;
  schema: GraphQLSchema;
  run(input: unknown): unknown;
}

/** By handle. */
export type Functions = ReadonlyMap<string, ShopFunction>;

const HANDLE = 'lasting-members-prices';
const EXPORT = 'cartLinesDiscountsGenerateRun';

export async function loadFunctions(folder: string): Promise<Functions> {
  const bundle = join(folder, 'dist', `${HANDLE}.js`);
  if (!existsSync(bundle)) return new Map();
  // A bundle that was built again is another module.
  const { href } = pathToFileURL(bundle);
  const module = (await import(`${href}?${statSync(bundle).mtimeMs}`)) as Record<string, unknown>;
  const run = module[EXPORT];
  if (typeof run !== 'function') throw new Error(`${bundle} exports no ${EXPORT}`);
  const query = parse(readFileSync(join(folder, 'src/run.graphql'), 'utf8'));
  const schema = buildSchema(readFileSync(join(folder, 'schema.graphql'), 'utf8'));
  return new Map([[HANDLE, { query, schema, run: run as ShopFunction['run'] }]]);
}
