// What watches the process asks here. Alive is not ready: a process without its database is alive and gets no traffic.
import { createHash, timingSafeEqual } from 'node:crypto';
import type { Express, Request } from 'express';
import { isFromThisMachine } from './caller-address.ts';
import { bearerOf } from './bearer.ts';
import { notFound, unavailable } from './http-problem.ts';
import type { Services } from './services.ts';
import { within } from './within.ts';

const READY_WITHIN_MS = 2_000;

function sameText(a: string, b: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}

function mayReadMetrics(req: Request, token: string | null): boolean {
  if (token === null) return isFromThisMachine(req);
  return sameText(bearerOf(req) ?? '', token);
}

export function addProbes(app: Express, services: Services): void {
  app.get('/healthz', (_req, res) => void res.set('Cache-Control', 'no-store').json({ ok: true }));
  app.get('/readyz', async (_req, res) => {
    const ready = await within(READY_WITHIN_MS, services.ready()).catch(() => false);
    if (!ready) throw unavailable();
    res.set('Cache-Control', 'no-store').json({ ok: true });
  });
  app.get('/metrics', async (req, res) => {
    // The same answer as for a path that does not exist, so nobody learns that there is something to ask for.
    if (!mayReadMetrics(req, services.env.metricsToken)) throw notFound();
    const { contentType, text } = await services.metrics.expose();
    res.set('Cache-Control', 'no-store').type(contentType).send(text);
  });
}
