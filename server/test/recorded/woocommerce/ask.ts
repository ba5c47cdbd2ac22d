// A local store for tests of the client: it answers what a test says, or what the recorded store answered, and ends with its test.
import { createServer } from 'node:http';
import type { RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import { netGoods } from '../../../src/loyalty/earning/net-goods.ts';
import { orderId, storeId } from '../../../src/loyalty/ids.ts';
import type { OrderState } from '../../../src/loyalty/orders/order-state.ts';
import type { StoreConnection } from '../../../src/platforms/platform.ts';
import { woocommercePlatform } from '../../../src/platforms/woocommerce/index.ts';
import type { WoocommerceOptions } from '../../../src/platforms/woocommerce/index.ts';
import { recordings, restAnswer } from './recordings.ts';
import { recordedRestServer } from './rest-server.ts';

export async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => new Promise<void>((resolve) => server.close(() => resolve()).closeAllConnections()));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** The platform's line to a store at this address. */
export function line(url: string, options: WoocommerceOptions = {}, more: Record<string, string> = {}): StoreConnection {
  const credentials = { consumerKey: 'ck_recorded', consumerSecret: 'cs_recorded', ...more };
  const facts = { currency: 'EUR', timeZone: 'UTC' };
  const connection = woocommercePlatform(options).connect({ storeId: storeId('s'), domain: 'shop.example', url, facts, credentials });
  if (connection === null) throw new Error('no connection');
  return connection;
}

/** Answers every request with one recorded answer. */
export function always(file: string): RequestListener {
  const { status, body } = restAnswer(file);
  return (_request, response) => void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

export function plain(status: number, headers: Record<string, string> = {}, text = ''): RequestListener {
  return (_request, response) => void response.writeHead(status, headers).end(text);
}

/** The recorded store; `at` is the line to it as it was when that recording was sent. */
export async function recordedStore(): Promise<{ at: (file: string) => StoreConnection; asked: readonly string[] }> {
  const all = recordings();
  const server = await recordedRestServer(all);
  onTestFinished(() => server.close());
  const connection = line(server.url);
  const at = (file: string): StoreConnection => {
    server.advanceTo(all.findIndex((recording) => recording.file.startsWith(file)));
    return connection;
  };
  return { at, asked: server.asked };
}

export async function orderAt(connection: StoreConnection, id: string): Promise<OrderState> {
  const fetched = await connection.fetchOrder(orderId(id));
  if (fetched.kind === 'gone') throw new Error('gone');
  return fetched.order;
}

export function goods(order: OrderState): number {
  return netGoods(order).reduce((sum, { amount }) => sum + amount, 0);
}
