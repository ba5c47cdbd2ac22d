// One-click keys (woocommerce.md §7, rest/37): the merchant is asked on the shop's own page, the shop sends the keys to the callback, unsigned, and only then lets the browser go on.
import { randomBytes } from 'node:crypto';
import { Router, type Request, type Response } from 'express';
import { z } from 'zod';
import { textOf } from './rest/lists.ts';
import type { Shop } from './shop/shop.ts';
import type { ApiKey } from './shop/types.ts';

export interface WcAuthOptions {
  readonly shop: Shop;
  /** WooCommerce takes https only, with a valid certificate; here also plain http, so that a test needs none. */
  readonly plainCallbacks: boolean;
  readonly send: typeof fetch;
}

const wish = z.object({
  app_name: z.string().min(1),
  user_id: z.string().min(1),
  return_url: z.url(),
  callback_url: z.url(),
  scope: z.enum(['read', 'write', 'read_write']),
});
type Wish = z.infer<typeof wish>;

const escape = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');

function returnTo(asked: Wish, success: 0 | 1): string {
  const url = new URL(asked.return_url);
  url.searchParams.set('success', String(success));
  url.searchParams.set('user_id', asked.user_id);
  return url.href;
}

/** As WooCommerce's settings page makes them. */
export function makeKey(shop: Shop, permissions: ApiKey['permissions']): ApiKey {
  const random = (): string => randomBytes(20).toString('hex');
  const id = Math.max(0, ...shop.keys.keys()) + 1;
  const key = { id, consumerKey: `ck_${random()}`, consumerSecret: `cs_${random()}`, permissions };
  shop.keys.set(id, key);
  return key;
}

async function isTaken({ send }: WcAuthOptions, asked: Wish, key: ApiKey): Promise<boolean> {
  const said = { key_id: key.id, user_id: asked.user_id, consumer_key: key.consumerKey, consumer_secret: key.consumerSecret, key_permissions: key.permissions }; // prettier-ignore
  const headers = { 'content-type': 'application/json;charset=UTF-8' };
  try {
    const answer = await send(asked.callback_url, { method: 'POST', headers, body: JSON.stringify(said), redirect: 'manual' });
    await answer.body?.cancel();
    // Exactly 200.
    return answer.status === 200;
  } catch {
    return false;
  }
}

const denied = (response: Response, why: string): void => void response.status(401).type('html').send(`<h1>Access denied</h1><p>${escape(why)}</p>`); // prettier-ignore

export function wcAuth(options: WcAuthOptions): Router {
  const { shop, plainCallbacks } = options;
  const nonces = new Set<string>();
  const routes = Router();

  function read(from: unknown, response: Response): Wish | null {
    const asked = wish.safeParse(from);
    if (!asked.success) denied(response, 'Missing parameter');
    else if (!plainCallbacks && !asked.data.callback_url.startsWith('https:')) denied(response, 'The callback_url needs to be over SSL');
    else return asked.data;
    return null;
  }

  routes.get('/authorize', (request, response) => {
    const asked = read(request.query, response);
    if (asked === null) return;
    const nonce = randomBytes(5).toString('hex');
    nonces.add(nonce);
    const approve = `${shop.home}/wc-auth/v1/access_granted?${new URLSearchParams({ ...asked, wc_auth_nonce: nonce }).toString()}`;
    response.type('html').send(
      `<h1>${escape(asked.app_name)} would like to connect to your store</h1><a class="wc-auth-approve" href="${escape(approve)}">Approve</a> <a class="wc-auth-deny" href="${escape(returnTo(asked, 0))}">Deny</a>`,
    ); // prettier-ignore
  });
  routes.get('/access_granted', async (request: Request, response) => {
    const asked = read(request.query, response);
    if (asked === null) return;
    if (!nonces.delete(textOf(request, 'wc_auth_nonce'))) return denied(response, 'Invalid nonce verification');
    const key = makeKey(shop, asked.scope);
    if (await isTaken(options, asked, key)) return response.redirect(302, returnTo(asked, 1));
    shop.keys.delete(key.id);
    return denied(response, 'An error occurred in the request and at the time were unable to send the consumer data');
  });
  return routes;
}
