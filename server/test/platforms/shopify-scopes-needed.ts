// Which permissions a document needs, by Shopify's own map of scopes that was generated beside the schema.
import { readdirSync, readFileSync } from 'node:fs';
import { buildSchema, getNamedType, parse, TypeInfo, visit, visitWithTypeInfo } from 'graphql';

const root = new URL('../../../', import.meta.url);
export const fromRoot = (path: string): string => readFileSync(new URL(path, root), 'utf8');

/** Shopify's own schema of this API version, cut down to what the sandbox needs (server/sandbox/schema/generate.ts). */
export const schema = buildSchema(fromRoot('server/sandbox/schema/admin-2026-10.graphql'));
export const access = JSON.parse(fromRoot('server/sandbox/schema/access-2026-10.json')) as { scopes: Record<string, { anyOf: string[] }> };

/** One list per field that asks for something: any of its scopes is enough. */
export function scopesNeeded(document: string): string[][] {
  const needed: string[][] = [];
  const info = new TypeInfo(schema);
  const note = (name: string) => {
    const rule = access.scopes[name];
    if (rule !== undefined) needed.push(rule.anyOf);
  };
  visit(
    parse(document),
    visitWithTypeInfo(info, {
      Field(node) {
        note(`${info.getParentType()?.name ?? ''}.${node.name.value}`);
        note(getNamedType(info.getType())?.name.replace(/Connection$/, '') ?? '');
      },
    }),
  );
  return needed;
}

/** Every document that is sent, from every file named documents.ts: a new folder of them is not forgotten. */
export async function allDocuments(): Promise<[string, string][]> {
  const folder = new URL('server/src/platforms/shopify/', root);
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('documents.ts'));
  const found = await Promise.all(
    files.map(async (path) => Object.entries((await import(new URL(path, folder).href)) as Record<string, unknown>)),
  );
  return found.flat().flatMap(([name, value]): [string, string][] => (typeof value === 'string' ? [[name, value]] : []));
}
