// The admin's own page and files. The page is made for who frames it: it says where the bridge to the surrounding admin comes from, if any.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import compression from 'compression';
import express, { type Express, type Request } from 'express';
import type { Env } from '../env.ts';
import { HttpProblem } from './http-problem.ts';
import { pagePolicy } from './security-headers.ts';
import { searchOf } from './untrusted-input.ts';

const SHOP = /^[a-z0-9][a-z0-9-]{0,60}\.myshopify\.com$/u;
const REAL_BRIDGE = 'https://cdn.shopify.com/shopifycloud/app-bridge.js';
const ADMIN_ORIGIN = 'https://admin.shopify.com';
/** What never is the page: an unknown path there is a mistake of a program, not of a person. */
const NOT_THE_PAGE = /^\/(admin\/api|webhooks|proxy|ref|assets)(\/|$)/u;

type PageEnv = Pick<Env, 'shopify'>;

interface Frame {
  readonly shop: string | null;
  readonly embedded: boolean;
}

/** The query is believed for nothing but the frame: a lie about the shop lets that shop show a page that then asks for its own token. */
function frameOf(req: Request): Frame {
  const search = searchOf(req);
  const shop = search.get('shop')?.toLowerCase() ?? '';
  const known = SHOP.test(shop) ? shop : null;
  return { shop: known, embedded: known !== null && search.get('embedded') === '1' };
}

const bridgeOf = ({ shopify }: PageEnv): string => (shopify.simUrl === null ? REAL_BRIDGE : `${shopify.simUrl}/__sim/app-bridge.js`);

function ancestorsOf(frame: Frame, { shopify }: PageEnv): string[] {
  if (frame.shop === null) return [];
  return [`https://${frame.shop}`, ADMIN_ORIGIN, ...(shopify.simUrl === null ? [] : [shopify.simUrl])];
}

const attribute = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** The bridge reads the key from the page and must be there before anything else runs. */
function forFrame(page: string, env: PageEnv): string {
  const host = `<meta name="shopify-api-key" content="${attribute(env.shopify.apiKey)}" />\n    <script src="${attribute(bridgeOf(env))}"></script>`;
  return page
    .replace('<!-- host-script -->', () => host)
    .replace(/(<meta name="lasting-host" content=")[^"]*(")/u, (_, before: string, after: string) => `${before}embedded${after}`);
}

async function readPage(webRoot: string): Promise<string> {
  try {
    return await readFile(join(webRoot, 'index.html'), 'utf8');
  } catch {
    throw new HttpProblem(503, 'unavailable', 'the admin is not built yet: npm run build', { retryAfterMs: 5_000 });
  }
}

function isForThePage(req: Request): boolean {
  const reading = req.method === 'GET' || req.method === 'HEAD';
  return reading && !NOT_THE_PAGE.test(req.path) && req.accepts('html') !== false;
}

export function addAdminPage(app: Express, env: PageEnv, webRoot: string): void {
  // Vite names these by their content, so they never change. They hold no secret, so packing them tells nothing; answers of the API are not packed.
  app.use(
    '/assets',
    compression(),
    express.static(join(webRoot, 'assets'), { immutable: true, maxAge: '365d', index: false, fallthrough: true }),
  );
  const files = express.static(webRoot, { index: false, dotfiles: 'ignore' });
  // The page itself is never a plain file: it would come without its policy.
  app.use((req, res, next) => (req.path.toLowerCase().endsWith('.html') ? next() : files(req, res, next)));
  app.use(async (req, res, next) => {
    if (!isForThePage(req)) return next();
    const frame = frameOf(req);
    const page = await readPage(webRoot);
    const bridgeOrigin = frame.embedded ? new URL(bridgeOf(env)).origin : null;
    res.set('Content-Security-Policy', pagePolicy({ ancestors: ancestorsOf(frame, env), bridgeOrigin }));
    res.set('Cache-Control', 'no-store').type('html');
    return res.send(frame.embedded ? forFrame(page, env) : page);
  });
}
