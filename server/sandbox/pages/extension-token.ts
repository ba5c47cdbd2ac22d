/**
 * GET /__sim/extension-token: the session token of a UI extension. As with Shopify it names the app and the shop, lives five minutes,
 * and has a subject only when a customer is signed in: the one of this visit's own cookie, never one that was asked for.
 */
import { randomUUID } from 'node:crypto';
import express from 'express';
import type { Request, Response, Router } from 'express';
import { SignJWT } from 'jose';
import { visitOf } from '../http/visit.ts';
import { findCustomer } from '../shop/customer.ts';
import { gid } from '../shop/ids.ts';
import type { Shop } from '../shop/shop.ts';

const LIFE_SECONDS = 300;

async function issue(shop: Shop, customerId: number | undefined): Promise<string> {
  const now = Math.floor(Date.now() / 1000);
  const token = new SignJWT({ dest: shop.domain })
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .setAudience(shop.clientId)
    .setJti(randomUUID())
    .setIssuedAt(now)
    .setNotBefore(now)
    .setExpirationTime(now + LIFE_SECONDS);
  if (customerId !== undefined && findCustomer(shop, customerId)) token.setSubject(gid('Customer', customerId));
  return token.sign(new TextEncoder().encode(shop.clientSecret));
}

export function extensionToken(shop: Shop): Router {
  const router = express.Router();
  router.get('/__sim/extension-token', async (request: Request, response: Response) => {
    const site = request.get('sec-fetch-site');
    response.set('cache-control', 'no-store');
    if (site !== undefined && site !== 'same-origin') {
      response.status(403).json({ error: 'only for the pages of the shop' });
    } else if (!shop.settings.get().installed) {
      response.status(404).json({ error: 'the app is not installed' });
    } else {
      response.json({ token: await issue(shop, visitOf(shop, request).customerId) });
    }
  });
  return router;
}
