import { afterEach, describe, expect, it } from 'vitest';
import type { Services } from '../../src/api/services.ts';
import { problem } from '../../src/contract/index.ts';
import { startApp, statusWithHost, type AppUnderTest } from './app-under-test.ts';
import { doors, type Doors } from './door-services.ts';

const open: AppUnderTest[] = [];
afterEach(async () => {
  for (const app of open.splice(0)) await app.close();
});

async function start(change: Partial<Services> = {}, source: Record<string, string> = {}): Promise<AppUnderTest & Doors> {
  const given = doors(change, source);
  const app = await startApp(given.services);
  open.push(app);
  return { ...app, ...given };
}

describe('the host name of a request', () => {
  it.each(['127.0.0.1', 'localhost:3000', 'LOCALHOST', '[::1]:3000', 'loyalty.example.com'])('is ours as %s', async (host) => {
    const app = await start({}, { APP_URL: 'https://loyalty.example.com' });
    expect(await statusWithHost(app.port, '/healthz', { host })).toBe(200);
  });

  it.each(['evil.example', '127.0.0.1.evil.example', 'loyalty.example.com.evil.example', '0.0.0.0'])(
    'is not ours as "%s"',
    async (host) => {
      const app = await start({}, { APP_URL: 'https://loyalty.example.com' });
      for (const path of ['/healthz', '/metrics', '/admin/api/session']) expect(await statusWithHost(app.port, path, { host })).toBe(421);
    },
  );

  it('is not believed from a header when no proxy is trusted', async () => {
    const app = await start();
    expect(await statusWithHost(app.port, '/healthz', { host: 'evil.example', 'x-forwarded-host': 'localhost' })).toBe(421);
  });
});

describe('the probes', () => {
  it('say that the process lives even when it is not ready', async () => {
    const app = await start({ ready: () => Promise.resolve(false) });
    expect((await app.fetch('/healthz')).status).toBe(200);
    const answer = await app.fetch('/readyz');
    expect(answer.status).toBe(503);
    expect(problem.parse(await answer.json()).error.code).toBe('unavailable');
  });

  it('are not ready while the database hangs', async () => {
    const app = await start({ ready: () => new Promise(() => undefined) });
    expect((await app.fetch('/readyz')).status).toBe(503);
  });

  it('show numbers to this machine alone, unless a token is set', async () => {
    const app = await start();
    expect((await app.fetch('/metrics')).status).toBe(200);
    expect((await app.fetch('/metrics', { headers: { 'x-forwarded-for': '203.0.113.9' } })).status).toBe(404);
  });

  it('show numbers to whoever has the token, when one is set', async () => {
    const token = 'a-token-of-sixteen-or-more';
    const app = await start({}, { METRICS_TOKEN: token });
    expect((await app.fetch('/metrics')).status).toBe(404);
    expect((await app.fetch('/metrics', { headers: { authorization: 'Bearer not-the-right-token' } })).status).toBe(404);
    const answer = await app.fetch('/metrics', { headers: { authorization: `Bearer ${token}` } });
    expect(await answer.text()).toContain('lasting_http_request_seconds');
  });

  it('count by route template, so that ids make no series', async () => {
    const app = await start();
    await app.fetch('/webhooks/woocommerce/some-unknown-store', { method: 'POST' });
    const numbers = await (await app.fetch('/metrics')).text();
    expect(numbers).toContain('route="/webhooks/woocommerce/:storeId"');
    expect(numbers).not.toContain('some-unknown-store');
  });
});

describe('every answer', () => {
  it('carries the id of its request, ours unless the given one is plain', async () => {
    const app = await start();
    const idOf = async (given?: string): Promise<string | null> =>
      (await app.fetch('/healthz', given === undefined ? {} : { headers: { 'x-request-id': given } })).headers.get('x-request-id');
    expect(await idOf('trace-12345678')).toBe('trace-12345678');
    expect(await idOf('<script>alert(1)</script>')).toMatch(/^[\da-f-]{36}$/u);
    expect(await idOf()).toMatch(/^[\da-f-]{36}$/u);
  });

  it('tells browsers to do nothing with it but read it', async () => {
    const app = await start();
    const { headers } = await app.fetch('/healthz');
    expect(headers.get('content-security-policy')).toContain("default-src 'none'; frame-ancestors 'none'");
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('same-origin');
    expect(headers.get('x-powered-by')).toBeNull();
  });

  it('is a problem with the request id for a path that does not exist', async () => {
    const app = await start();
    const answer = await app.fetch('/admin/api/no/such/thing', { headers: { 'x-request-id': 'trace-12345678' } });
    expect(answer.status).toBe(404);
    expect(problem.parse(await answer.json()).error).toMatchObject({ code: 'not-found', requestId: 'trace-12345678' });
  });

  it('hides our insides when something breaks', async () => {
    const app = await start({ receive: () => Promise.reject(new Error('E11000 at db.internal:27017')) });
    for (const path of ['/admin/api/members/%E0%A4%A/adjust', '/webhooks/woocommerce/%E0%A4%A']) {
      const answer = await app.fetch(path, { method: 'POST' });
      expect(answer.status).toBe(400);
      expect(await answer.text()).not.toMatch(/node_modules|at |E11000|URIError/u);
    }
  });
});
