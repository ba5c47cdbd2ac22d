// Starts the real app on a free port of this machine, and tells what it logged.
import type { AddressInfo } from 'node:net';
import { request } from 'node:http';
import { createApp, type AppOptions } from '../../src/api/app.ts';
import type { Services } from '../../src/api/services.ts';

export interface AppUnderTest {
  readonly url: string;
  readonly port: number;
  readonly fetch: (path: string, init?: RequestInit) => Promise<Response>;
  readonly close: () => Promise<void>;
}

export async function startApp(services: Services, options: AppOptions = {}): Promise<AppUnderTest> {
  const server = createApp(services, options).listen(0, '127.0.0.1');
  await new Promise((done) => server.once('listening', done));
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  return {
    url,
    port,
    fetch: (path, init) => fetch(`${url}${path}`, init),
    close: async () => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

/** `fetch` writes the Host header itself; a browser that was lied to by DNS does not. */
export function statusWithHost(port: number, path: string, headers: Record<string, string>, body?: string): Promise<number> {
  return new Promise((resolve, reject) => {
    request({ host: '127.0.0.1', port, path, headers, method: body === undefined ? 'GET' : 'POST' }, (answer) => {
      answer.resume();
      resolve(answer.statusCode ?? 0);
    })
      .on('error', reject)
      .end(body);
  });
}
