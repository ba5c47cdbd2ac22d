/** Who may talk to the sandbox: this machine only, under its own names, and never a form of another site. */
import type { NextFunction, Request, Response } from 'express';
import type { Shop } from '../shop/shop.ts';

const LOOPBACK = new Set(['127.0.0.1', 'localhost', '[::1]']);

/** Against DNS rebinding: a page of evil.example that resolves to 127.0.0.1 still sends its own name. */
export function hostGuard(request: Request, response: Response, next: NextFunction): void {
  const host = (request.get('host') ?? '').replace(/:\d+$/, '');
  if (LOOPBACK.has(host)) return next();
  response.status(421).json({ error: `this shop answers to 127.0.0.1 and localhost, not to "${host.slice(0, 80)}"` });
}

/** Browsers say where a POST comes from; programs without an Origin (tests, curl) are let through. */
export function sameSite(request: Request, response: Response, next: NextFunction): void {
  if (request.method === 'GET' || request.method === 'HEAD') return next();
  const origin = request.get('origin');
  const site = request.get('sec-fetch-site');
  const own = origin === undefined || origin === `${request.protocol}://${request.get('host')}`;
  if (own && (site === undefined || site === 'same-origin' || site === 'none')) return next();
  response.status(403).json({ error: 'a change must come from the shop itself' });
}

/** The app reaches this process as <shop>.myshopify.com (x-sim-host); another shop does not exist here. */
export function shopGuard(shop: Shop) {
  return (request: Request, response: Response, next: NextFunction): void => {
    const wanted = request.get('x-sim-host');
    if (wanted === undefined || wanted === shop.domain) return next();
    response.status(404).json({ errors: 'Not Found' });
  };
}
