import { parse, TypeInfo, validate, visit, visitWithTypeInfo } from 'graphql';
import { describe, expect, it } from 'vitest';
import { requestedCost } from '../../sandbox/graphql/cost.ts';
import { allDocuments, fromRoot, schema, scopesNeeded } from './shopify-scopes-needed.ts';

const asked = await allDocuments();

describe('every document that we send', () => {
  it('is found, in whatever folder it lies', () => expect(asked.length).toBeGreaterThan(10));

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
    const granted = new Set(/^scopes = "([^"]+)"/m.exec(fromRoot('shopify.app.toml'))?.[1]?.split(','));
    expect(granted.size).toBeGreaterThan(3);
    expect(scopesNeeded(document).filter((anyOf) => !anyOf.some((scope) => granted.has(scope)))).toEqual([]);
  });
});
