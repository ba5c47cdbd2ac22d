/**
 * The app proxy: /apps/lasting/* of the shop is answered by the app. The query is signed, cookies stay here.
 * Cross-site requests are forwarded as well, because Shopify does: the app has to defend itself.
 */
import { createHmac } from 'node:crypto';
import express from 'express';
import type { Request, Response, Router } from 'express';
import type { Shop } from '../shop/shop.ts';
import { clientOf } from './visitor.ts';

const PREFIX = '/apps/lasting';
const TIMEOUT_MS = 10_000;
const NOT_FORWARDED = new Set(['cookie', 'host', 'connection', 'content-length', 'accept-encoding', 'origin', 'referer']);
const NOT_RETURNED = new Set(['set-cookie', 'connection', 'content-length', 'content-encoding', 'transfer-encoding', 'keep-alive']);

/** Repeated parameters are joined with commas; pairs are sorted and concatenated with nothing between them. */
export function proxySignature(query: URLSearchParams, secret: string): string {
  const keys = [...new Set(query.keys())].filter((key) => key !== 'signature').toSorted();
  const text = keys.map((key) => `${key}=${query.getAll(key).join(',')}`).join('');
  return createHmac('sha256', secret).update(text).digest('hex');
}

export function signedQuery(shop: Shop, search: string, customerId: number | undefined): URLSearchParams {
  const query = new URLSearchParams(search);
  // What a shopper writes into these names is thrown away, not signed.
  for (const own of ['shop', 'logged_in_customer_id', 'path_prefix', 'timestamp', 'signature']) query.delete(own);
  query.append('shop', shop.domain);
  query.append('logged_in_customer_id', customerId === undefined ? '' : String(customerId));
  query.append('path_prefix', PREFIX);
  query.append('timestamp', String(Math.floor(Date.now() / 1000)));
  query.append('signature', proxySignature(query, shop.clientSecret));
  return query;
}

/** To the shopper's browser this process is the shop, so the app is told the shop's own address. */
function asShop(shop: Shop, request: Request, value: string | undefined): string | undefined {
  return value?.replace(`${request.protocol}://${request.get('host')}`, `https://${shop.domain}`);
}

function forwardedHeaders(shop: Shop, request: Request): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    if (typeof value === 'string' && !NOT_FORWARDED.has(name) && !name.startsWith('x-forwarded-')) headers.set(name, value);
  }
  const origin = asShop(shop, request, request.get('origin'));
  const referer = asShop(shop, request, request.get('referer'));
  if (origin !== undefined) headers.set('origin', origin);
  if (referer !== undefined) headers.set('referer', referer);
  headers.set('x-forwarded-for', clientOf(request).address);
  headers.set('x-forwarded-host', shop.domain);
  headers.set('x-forwarded-proto', 'https');
  return headers;
}

export function appProxy(shop: Shop, customerIdOf: (request: Request) => number | undefined): Router {
  const router = express.Router();
  const forward = async (request: Request, response: Response): Promise<void> => {
    if (!shop.settings.get().installed) {
      response.status(404).type('text').send('There is no app behind this address.');
      return;
    }
    const url = new URL(request.originalUrl, 'http://shop');
    const path = url.pathname.slice(PREFIX.length);
    const target = `${shop.appUrl}/proxy${path}?${signedQuery(shop, url.search, customerIdOf(request)).toString()}`;
    const body = request.method === 'GET' || request.method === 'HEAD' ? null : (request.body as Buffer | undefined);
    try {
      const answer = await fetch(target, {
        method: request.method,
        headers: forwardedHeaders(shop, request),
        body: body instanceof Buffer ? new Uint8Array(body) : null,
        redirect: 'manual',
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      response.status(answer.status);
      for (const [name, value] of answer.headers) if (!NOT_RETURNED.has(name)) response.setHeader(name, value);
      response.end(Buffer.from(await answer.arrayBuffer()));
    } catch {
      response.status(502).type('text').send('The app did not answer.');
    }
  };
  router.all([PREFIX, `${PREFIX}/*path`], express.raw({ type: () => true, limit: '1mb' }), forward);
  return router;
}
