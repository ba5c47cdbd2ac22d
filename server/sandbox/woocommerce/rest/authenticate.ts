// Who asks: Basic or a key in the query over https, OAuth 1.0a over http (woocommerce.md §1.10, §7).
import type { NextFunction, Request, Response } from 'express';
import type { Shop } from '../shop/shop.ts';
import type { ApiKey } from '../shop/types.ts';
import { keyUnseen, notAuthentic } from './errors.ts';
import { checkOauth, oauthParameters } from './oauth.ts';

export interface Authenticating {
  readonly shop: Shop;
  /** WordPress' `is_ssl()`; here what a proxy says, as on the recorded store (rest/33). */
  readonly trustsProxy: boolean;
  /** Some hosts strip it. */
  readonly hidesAuthorization: boolean;
  /** Signatures keep to the machine's clock, whatever the shop's days are. */
  readonly clock: () => number;
}

interface Shown {
  readonly consumerKey: string;
  readonly consumerSecret: string;
}

function shownOverHttps(header: string, query: URLSearchParams): Shown | null {
  const basic = /^Basic (.+)$/iu.exec(header)?.[1];
  const [consumerKey = '', consumerSecret = ''] =
    basic === undefined
      ? [query.get('consumer_key') ?? '', query.get('consumer_secret') ?? '']
      : Buffer.from(basic, 'base64').toString('utf8').split(':');
  return consumerKey === '' ? null : { consumerKey, consumerSecret };
}

function keyNamed(shop: Shop, name: string): ApiKey {
  const key = [...shop.keys.values()].find(({ consumerKey }) => consumerKey === name);
  // rest/36-unknown-key
  if (key === undefined) throw notAuthentic('Consumer key is invalid.');
  return key;
}

export function authenticate(options: Authenticating) {
  const { shop, trustsProxy, hidesAuthorization, clock } = options;
  const nonces = new Set<string>();

  function keyOf(request: Request, query: URLSearchParams): ApiKey {
    const header = hidesAuthorization ? '' : (request.get('authorization') ?? '');
    if (trustsProxy && request.get('x-forwarded-proto') === 'https') {
      const shown = shownOverHttps(header, query);
      if (shown !== null) {
        const key = keyNamed(shop, shown.consumerKey);
        // rest/34-basic-wrong-secret
        if (key.consumerSecret !== shown.consumerSecret) throw notAuthentic('Consumer secret is invalid.');
        return key;
      }
    }
    const sent = oauthParameters(header, query);
    if (sent === null) throw keyUnseen(request.method);
    const key = keyNamed(shop, sent.get('oauth_consumer_key') ?? '');
    const home = new URL(shop.home);
    const address = `http://${home.host}${new URL(request.originalUrl, shop.home).pathname}`;
    checkOauth(key, { method: request.method, address, query, sent }, nonces, Math.floor(clock() / 1_000));
    return key;
  }

  return (request: Request, _response: Response, next: NextFunction): void => {
    const key = keyOf(request, new URL(request.originalUrl, shop.home).searchParams);
    const writes = request.method !== 'GET';
    // rest/35-read-key-writes
    if (writes && key.permissions === 'read') throw notAuthentic('The API key provided does not have write permissions.');
    if (!writes && key.permissions === 'write') throw notAuthentic('The API key provided does not have read permissions.');
    next();
  };
}
