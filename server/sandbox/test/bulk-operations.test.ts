import type { Session, Shopify } from '@shopify/shopify-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SHOP, bodyIn, startHarness } from './running.ts';
import type { Harness } from './running.ts';
import { graphql, shopifyFor } from './shopify-client.ts';

interface Told {
  id: string;
  status: string;
  errorCode: string | null;
  objectCount: string;
  rootObjectCount: string;
  url: string | null;
}
interface Started {
  bulkOperationRunQuery: { bulkOperation: Told | null; userErrors: { code: string; message: string }[] };
}

const RUN = `mutation Run($query: String!, $grouped: Boolean!) {
  bulkOperationRunQuery(query: $query, groupObjects: $grouped) { bulkOperation { id status } userErrors { code message } }
}`;
const LOOK = 'query Look($id: ID!) { bulkOperation(id: $id) { id status errorCode objectCount rootObjectCount url partialDataUrl } }';
const CANCEL = 'mutation Stop($id: ID!) { bulkOperationCancel(id: $id) { bulkOperation { id status } userErrors { message } } }';
const ORDERS = '{ orders { edges { node { id name lineItems { edges { node { id quantity } } } } } } }';

let harness: Harness;
let shopify: Shopify;
let session: Session;
let restore: () => void;

beforeAll(async () => {
  harness = await startHarness();
  ({ shopify, restore } = shopifyFor(harness.sandbox.url));
  ({ session } = await shopify.auth.clientCredentials({ shop: SHOP }));
  await harness.post('/sandbox/settings', { plan: 'plus' });
  for (let n = 0; n < 3; n += 1) await harness.buy('TEA-SENCHA-100', n + 1);
});
afterAll(async () => {
  restore();
  await harness.close();
});

const run = (query: string, grouped = false) => graphql<Started>(shopify, session, RUN, { query, grouped });
const look = async (id: string) => (await graphql<{ bulkOperation: Told }>(shopify, session, LOOK, { id })).bulkOperation;

async function ended(query: string, grouped = false): Promise<Told> {
  const { bulkOperation, userErrors } = (await run(query, grouped)).bulkOperationRunQuery;
  if (!bulkOperation) throw new Error(JSON.stringify(userErrors));
  return over(bulkOperation.id);
}

