// The file of a bulk operation, read in parts over a line that may break; and the two queries that order it.
import { readFileSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buildSchema, parse, validate } from 'graphql';
import { describe, expect, it, onTestFinished } from 'vitest';
import { checkQuery } from '../../sandbox/bulk/check-query.ts';
import { customersInBulk, ordersInBulk } from '../../src/platforms/shopify/history/documents.ts';
import { FileGone, readPart, type FilePart } from '../../src/platforms/shopify/history/jsonl.ts';
import { pastCustomer, pastOrder } from '../../src/platforms/shopify/history/past-things.ts';

const schema = buildSchema(readFileSync(new URL('../../sandbox/schema/admin-2026-10.graphql', import.meta.url), 'utf8'));

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => new Promise<void>((resolve) => server.close(() => resolve()).closeAllConnections()));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/file.jsonl`;
}

const order = (n: number) => ({ id: `gid://shopify/Order/${n}`, name: `چای #${n}` });
const line = (n: number, of: number) => ({ id: `gid://shopify/LineItem/${n}`, __parentId: `gid://shopify/Order/${of}` });
const fileOf = (rows: readonly object[]): Buffer => Buffer.from(rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
const FILE = fileOf([order(1), line(11, 1), line(12, 1), order(2), order(3), line(31, 3)]);

const inParts: RequestListener = (request, response) => {
  const from = Number(/bytes=(\d+)-/.exec(request.headers.range ?? '')?.[1] ?? 0);
  if (from >= FILE.length) return void response.writeHead(416).end();
  response.writeHead(from === 0 ? 200 : 206).end(FILE.subarray(from));
};
const always: RequestListener = (_request, response) => void response.writeHead(200).end(FILE);
/** One byte at a time, so that letters and lines are cut anywhere. */
const drop: RequestListener = (_request, response) => {
  const next = (at: number): void => {
    if (at >= FILE.length) return void response.end();
    response.write(FILE.subarray(at, at + 1), () => setImmediate(next, at + 1));
  };
  next(0);
};

const shown = ({ things }: FilePart): string[] => things.map(({ root, below }) => `${String(root['name'])}: ${below.length}`);

async function wholeBy(url: string, most: number): Promise<string[][]> {
  const parts: string[][] = [];
  for (let from: number | null = 0; from !== null;) {
    const part: FilePart = await readPart(fetch, url, from, most);
    parts.push(shown(part));
    from = part.next;
  }
  return parts;
}

describe('a file of the past', () => {
  it.each([
    ['that is given in parts', inParts],
    ['that is always given whole', always],
    ['that drips in', drop],
  ])('%s is read thing by thing, each with what lies below it', async (_, listener) => {
    const url = await serve(listener);
    expect(await wholeBy(url, 1)).toEqual([['چای #1: 2'], ['چای #2: 0'], ['چای #3: 1']]);
    expect(await wholeBy(url, 2)).toEqual([['چای #1: 2', 'چای #2: 0'], ['چای #3: 1']]);
    expect(await wholeBy(url, 100)).toEqual([['چای #1: 2', 'چای #2: 0', 'چای #3: 1']]);
  });

  it('ends where it ends, also without a last line break and when asked beyond it', async () => {
    const short = await serve((_request, response) => void response.end(FILE.subarray(0, -1)));
    expect(await wholeBy(short, 100)).toHaveLength(1);
    expect(await readPart(fetch, await serve(inParts), FILE.length, 5)).toEqual({ things: [], next: null });
  });

  it('that breaks off is no shorter file: the part is read again', async () => {
    const breaks = await serve((_request, response) => {
      response.writeHead(200, { 'content-length': String(FILE.length) });
      response.write(FILE.subarray(0, 60));
      setTimeout(() => response.destroy(), 20);
    });
    await expect(readPart(fetch, breaks, 0, 100)).rejects.toMatchObject({ name: 'StoreUnreachable' });
    const half = await serve((_request, response) => void response.end(FILE.subarray(0, 70)));
    await expect(readPart(fetch, half, 0, 100)).rejects.toMatchObject({ name: 'StoreUnreachable' });
  });

  it.each([400, 403, 404, 410])('that answers %i is gone, and must be written again', async (status) => {
    const url = await serve((_request, response) => void response.writeHead(status).end());
    await expect(readPart(fetch, url, 0, 5)).rejects.toThrow(FileGone);
  });

  it.each([429, 500, 503])('that answers %i is asked for later', async (status) => {
    const url = await serve((_request, response) => void response.writeHead(status).end());
    await expect(readPart(fetch, url, 0, 5)).rejects.toMatchObject({ name: 'StoreUnreachable' });
  });

  it('whose rows are not in groups is not guessed at', async () => {
    const mixed = fileOf([order(1), order(2), line(11, 1)]);
    const url = await serve((_request, response) => void response.end(mixed));
    await expect(readPart(fetch, url, 0, 5)).rejects.toMatchObject({ name: 'StoreUnreachable' });
  });
});

describe('a thing of the past', () => {
  it('that cannot be read is asked for by itself, so that a person sees why', () => {
    expect(pastOrder({ root: order(7), below: [] })).toEqual([{ kind: 'named', orderId: '7' }]);
    expect(pastOrder({ root: { id: 'gid://shopify/DraftOrder/7' }, below: [] })).toEqual([]);
    expect(pastCustomer({ root: { id: 'gid://shopify/Customer/7' }, below: [] })).toEqual([]);
  });
});

describe('the queries in bulk', () => {
  it.each([
    ['accounts', customersInBulk(false)],
    ['accounts without personal fields', customersInBulk(true)],
    ['orders', ordersInBulk(false)],
    ['orders without personal fields', ordersInBulk(true)],
  ])('for %s are valid in the schema of Shopify, and what a bulk query may be', (_, query) => {
    expect(validate(schema, parse(query)).map(({ message }) => message)).toEqual([]);
    expect(checkQuery(schema, query)).toHaveProperty('document');
  });

  it('without personal fields ask for none', () => {
    expect(customersInBulk(true) + ordersInBulk(true)).not.toMatch(/email|phone|firstName|lastName|Address/);
  });
});
