import { readFileSync } from 'node:fs';
import { buildSchema, getNamedType, parse, TypeInfo, validate, visit, visitWithTypeInfo } from 'graphql';
import { describe, expect, it } from 'vitest';
import * as documents from '../../src/platforms/shopify/graphql/documents.ts';
import * as rewards from '../../src/platforms/shopify/rewards/documents.ts';
import { requestedCost } from '../../sandbox/graphql/cost.ts';

const root = new URL('../../../', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, root), 'utf8');

/** Shopify's own schema of this API version, cut down to what the sandbox needs (server/sandbox/schema/generate.ts). */
const schema = buildSchema(read('server/sandbox/schema/admin-2026-10.graphql'));
const access = JSON.parse(read('server/sandbox/schema/access-2026-10.json')) as { scopes: Record<string, { anyOf: string[] }> };
const asked = Object.entries({ ...documents, ...rewards });

function scopesNeeded(document: string): string[][] {
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

describe('every document that we send', () => {
  it.each(asked)('%s is valid in the schema of Shopify', (_name, document) => {
    expect(validate(schema, parse(document)).map((problem) => problem.message)).toEqual([]);
  });

  it.each(asked)('%s asks for nothing that will be taken away', (_name, document) => {
    const deprecated: string[] = [];
    const info = new TypeInfo(schema);
    visit(
      parse(document),
      visitWithTypeInfo(info, {
        Field(node) {
          const reason = info.getFieldDef()?.deprecationReason;
          if (reason !== undefined && reason !== null) deprecated.push(node.name.value);
        },
      }),
    );
    expect(deprecated).toEqual([]);
  });

  it.each(asked)('%s costs no more than one question may', (_name, document) => {
    expect(requestedCost(schema, parse(document), { count: 8 })).toBeLessThanOrEqual(1000);
  });

  it.each(asked)('%s needs no permission that shopify.app.toml does not ask for', (_name, document) => {
    const granted = new Set(/^scopes = "([^"]+)"/m.exec(read('shopify.app.toml'))?.[1]?.split(','));
    expect(granted.size).toBeGreaterThan(3);
    expect(scopesNeeded(document).filter((anyOf) => !anyOf.some((scope) => granted.has(scope)))).toEqual([]);
  });
});
