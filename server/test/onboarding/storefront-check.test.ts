// What is seen of a shop's page, on real sockets.
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { isPublicAddress, isPublicHost } from '../../src/onboarding/public-host.ts';
import { lookAtStorefront } from '../../src/onboarding/storefront-check.ts';

const open: Server[] = [];
afterEach(() => {
  for (const server of open.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

async function aShop(answer: RequestListener): Promise<string> {
  const server = createServer(answer).listen(0, '127.0.0.1');
  open.push(server);
  await new Promise((resolve) => server.once('listening', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const page =
  (body: string): RequestListener =>
  (_, res) =>
    void res.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(body);
const look = async (url: string, privateAllowed = true, timeoutMs = 500, platform: 'shopify' | 'woocommerce' = 'shopify') => {
  const { state, reason } = await lookAtStorefront({ platform, url }, { clock: () => 1, privateAllowed, timeoutMs });
  return [state, reason];
};

describe('the storefront block', () => {
  it('is on where the page has it, and off where the page has everything else', async () => {
    expect(await look(await aShop(page('<body><div id="lasting-root" data-shop="x"></div></body>')))).toEqual(['on', null]);
    expect(await look(await aShop(page('<body>lasting-root is spoken of here, and nothing else</body>')))).toEqual(['off', null]);
  });

  it('is followed to where the shop sends its visitors', async () => {
    const shop = await aShop(page('<div id="lasting-root"></div>'));
    expect(await look(await aShop((_, res) => void res.writeHead(302, { location: `${shop}/home` }).end()))).toEqual(['on', null]);
  });

  it.each<[string, RequestListener]>([
    ['password-page', (_, res) => void res.writeHead(302, { location: '/password' }).end()],
    ['refused', (_, res) => void res.writeHead(403).end()],
    ['unreachable', (_, res) => void res.writeHead(503).end()],
    ['unreachable', (req, res) => void res.writeHead(302, { location: req.url ?? '/' }).end()],
    ['unreachable', (_, res) => void res.writeHead(302, { location: 'file:///etc/passwd' }).end()],
    ['unreachable', (req) => req.socket.destroy()],
    ['not-a-page', (_, res) => void res.writeHead(200, { 'content-type': 'application/json' }).end('{}')],
    ['timeout', () => undefined],
    ['timeout', (_, res) => void res.writeHead(200, { 'content-type': 'text/html' }).write('<html>')],
  ])('is not known, and this is why: %s', async (reason, answer) => {
    expect(await look(await aShop(answer))).toEqual(['unknown', reason]);
  });

  it('is not looked for among our own neighbours', async () => {
    expect(await look(await aShop(page('<div id="lasting-root"></div>')), false)).toEqual(['unknown', 'private-address']);
    expect(await look('http://localhost:1', false)).toEqual(['unknown', 'private-address']);
    expect(await look('http://[::1]:1', false)).toEqual(['unknown', 'private-address']);
    expect(await look('not an address')).toEqual(['unknown', 'unreachable']);
  });
});

describe('what the plugin puts into pages of a WooCommerce shop', () => {
  const lookAt = (url: string) => look(url, true, 500, 'woocommerce');
  const LAUNCHER = `<div id="lasting-root" data-lasting="{&quot;server&quot;:&quot;https://l.example&quot;}"></div>`;
  const FACTS = LAUNCHER.replace('lasting-root', 'lasting-facts');

  it('is found with its launcher and without it, and not where a theme’s block or a style speaks of it', async () => {
    expect(await lookAt(await aShop(page(`<body>${LAUNCHER}</body>`)))).toEqual(['on', null]);
    expect(await lookAt(await aShop(page(`<body>${FACTS}</body>`)))).toEqual(['on', null]);
    expect(await lookAt(await aShop(page('<body><style>[data-lasting="x"]{}</style><div id="lasting-root"></div></body>')))).toEqual([
      'off',
      null,
    ]);
  });

  it('is looked for in a moment, whatever a shop answers', async () => {
    const from = performance.now();
    expect(await look(await aShop(page('<div '.repeat(800_000))), true, 5_000, 'woocommerce')).toEqual(['off', null]);
    expect(performance.now() - from).toBeLessThan(4_000);
  });

  it('is looked for on the shop page where the site’s first page has nothing of it, in a folder too', async () => {
    const asked: string[] = [];
    const shop = await aShop((req, res) => {
      asked.push(req.url ?? '');
      const body = req.url === '/blog/?post_type=product' ? LAUNCHER : 'a blog';
      res.writeHead(200, { 'content-type': 'text/html' }).end(body);
    });
    expect(await lookAt(`${shop}/blog`)).toEqual(['on', null]);
    expect(asked).toEqual(['/blog', '/blog/?post_type=product']);
    expect(await lookAt(shop)).toEqual(['off', null]);
  });

  it('is not there when the first page is without it and there is no shop page to be seen', async () => {
    const answers: RequestListener[] = [(_, res) => void res.writeHead(404).end(), (req) => req.socket.destroy()];
    const seen = answers.map(async (otherwise) =>
      lookAt(await aShop((req, res) => (req.url === '/' ? page('a blog')(req, res) : otherwise(req, res)))),
    );
    expect(await Promise.all(seen)).toEqual([
      ['off', null],
      ['off', null],
    ]);
  });
});

describe('a public address', () => {
  it.each(['127.0.0.1', '10.1.2.3', '172.16.0.1', '192.168.1.1', '169.254.169.254', '100.64.0.1', '0.0.0.0', '::1', '::', 'fd00::1', 'fe80::1', '::ffff:127.0.0.1', '::ffff:7f00:1', '64:ff9b::7f00:1', 'x'])(
    'is none of ours, like %s',
    (address) => expect(isPublicAddress(address)).toBe(false),
  ); // prettier-ignore
  it.each(['8.8.8.8', '172.32.0.1', '2606:4700::1111', '::ffff:8.8.8.8'])('is one that anybody may reach, like %s', async (address) => {
    expect(await isPublicHost(address.includes(':') ? `[${address}]` : address)).toBe(true);
  });
});
