/**
 * Cuts the real Admin GraphQL schema down to the types named in documents.graphql and writes it beside this file,
 * together with the access scopes and protected-data marks of the kept fields.
 *
 * Run by hand when the API version or the documents change; the input is not a dependency of the project:
 *   cd /tmp && npm pack @shopify/dev-mcp@1.16.0 && tar xzf shopify-dev-mcp-1.16.0.tgz
 *   npm exec -c 'node server/sandbox/schema/generate.ts /tmp/package/dist/data/admin_2026-10.json.gz'
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { buildClientSchema, parse, specifiedRules, validate } from 'graphql';
import type { GraphQLSchema, IntrospectionQuery } from 'graphql';
import { accessOf } from './access.ts';
import type { DevMcpFile } from './access.ts';
import { prune } from './prune.ts';

const NOTICE = readFileSync(new URL('NOTICE', import.meta.url), 'utf8').trim();

function main(path: string): void {
  const file = JSON.parse(gunzipSync(readFileSync(path)).toString('utf8')) as DevMcpFile;
  const full: GraphQLSchema = buildClientSchema(file.data as unknown as IntrospectionQuery);
  const documents = parse(readFileSync(new URL('documents.graphql', import.meta.url), 'utf8'));
  // One file holds many operations, so uses of a fragment cannot be told apart per operation: that rule is left out.
  const problems = validate(full, documents, specifiedRules);
  if (problems.length > 0) throw new Error(problems.map((problem) => problem.message).join('\n'));
  const { sdl, kept } = prune(full, documents);
  const notice = NOTICE.replaceAll(/^/gm, '# ');
  writeFileSync(new URL('admin-2026-10.graphql', import.meta.url), `${notice}\n\n${sdl}\n`);
  writeFileSync(new URL('access-2026-10.json', import.meta.url), `${JSON.stringify(accessOf(file, kept), null, 2)}\n`);
}

main(process.argv[2] ?? '/tmp/package/dist/data/admin_2026-10.json.gz');
