import { buildSchema, parse, visit, type DocumentNode } from 'graphql';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { loadFixture, loadInputQuery, loadSchema, validateTestAssets } from '@shopify/shopify-function-test-helpers';
import { describe, expect, it } from 'vitest';
import { apiFile } from '../schema/generate.ts';
import type { Input } from '../src/api.ts';
import { cartLinesDiscountsGenerateRun } from '../src/index.ts';
import { theLargestCart } from './carts.ts';

const root = join(import.meta.dirname, '..');
const fixtures = join(import.meta.dirname, 'fixtures');
const QUERY = join(root, 'src/run.graphql');
const TARGET = 'cart.lines.discounts.generate.run';

async function assets() {
  return { schema: await loadSchema(join(root, 'schema.graphql')), inputQueryAST: await loadInputQuery(QUERY) };
}

/** Everything that Shopify's schema has against a cart and what the function answers to it. */
async function problemsOf(fixture: Awaited<ReturnType<typeof loadFixture>>): Promise<unknown[]> {
  const found = await validateTestAssets({ ...(await assets()), fixture });
  return [found.error, ...found.inputQuery.errors, ...found.inputFixture.errors, ...found.outputFixture.errors].filter(
    (one) => one !== undefined,
  );
}

describe('what the function is given and what it answers', () => {
  it.each(readdirSync(fixtures))('is as Shopify knows it, and as it was agreed: %s', async (file) => {
    const fixture = await loadFixture(join(fixtures, file));
    expect(await problemsOf(fixture)).toEqual([]);
    expect(fixture.target).toBe(TARGET);
    expect(cartLinesDiscountsGenerateRun(fixture.input as unknown as Input)).toEqual(fixture.expectedOutput);
  });

  it('is known by the schema for the largest cart, and fits into what Shopify hands over and takes', async () => {
    const input = theLargestCart();
    const output = cartLinesDiscountsGenerateRun(input);
    const fixture = { export: TARGET, target: TARGET, input, expectedOutput: output };
    expect(await problemsOf(fixture as unknown as Awaited<ReturnType<typeof loadFixture>>)).toEqual([]);
    expect(Buffer.byteLength(JSON.stringify(input))).toBeLessThan(64_000);
    expect(Buffer.byteLength(JSON.stringify(output))).toBeLessThan(20_000);
  });

  it('is refused where it is not as Shopify knows it', async () => {
    const fixture = await loadFixture(join(fixtures, 'members-price.json'));
    const operations = [{ orderDiscountsAdd: { selectionStrategy: 'ALL', candidates: [] } }];
    expect(await problemsOf({ ...fixture, expectedOutput: { operations } })).not.toEqual([]);
    expect(await problemsOf({ ...fixture, input: { cart: { lines: [] } } })).not.toEqual([]);
  });
});

/** As Shopify counts: an answer to a question about tags, collections or a metafield costs three, every other leaf one; a function may ask for 30. */
function costOf(query: DocumentNode): number {
  const DEAR = ['metafield', 'inAnyCollection', 'hasAnyTag'];
  let cost = 0;
  visit(query, {
    Field(node) {
      const isLeaf = node.selectionSet === undefined;
      if (DEAR.includes(node.name.value)) cost += 3;
      else if (isLeaf && node.name.value !== '__typename') cost += 1;
    },
  });
  return cost;
}

describe('the query', () => {
  it('asks for no more than a function may', () => {
    const text = readFileSync(QUERY, 'utf8');
    expect(costOf(parse(text))).toBeLessThanOrEqual(30);
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(3_000);
  });

  it('and the schema are what the types were written from', async () => {
    expect(readFileSync(join(root, 'src/api.ts'), 'utf8')).toBe(await apiFile());
  });

  it('runs in the target that the schema of this version has', () => {
    const toml = readFileSync(join(root, 'shopify.extension.toml'), 'utf8');
    const schema = buildSchema(readFileSync(join(root, 'schema.graphql'), 'utf8'));
    expect(toml).toContain(`target = "${TARGET}"`);
    expect(toml).toContain('export = "cart-lines-discounts-generate-run"');
    expect(Object.keys(schema.getMutationType()?.getFields() ?? {})).toContain(cartLinesDiscountsGenerateRun.name);
  });
});
