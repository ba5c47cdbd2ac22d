import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { randomBytes } from 'node:crypto';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { problem } from '../../src/contract/index.ts';
import { startApp, type AppUnderTest } from './app-under-test.ts';
import { doors } from './door-services.ts';

const webRoot = mkdtempSync(join(tmpdir(), 'lasting-web-'));
mkdirSync(join(webRoot, 'assets'));
mkdirSync(join(webRoot, '.vite'));
writeFileSync(join(webRoot, 'index.html'), readFileSync(resolve(import.meta.dirname, '../../../web/index.html'), 'utf8'));
writeFileSync(join(webRoot, 'assets/main-abc.js'), 'export {};');
writeFileSync(join(webRoot, 'assets/large-abc.js'), `export const words = '${'tea '.repeat(5_000)}';`);
writeFileSync(join(webRoot, '.vite/manifest.json'), '{"secret":"plan"}');
writeFileSync(join(webRoot, 'favicon.svg'), '<svg/>');

const open: AppUnderTest[] = [];
afterEach(async () => {
  for (const app of open.splice(0)) await app.close();
});
afterAll(() => rmSync(webRoot, { recursive: true }));

async function start(source: Record<string, string> = {}, root = webRoot): Promise<AppUnderTest> {
  const app = await startApp(doors({}, source).services, { webRoot: root });
  open.push(app);
  return app;
}

const PRODUCTION = {
  NODE_ENV: 'production', APP_URL: 'http://127.0.0.1', MONGODB_URI: 'mongodb://db/x', SHOPIFY_API_KEY: 'real"><script>', SHOPIFY_API_SECRET: 'shpss_a-real-secret',
  LASTING_KEYS: `a:${randomBytes(32).toString('base64')}`,
}; // prettier-ignore
const HTML = { headers: { accept: 'text/html' } };
const policyOf = (answer: Response): string => answer.headers.get('content-security-policy') ?? '';

describe('the admin page', () => {
  it.each(['/', '/members', '/members/m-1.2?search=x', '/index.html'])('opens at %s on its own, framed by nobody', async (path) => {
    const answer = await (await start()).fetch(path, HTML);
    const page = await answer.text();
    expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'no-store']);
    expect(page).toContain('<meta name="lasting-host" content="standalone" />');
    expect(page).not.toContain('app-bridge');
    expect(policyOf(answer)).toContain("frame-ancestors 'none'");
    expect(policyOf(answer)).toContain("script-src 'self';");
  });

  it('never allows inline or foreign scripts, plug-ins or another base', async () => {
    const policy = policyOf(await (await start()).fetch('/?embedded=1&shop=a.myshopify.com', HTML));
    expect(policy.split('; ').find((each) => each.startsWith('script-src'))).toBe("script-src 'self' http://127.0.0.1:3001");
    for (const each of ["default-src 'none'", "object-src 'none'", "base-uri 'none'", "form-action 'self'"]) expect(policy).toContain(each);
    expect(policy).not.toMatch(/unsafe-eval|script-src[^;]*unsafe|https:;|\*/u);
  });

  it("opens inside the sandbox shop's admin with the sandbox's bridge", async () => {
    const answer = await (await start()).fetch('/?embedded=1&shop=tea.myshopify.com&host=abc', HTML);
    const page = await answer.text();
    expect(page).toContain('<meta name="lasting-host" content="embedded" />');
    expect(page).toContain('<script src="http://127.0.0.1:3001/__sim/app-bridge.js"></script>');
    expect(page.indexOf('app-bridge.js')).toBeLessThan(page.indexOf('type="module"'));
    expect(policyOf(answer)).toContain('frame-ancestors https://tea.myshopify.com https://admin.shopify.com http://127.0.0.1:3001');
    expect(answer.headers.get('x-frame-options')).toBeNull();
  });

  it("opens inside the real admin with the platform's own bridge, and with a key that cannot leave its attribute", async () => {
    const answer = await (await start(PRODUCTION)).fetch('/?embedded=1&shop=TEA.myshopify.com', HTML);
    const page = await answer.text();
    expect(page).toContain('<script src="https://cdn.shopify.com/shopifycloud/app-bridge.js"></script>');
    expect(page).toContain('content="real&quot;&gt;&lt;script&gt;"');
    expect(policyOf(answer)).toContain("script-src 'self' https://cdn.shopify.com;");
    expect(policyOf(answer)).toContain('frame-ancestors https://tea.myshopify.com https://admin.shopify.com');
    expect(policyOf(answer)).not.toContain('127.0.0.1:3001');
  });

  it.each([
    'evil.example',
    'tea.myshopify.com.evil.example',
    'tea.myshopify.com; script-src *',
    "x' *",
    'https://tea.myshopify.com',
    '-a.myshopify.com',
    '',
  ])('is framed by nobody for the shop "%s"', async (shop) => {
    const answer = await (await start()).fetch(`/?${new URLSearchParams({ embedded: '1', shop }).toString()}`, HTML);
    expect(policyOf(answer)).toMatch(/frame-ancestors 'none'$/u);
    expect(await answer.text()).toContain('content="standalone"');
  });

  it('keeps files with a name made of their content, and does not make one up', async () => {
    const app = await start();
    const asset = await app.fetch('/assets/main-abc.js');
    expect([asset.status, asset.headers.get('cache-control')]).toEqual([200, 'public, max-age=31536000, immutable']);
    expect((await app.fetch('/favicon.svg')).status).toBe(200);
    expect((await app.fetch('/assets/main-gone.js', HTML)).status).toBe(404);
  });

  it('is sent packed to browsers that can unpack it, and its answers with secrets never are', async () => {
    const app = await start();
    const packed = await app.fetch('/assets/large-abc.js', { headers: { 'accept-encoding': 'gzip' } });
    expect([packed.headers.get('content-encoding'), (await packed.text()).length]).toEqual(['gzip', 20_024]);
    const plain = await app.fetch('/assets/large-abc.js', { headers: { 'accept-encoding': 'identity' } });
    expect(plain.headers.get('content-encoding')).toBeNull();
    const answer = await app.fetch('/admin/api/session', { headers: { 'accept-encoding': 'gzip' } });
    expect(answer.headers.get('content-encoding')).toBeNull();
  });

  it.each(['/.vite/manifest.json', '/..%2f..%2fpackage.json', '/assets/..%2f..%2fpackage.json', '/%2e%2e/%2e%2e/package.json'])(
    'gives away no file at %s',
    async (path) => {
      expect(await (await (await start()).fetch(path)).text()).not.toMatch(/secret|"dependencies"/u);
    },
  );

  it.each(['/admin/api/nothing', '/webhooks/nothing', '/proxy/nothing'])('is not what a program gets at %s', async (path) => {
    const answer = await (await start()).fetch(path, HTML);
    expect([answer.status, problem.parse(await answer.json()).error.code]).toEqual([404, 'not-found']);
  });

  it('says what to do when it was never built', async () => {
    const answer = await (await start({}, join(webRoot, 'no-such-folder'))).fetch('/', HTML);
    expect([answer.status, problem.parse(await answer.json()).error.message]).toEqual([503, 'the admin is not built yet: npm run build']);
  });
});
