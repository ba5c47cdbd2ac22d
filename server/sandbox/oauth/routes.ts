/** POST /admin/oauth/access_token: token exchange, refresh, migration to expiring tokens, client credentials. */
import { timingSafeEqual } from 'node:crypto';
import express from 'express';
import type { Request, Response, Router } from 'express';
import { z } from 'zod';
import type { Shop } from '../shop/shop.ts';
import { STAFF, readSessionToken } from './session-token.ts';
import { ACCESS_SECONDS, REFRESH_SECONDS, isOffline, issueOffline, issueOnline, refresh, scopesOf } from './tokens.ts';
import type { Pair } from './tokens.ts';

const EXCHANGE = 'urn:ietf:params:oauth:grant-type:token-exchange';
const ID_TOKEN = 'urn:ietf:params:oauth:token-type:id_token';
const OFFLINE = 'urn:shopify:params:oauth:token-type:offline-access-token';
const ONLINE = 'urn:shopify:params:oauth:token-type:online-access-token';

const requestSchema = z.object({
  client_id: z.string(),
  client_secret: z.string(),
  grant_type: z.string(),
  subject_token: z.string().optional(),
  subject_token_type: z.string().optional(),
  requested_token_type: z.string().optional(),
  expiring: z.union([z.string(), z.boolean(), z.number()]).optional(),
  refresh_token: z.string().optional(),
});

type Grant = z.infer<typeof requestSchema>;

class Refused extends Error {
  readonly status: number;
  readonly code: string;
  constructor(code: string, description: string, status = 400) {
    super(description);
    this.code = code;
    this.status = status;
  }
}

const same = (given: string, wanted: string): boolean =>
  Buffer.byteLength(given) === Buffer.byteLength(wanted) && timingSafeEqual(Buffer.from(given), Buffer.from(wanted));

const isYes = (value: Grant['expiring']): boolean => value === '1' || value === 1 || value === true || value === 'true';

function offlineAnswer(shop: Shop, { accessToken, refreshToken }: Pair) {
  const scope = shop.settings.get().scopes.join(',');
  const base = { access_token: accessToken, scope };
  if (refreshToken === null) return base;
  return { ...base, expires_in: ACCESS_SECONDS, refresh_token: refreshToken, refresh_token_expires_in: REFRESH_SECONDS };
}

function onlineAnswer(shop: Shop) {
  const scope = shop.settings.get().scopes.join(',');
  const user = { ...STAFF, email_verified: true, account_owner: true, collaborator: false };
  return { access_token: issueOnline(shop), scope, expires_in: 86_399, associated_user_scope: scope, associated_user: user };
}

async function exchange(shop: Shop, grant: Grant): Promise<object> {
  const token = grant.subject_token ?? '';
  if (grant.subject_token_type === OFFLINE) {
    // Migration of a token that never expires: the old one is given up for an expiring pair.
    if (!isOffline(shop, token) || !scopesOf(shop, token)) throw new Refused('invalid_subject_token', 'The subject token is not valid');
    shop.db.run("update tokens set state = 'revoked' where token = ?", token);
    return offlineAnswer(shop, issueOffline(shop, true));
  }
  if (grant.subject_token_type !== ID_TOKEN) throw new Refused('invalid_request', 'Unknown subject_token_type');
  if (!(await readSessionToken(shop, token))) throw new Refused('invalid_subject_token', 'The subject token is not valid');
  if (grant.requested_token_type === ONLINE) return onlineAnswer(shop);
  if (grant.requested_token_type === OFFLINE) return offlineAnswer(shop, issueOffline(shop, isYes(grant.expiring)));
  throw new Refused('invalid_request', 'Unknown requested_token_type');
}

async function answer(shop: Shop, request: Request): Promise<object> {
  const read = requestSchema.safeParse(request.body);
  if (!read.success) throw new Refused('invalid_request', 'Missing or malformed parameters');
  const grant = read.data;
  if (!same(grant.client_id, shop.clientId)) throw new Refused('application_cannot_be_found', 'Could not find the application');
  if (!same(grant.client_secret, shop.clientSecret)) throw new Refused('invalid_client', 'The client secret is wrong', 401);
  if (!shop.settings.get().installed) throw new Refused('app_not_installed', 'The application is not installed on this shop');
  if (grant.grant_type === EXCHANGE) return exchange(shop, grant);
  if (grant.grant_type === 'client_credentials') return offlineAnswer(shop, issueOffline(shop, true));
  if (grant.grant_type !== 'refresh_token') throw new Refused('unsupported_grant_type', 'Unknown grant_type');
  const pair = refresh(shop, grant.refresh_token ?? '');
  if (!pair) throw new Refused('invalid_grant', 'This refresh token is not valid');
  return offlineAnswer(shop, pair);
}

export function oauthRoutes(shop: Shop): Router {
  const router = express.Router();
  const body = [express.json({ limit: '64kb' }), express.urlencoded({ extended: false })];
  router.post('/admin/oauth/access_token', ...body, async (request: Request, response: Response) => {
    try {
      response.json(await answer(shop, request));
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      response.status(error.status).json({ error: error.code, error_description: error.message });
    }
  });
  return router;
}
