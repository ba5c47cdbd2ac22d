// Every request gets an id and is counted. Only what went wrong is worth a line at the usual level; the rest are numbers.
import { randomUUID } from 'node:crypto';
import type { Request, RequestHandler } from 'express';
import { z } from 'zod';
import { REQUEST_ID_HEADER, saneRequestId } from '../log.ts';
import { requestIdOf } from './http-problem.ts';
import type { Services } from './services.ts';

const Route = z.object({ path: z.string() });

/** The template ("/admin/api/members/:memberId"), so that ids make no series of numbers each. */
function routeOf(req: Request): string {
  const route: unknown = req.route;
  const known = Route.safeParse(route);
  return known.success ? known.data.path : 'none';
}

const levelOf = (status: number): 'error' | 'info' | 'debug' => (status >= 500 ? 'error' : status >= 400 ? 'info' : 'debug');

export function observe({ log, metrics }: Pick<Services, 'log' | 'metrics'>): RequestHandler {
  return (req, res, next) => {
    const startedAt = performance.now();
    res.setHeader(REQUEST_ID_HEADER, saneRequestId(req.get(REQUEST_ID_HEADER)) ?? randomUUID());
    res.once('close', () => {
      const seconds = (performance.now() - startedAt) / 1_000;
      const fields = { requestId: requestIdOf(res), method: req.method, route: routeOf(req), status: res.statusCode };
      metrics.request(fields.method, fields.route, fields.status, seconds);
      log[levelOf(res.statusCode)]({ ...fields, ms: Math.round(seconds * 1_000) }, 'request');
    });
    next();
  };
}
