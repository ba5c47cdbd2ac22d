/** The files of bulk operations, also in parts; and for tests and curious people what may go wrong with the next one. */
import express from 'express';
import type { Request, Response, Router } from 'express';
import { z } from 'zod';
import type { Bulk } from './operations.ts';

/** Whoever has the address may read the file: it is signed, and good for seven days. A store of files answers a part when asked for one. */
export function bulkFiles(bulk: Bulk): Router {
  const router = express.Router();
  router.get('/bulk-files/:id/:name', (request: Request, response: Response) => {
    const token = String(request.params['name']).replace(/\.jsonl$/, '');
    const file = bulk.file(Number(request.params['id']), token);
    if (file === undefined) return void response.status(400).type('application/xml').send('<Error><Code>ExpiredToken</Code></Error>');
    const bytes = Buffer.from(file);
    const from = Number(/^bytes=(\d+)-$/.exec(request.get('range') ?? '')?.[1] ?? Number.NaN);
    response.type('application/jsonl');
    if (!Number.isInteger(from)) return void response.send(bytes);
    if (from >= bytes.length) return void response.status(416).set('content-range', `bytes */${bytes.length}`).end();
    response
      .status(206)
      .set('content-range', `bytes ${from}-${bytes.length - 1}/${bytes.length}`)
      .send(bytes.subarray(from));
  });
  return router;
}

const faultRequest = z.strictObject({
  fails: z.enum(['INTERNAL_SERVER_ERROR', 'TIMEOUT']).optional(),
  delayMs: z.int().min(0).max(600_000).optional(),
});

export function bulkApi(bulk: Bulk): Router {
  const router = express.Router();
  router.get('/bulk-operations', (_request: Request, response: Response) => {
    response.json(bulk.all().map(({ id, status, error, objects, roots }) => ({ id, status, error, objects, roots })));
  });
  router.post('/bulk-operations/next', express.json(), (request: Request, response: Response) => {
    bulk.next(faultRequest.parse(request.body));
    response.json({});
  });
  router.post('/bulk-operations/expire', (_request: Request, response: Response) => {
    bulk.expireAll();
    response.json({});
  });
  return router;
}
