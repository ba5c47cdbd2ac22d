/**
 * Writes ../schema.graphql, the schema that Shopify runs discount functions by (without its descriptions, which are four fifths of it), and from it and
 * the input query ../src/api.ts, the types that the function is written in.
 *
 * Run by hand when the API version or the query changes; the input is not a dependency of the project. Without it only the types are written:
 *   cd /tmp && npm pack @shopify/dev-mcp@1.16.0 && tar xzf shopify-dev-mcp-1.16.0.tgz
 *   npm exec -c 'node extensions/discount-function/schema/generate.ts /tmp/package/dist/data/functions_discount_2026-10.json.gz'
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { buildClientSchema, buildSchema, lexicographicSortSchema, parse, printSchema, type IntrospectionQuery } from 'graphql';
import { format, resolveConfig } from 'prettier';
import { apiTypes } from './api-types.ts';

const here = (path: string): URL => new URL(path, import.meta.url);
const read = (path: string): string => readFileSync(here(path), 'utf8');

function writeSchema(path: string): void {
  const file = JSON.parse(gunzipSync(readFileSync(path)).toString('utf8')) as { data: IntrospectionQuery };
  const sdl = printSchema(lexicographicSortSchema(buildClientSchema(file.data)));
  // What a mutation is for is said nowhere but in its description: which target's result it takes.
  const plain = sdl
    .replaceAll(/^\s*"""[\s\S]*?"""\n/gm, (description) => (description.includes('Function result for the') ? description : ''))
    .replaceAll(/^"(?:[^"\\]|\\.)*"\n/gm, '');
  writeFileSync(here('../schema.graphql'), `${read('NOTICE').trim().replaceAll(/^/gm, '# ')}\n\n${plain}\n`);
}

/** As `npm run format` would write it. */
export async function apiFile(): Promise<string> {
  const types = apiTypes(buildSchema(read('../schema.graphql')), parse(read('../src/run.graphql')));
  const path = here('../src/api.ts').pathname;
  return format(types, { ...(await resolveConfig(path)), filepath: path });
}

if (import.meta.main) {
  const [path] = process.argv.slice(2);
  if (path !== undefined) writeSchema(path);
  writeFileSync(here('../src/api.ts'), await apiFile());
}
