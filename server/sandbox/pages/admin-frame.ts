/** The "Shopify admin" of the sandbox: a bar and the app in an iframe, with session tokens handed over as App Bridge would. */
import { createHmac, randomUUID } from 'node:crypto';
import express from 'express';
import type { Request, Response, Router } from 'express';
import { issueSessionToken } from '../oauth/session-token.ts';
import type { Shop } from '../shop/shop.ts';
import { html } from './html.ts';
import { faultsLink, handleOf, openPage } from './page.ts';
import type { Page, PageParts } from './page.ts';
import { styles } from './styles.ts';

/** The query an app is opened with: everything but the hmac is signed, sorted, as a query string (hex, with the app secret). */
async function launchUrl(shop: Shop, locale: string, session: string): Promise<string> {
  const host = Buffer.from(`admin.shopify.com/store/${handleOf(shop)}`)
    .toString('base64')
    .replaceAll('=', '');
  const query = new URLSearchParams({
    embedded: '1',
    host,
    id_token: await issueSessionToken(shop, session),
    locale,
    session,
    shop: shop.domain,
    timestamp: String(Math.floor(Date.now() / 1000)),
  });
  query.sort();
  query.set('hmac', createHmac('sha256', shop.clientSecret).update(query.toString()).digest('hex'));
  return `${shop.appUrl}/?${query.toString()}`;
}

function frameDocument(page: Page, source: string | undefined): string {
  const { t, locale, dir } = page.words;
  const { shop } = page;
  const inside =
    source === undefined
      ? html`<main class="not-installed">
          <p>${t('settings.notInstalled')}</p>
          <form method="post" action="/store-admin/app/install">
            <button class="button" type="submit">${t('settings.install')}</button>
          </form>
        </main>`
      : html`<div id="toast" class="toast" role="status" hidden></div>
          <!-- Before the frame and waited for: the app asks for a token at once, and nobody would hear it. -->
          <script src="/assets/frame.js" data-origin="${new URL(shop.appUrl).origin}"></script>
          <iframe id="app" src="${source}" title="${t('strip.loyalty')}" allow="clipboard-write"></iframe>`;
  return html`<!doctype html>
    <html lang="${locale}" dir="${dir}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${t('strip.loyalty')} · ${t('shop.name')}</title>
        <link rel="icon" href="/assets/icon.svg" type="image/svg+xml" />
        ${styles}
      </head>
      <body class="frame">
        <nav class="strip">
          <strong>${t('shop.name')}</strong>
          <span class="strip-links"
            ><a href="/">${t('strip.shop')}</a> <a href="/store-admin">${t('strip.store')}</a> ${faultsLink(page)}</span
          >
          <span class="languages"
            >${(['en', 'fa', 'he'] as const).map((one) => html`<a href="?lang=${one}" lang="${one}" aria-current="${one === locale ? 'true' : 'false'}">${page.dictionary[one].t('language')}</a>`)}</span
          >
        </nav>
        ${inside}
      </body>
    </html>`.text;
}

export function adminFrame(parts: PageParts): Router {
  const { shop } = parts;
  const router = express.Router();
  // One staff session per process start; the sid only has to be stable while someone works.
  const session = randomUUID();
  router.get(['/store/:handle/apps/lasting', '/store/:handle/apps/lasting/*path'], async (request: Request, response: Response) => {
    if (request.params['handle'] !== handleOf(shop)) {
      response.status(404).type('text').send('No such store');
      return;
    }
    const page = openPage(parts, request, response);
    const source = shop.settings.get().installed ? await launchUrl(shop, page.words.locale, session) : undefined;
    response.type('html').send(frameDocument(page, source));
  });
  // Only the frame around the app may ask: a page of another origin cannot read the answer, and sec-fetch-site says so too.
  router.get('/__sim/id-token', async (request: Request, response: Response) => {
    const site = request.get('sec-fetch-site');
    if (site !== undefined && site !== 'same-origin') {
      response.status(403).json({ error: 'only for the admin frame' });
      return;
    }
    if (!shop.settings.get().installed) {
      response.status(404).json({ error: 'the app is not installed' });
      return;
    }
    response.set('cache-control', 'no-store').json({ token: await issueSessionToken(shop, session) });
  });
  return router;
}
