/** Starts a sandbox and a stand-in for the app, and gives the tests short ways to talk to both. */
import { createServer } from 'node:http';
import type { IncomingHttpHeaders, IncomingMessage, OutgoingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startSandbox } from '../index.ts';
import type { RunningSandbox, SandboxOptions } from '../index.ts';

export const SECRET = 'hush-hush-hush-hush-hush-hush-hush';
export const CLIENT_ID = 'test-client';
export const SHOP = 'tea-and-clay.myshopify.com';

export interface Received {
  method: string;
  url: string;
  headers: IncomingHttpHeaders;
  body: string;
}

/** What the tests read of an order body. */
export interface OrderJson {
  [key: string]: unknown;
  id: number;
  financial_status: string;
  fulfillment_status: string | null;
  line_items: {
    [key: string]: unknown;
    id: number;
    sku: string;
    price: string;
    quantity: number;
    current_quantity: number;
    discount_allocations: { amount: string }[];
    tax_lines: { price: string }[];
  }[];
  refunds: {
    [key: string]: unknown;
    refund_line_items: { quantity: number; subtotal: number; total_tax: number; restock_type: string }[];
    transactions: { kind: string; amount: string }[];
    order_adjustments: { kind: string; amount: string }[];
  }[];
  customer: { [key: string]: unknown; id: number; state: string } | null;
}

export interface Harness {
  sandbox: RunningSandbox;
  received: Received[];
  /** Statuses the app answers webhooks with, in turn; then 200. */
  answers: number[];
  /** What the app has at a path, beside its usual answer. */
  pages: Map<string, { status: number; headers: OutgoingHttpHeaders; body: string }>;
  webhooks(topic?: string): Received[];
  get<Body = Record<string, unknown>>(path: string): Promise<Body>;
  post<Body = OrderJson>(path: string, body?: object): Promise<Body>;
  buy(sku: string, quantity: number, more?: object): Promise<OrderJson>;
  flush(): Promise<void>;
  close(): Promise<void>;
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString('utf8');
}

export async function startHarness(options: Partial<SandboxOptions> = {}): Promise<Harness> {
  const received: Received[] = [];
  const answers: number[] = [];
  const pages: Harness['pages'] = new Map();
  const app = createServer((request, response) => {
    void answer();
    async function answer(): Promise<void> {
      const body = await bodyOf(request);
      received.push({ method: request.method ?? '', url: request.url ?? '', headers: request.headers, body });
      const page = pages.get((request.url ?? '').split('?')[0] ?? '');
      if (page) return void response.writeHead(page.status, page.headers).end(page.body);
      const status = request.url === '/webhooks/shopify' ? (answers.shift() ?? 200) : 200;
      response.writeHead(status, { 'content-type': 'application/json', 'set-cookie': 'spy=1' }).end('{"from":"app"}');
    }
  });
  await new Promise<void>((resolve) => app.listen(0, '127.0.0.1', resolve));
  const appUrl = `http://127.0.0.1:${(app.address() as AddressInfo).port}`;
  const sandbox = await startSandbox({
    port: 0,
    smtpPort: 0,
    folder: ':memory:',
    appUrl,
    clientId: CLIENT_ID,
    clientSecret: SECRET,
    retryBaseMs: 2,
    ...options,
  });
  const call = async <Body>(path: string, init?: RequestInit): Promise<Body> =>
    (await (await fetch(sandbox.url + path, init)).json()) as Body;
  const post = <Body>(path: string, body: object = {}): Promise<Body> =>
    call<Body>(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
  return {
    sandbox,
    received,
    answers,
    pages,
    webhooks: (topic) =>
      received.filter(({ url, headers }) => url === '/webhooks/shopify' && (topic === undefined || headers['x-shopify-topic'] === topic)),
    get: (path) => call(path),
    post,
    buy: (sku, quantity, more = {}) => post('/sandbox/orders', { customerEmail: 'anna@example.com', lines: [{ sku, quantity }], ...more }),
    flush: async () => {
      await post('/sandbox/webhooks/flush');
    },
    async close() {
      await sandbox.close();
      app.closeAllConnections();
      await new Promise((resolve) => app.close(resolve));
    },
  };
}

// The test that reads a body knows its shape.
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters
export const bodyIn = <Body = OrderJson>(one: Received | undefined): Body => {
  if (!one) throw new Error('no such delivery');
  return JSON.parse(one.body) as Body;
};
