/**
 * Where the pages of the shop get the app's UI extensions from: what Shopify's own checkout and account pages would load from its CDN.
 * The bundles are those of `npm run build`, as they are; only a frame of one line is put around them when they are served.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import express from 'express';
import type { Request, Response, Router } from 'express';
import { z } from 'zod';

const built = z.array(
  z.object({
    handle: z.string(),
    script: z.string().regex(/^[\w-]+\.js$/),
    targets: z.array(z.string()),
    words: z.record(z.string(), z.unknown()),
  }),
);
type Built = z.infer<typeof built>;

/** Read anew each time, so that a build during `npm run dev` shows. Nothing built: no extensions, and the shop works without them. */
function readBuilt(folder: string): Built {
  const list = join(folder, 'extensions.json');
  return existsSync(list) ? built.parse(JSON.parse(readFileSync(list, 'utf8'))) : [];
}

/** An extension knows a global `shopify` and a document with nothing in it but itself; here several share one page, so each gets its own by name. */
const framed = (bundle: string): string => `export function start(shopify, document, fetch, globalThis) {\n${bundle}\n}\n`;

export interface ExtensionHostOptions {
  /** dist/extensions of the repository. */
  folder: string;
  appUrl: string;
}

export function extensionHost({ folder, appUrl }: ExtensionHostOptions): Router {
  const router = express.Router();
  router.use((_request: Request, response: Response, next) => {
    response.set('cache-control', 'no-store');
    next();
  });
  router.get('/extensions.json', (_request: Request, response: Response) => {
    response.json({ appUrl, extensions: readBuilt(folder) });
  });
  router.get('/bundles/:script', (request: Request, response: Response, next) => {
    const known = readBuilt(folder).find(({ script }) => script === request.params['script']);
    if (known === undefined) return next();
    response.type('js').send(framed(readFileSync(join(folder, known.script), 'utf8')));
  });
  router.use(express.static(join(import.meta.dirname, 'browser'), { index: false }));
  return router;
}