async function over(id: string): Promise<Told> {
  for (;;) {
    const told = await look(id);
    if (!['CREATED', 'RUNNING', 'CANCELING'].includes(told.status)) return told;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

const download = (url: string | null, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(harness.sandbox.url + new URL(url ?? '').pathname, { headers });
const rowsOf = async (url: string | null): Promise<Record<string, unknown>[]> =>
  (await (await download(url)).text()).split('\n').filter(Boolean).map((line) => JSON.parse(line) as Record<string, unknown>); // prettier-ignore

describe('a bulk operation', () => {
  it('writes a line for every object, nested ones with the id of their parent and after it', async () => {
    const told = await ended(ORDERS);
    expect(told).toMatchObject({ status: 'COMPLETED', errorCode: null, rootObjectCount: '3', objectCount: '6' });
    const rows = await rowsOf(told.url);
    expect(rows.map((row) => '__parentId' in row)).toEqual([false, false, false, true, true, true]);
    expect(rows[3]).toEqual({ id: expect.stringContaining('LineItem') as string, quantity: 1, __parentId: rows[0]?.['id'] });
    expect(rows[0]).not.toHaveProperty('lineItems');
  });

  it('writes nested objects right below their parent when it is asked to', async () => {
    const rows = await rowsOf((await ended(ORDERS, true)).url);
    expect(rows.map((row) => '__parentId' in row)).toEqual([false, true, false, true, false, true]);
  });

  it('is announced when it ends', async () => {
    const { id } = await ended('{ customers { edges { node { id } } } }');
    await harness.flush();
    const announced = harness.webhooks('bulk_operations/finish').map((one) => bodyIn<Record<string, unknown>>(one));
    expect(announced).toContainEqual(
      expect.objectContaining({ admin_graphql_api_id: id, status: 'completed', error_code: null, type: 'query' }),
    );
  });

  it('finds nothing without an address to download nothing from', async () => {
    expect(await ended("{ orders(query: \"created_at:<'2001-01-01'\") { edges { node { id } } } }")).toMatchObject({ status: 'COMPLETED', objectCount: '0', url: null }); // prettier-ignore
  });

  it('gives its file in parts, and for seven days', async () => {
    const { url } = await ended(ORDERS);
    const whole = await (await download(url)).text();
    const part = await download(url, { range: 'bytes=10-' });
    expect([part.status, await part.text()]).toEqual([206, whole.slice(10)]);
    expect((await download(url, { range: 'bytes=999999-' })).status).toBe(416);
    expect((await download((url ?? '').replace(/.{6}\.jsonl/, 'ffffff.jsonl'))).status).toBe(400);
    await harness.post('/sandbox/bulk-operations/expire');
    expect((await download(url)).status).toBe(400);
  });

  it('can be cancelled while it runs', async () => {
    await harness.post('/sandbox/bulk-operations/next', { delayMs: 200 });
    const id = (await run(ORDERS)).bulkOperationRunQuery.bulkOperation?.id ?? '';
    expect(await graphql(shopify, session, CANCEL, { id })).toMatchObject({
      bulkOperationCancel: { bulkOperation: { status: 'CANCELING' } },
    });
    expect(await over(id)).toMatchObject({ status: 'CANCELED', url: null });
  });

  it('fails on purpose with what it had read until then', async () => {
    await harness.post('/sandbox/bulk-operations/next', { fails: 'TIMEOUT' });
    const told = await ended(ORDERS);
    expect(told).toMatchObject({ status: 'FAILED', errorCode: 'TIMEOUT', url: null, partialDataUrl: expect.any(String) as string });
  });

  it('has no more permissions than a call', async () => {
    const { scopes } = await harness.get<{ scopes: string[] }>('/sandbox/settings');
    await harness.post('/sandbox/settings', { protectedData: 'level1' });
    expect(await ended('{ customers { edges { node { id firstName } } } }')).toMatchObject({
      status: 'FAILED',
      errorCode: 'ACCESS_DENIED',
    });
    await harness.post('/sandbox/settings', { protectedData: 'level2', scopes });
  });

  it('runs beside four others, and no more', async () => {
    const five = [];
    for (let n = 0; n < 5; n += 1) {
      await harness.post('/sandbox/bulk-operations/next', { delayMs: 300 });
      five.push((await run(ORDERS)).bulkOperationRunQuery.bulkOperation?.id ?? '');
    }
    expect((await run(ORDERS)).bulkOperationRunQuery.userErrors).toMatchObject([{ code: 'LIMIT_REACHED' }]);
    await Promise.all(five.map(over));
    expect((await run(ORDERS)).bulkOperationRunQuery.userErrors).toEqual([]);
  });
});

describe('a bulk query', () => {
  it.each([
    ['is no query', '{ orders { edges'],
    ['asks for no connection', '{ shop { name } }'],
    ['has two top-level fields', '{ orders { edges { node { id } } } customers { edges { node { id } } } }'],
    ['begins with a node', '{ node(id: "gid://shopify/Order/1") { ... on Order { lineItems { edges { node { id } } } } } }'],
    ['has a connection in a list', '{ orders { edges { node { id refunds { id refundLineItems { edges { node { quantity } } } } } } } }'],
    ['is nested too deeply', '{ customers { edges { node { id orders { edges { node { id lineItems { edges { node { id product { id collections { edges { node { id } } } } } } } } } } } } } }'],
    ['has a field that is not there', '{ orders { edges { node { id colour } } } }'],
  ])('is refused when it %s', async (_, query) => {
    expect((await run(query)).bulkOperationRunQuery).toMatchObject({ bulkOperation: null, userErrors: [{ code: 'INVALID' }] });
  }); // prettier-ignore
});
