// The admin inside a WooCommerce shop's own wp-admin: its script asks us from the shop's origin, with a token that the shop's plugin signed. It may read
// our answers only from the origin of the very shop that its token names; there are no cookies, so nothing is sent that the script does not have.
import type { Express, Request, Response } from 'express';
import { bearerOf } from '../bearer.ts';
import type { Services } from '../services.ts';

type Needs = Pick<Services, 'pluginDoors'>;

const MAY_ASK = {
  'Access-Control-Allow-Headers': 'Authorization, Content-Type',
  'Access-Control-Allow-Methods': 'GET, POST, PUT, OPTIONS',
  'Access-Control-Max-Age': '600',
};
/** What the script cannot read otherwise. */
const READABLE = 'Content-Disposition, Retry-After, X-Request-Id';

/** Whether this very request comes from a page of the shop that its token names. Nothing of the token is proved by it. */
export async function isFromItsShop({ pluginDoors }: Needs, req: Request): Promise<boolean> {
  const [origin, bearer] = [req.get('origin'), bearerOf(req)];
  if (origin === undefined || bearer === null) return false;
  return (await pluginDoors.originNamedBy(bearer)) === origin;
}

/** A browser asks without a token whether it may ask with one: it may from any shop that is with us. */
async function preflight({ pluginDoors }: Needs, req: Request, res: Response): Promise<void> {
  const origin = req.get('origin');
  res.set('Vary', 'Origin');
  if (origin !== undefined && (await pluginDoors.isShopOrigin(origin))) res.set({ 'Access-Control-Allow-Origin': origin, ...MAY_ASK });
  res.status(204).end();
}

/** Refusals are readable too, so that the script knows when its token is over. */
export function addShopAdmin(app: Express, services: Services): void {
  app.use('/admin/api', async (req, res, next) => {
    if (req.method === 'OPTIONS') return preflight(services, req, res);
    const origin = req.get('origin');
    if (origin === undefined) return next();
    res.vary('Origin');
    if (await isFromItsShop(services, req)) res.set({ 'Access-Control-Allow-Origin': origin, 'Access-Control-Expose-Headers': READABLE });
    next();
  });
}
