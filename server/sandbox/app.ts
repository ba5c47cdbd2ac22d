/** One Express application: Shopify's side for the app, the storefront for shoppers, the back office and the test API for us. */
import { join } from 'node:path';
import express from 'express';
import type { Express, NextFunction, Request, Response } from 'express';
import { ZodError, z } from 'zod';
import { NotFound, apiRoutes } from './api/routes.ts';
import type { ApiParts } from './api/routes.ts';
import { bulkApi, bulkFiles } from './bulk/routes.ts';
import { apiOutage } from './faults/strike-call.ts';
import type { GraphqlEndpoint } from './graphql/endpoint.ts';
import { extensionHost } from './extension-host/routes.ts';
import { appProxy } from './http/app-proxy.ts';
import { hostGuard, sameSite, shopGuard } from './http/guard.ts';
import { visitOf } from './http/visit.ts';
import { visitor } from './http/visitor.ts';
import { oauthRoutes } from './oauth/routes.ts';
import { accountPages } from './pages/account-pages.ts';
import { adminFrame } from './pages/admin-frame.ts';
import { cartAjax } from './pages/cart-ajax.ts';
import { checkoutChanges } from './pages/checkout-changes.ts';
import { checkoutPages } from './pages/checkout-pages.ts';
import { extensionToken } from './pages/extension-token.ts';
import { mailboxPages } from './pages/mailbox.ts';
import { orderPages } from './pages/order-pages.ts';
import { openPage } from './pages/page.ts';
import { missing, shopPages } from './pages/shop-pages.ts';
import { storeAdmin } from './pages/store-admin.ts';
import { NotPossible } from './shop/change-order.ts';

export interface AppParts extends Omit<ApiParts, 'bucket' | 'calls'> {
  graphql: GraphqlEndpoint;
  themeFolder: string;
  /** dist/extensions of the repository. */
  extensionFolder: string;
}

/** No inline scripts anywhere; styles may be inline, because themes and app embeds set colours that way. */
function securityHeaders(appUrl: string) {
  const app = new URL(appUrl).origin;
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    // UI extensions ask the app's server themselves; on Shopify they run in a worker that may.
    `connect-src 'self' ${app}`,
    "font-src 'self'",
    `frame-src 'self' ${app}`,
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
  return (_request: Request, response: Response, next: NextFunction): void => {
    response.set({
      'content-security-policy': policy,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'strict-origin-when-cross-origin',
    });
    next();
  };
}

function errorHandler(error: unknown, _request: Request, response: Response, next: NextFunction): void {
  if (response.headersSent) return next(error);
  if (error instanceof ZodError) return void response.status(400).json({ error: z.prettifyError(error) });
  if (error instanceof NotFound) return void response.status(404).json({ error: error.message });
  if (error instanceof NotPossible || error instanceof RangeError) return void response.status(422).json({ error: error.message });
  const status = (error as { status?: unknown }).status;
  if (typeof status === 'number' && status < 500) return void response.status(status).json({ error: (error as Error).message });
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  response.status(500).json({ error: 'the sandbox failed; its log says why' });
}

export function createApp(parts: AppParts): Express {
  const { shop, graphql, themeFolder } = parts;
  const pages = { shop, dictionary: parts.dictionary, themeFolder, faults: parts.faults };
  const app = express();
  app.disable('x-powered-by');
  app.set('query parser', 'simple');
  app.use(hostGuard);
  app.use(['/admin'], shopGuard(shop), apiOutage(parts.faults));
  app.use(oauthRoutes(shop), graphql.router);
  app.use(bulkFiles(graphql.bulk));
  app.use(visitor);
  app.use(appProxy(shop, (request) => visitOf(shop, request).customerId));
  // The stand-in for App Bridge is loaded by the app's page, from the app's origin: the one asset others may use.
  app.get('/__sim/app-bridge.js', (_request: Request, response: Response) => {
    response.set('cross-origin-resource-policy', 'cross-origin').sendFile(join(import.meta.dirname, 'assets/app-bridge.js'));
  });
  app.use(securityHeaders(shop.appUrl), sameSite);
  app.use('/extensions/theme/assets', express.static(join(themeFolder, 'assets'), { maxAge: '1m', index: false }));
  app.use('/assets', express.static(join(import.meta.dirname, 'assets'), { maxAge: '1m', index: false }));
  app.use('/sandbox', bulkApi(graphql.bulk));
  app.use('/extension-host', extensionHost({ folder: parts.extensionFolder, appUrl: shop.appUrl }));
  app.use('/sandbox', apiRoutes({ ...parts, bucket: graphql.bucket, calls: graphql.log }));
  app.use((_request: Request, response: Response, next: NextFunction) => {
    response.set('cache-control', 'no-store');
    next();
  });
  app.use(cartAjax(pages), adminFrame(pages), extensionToken(shop));
  app.use(express.urlencoded({ extended: false, limit: '256kb' }));
  app.use(
    shopPages(pages),
    checkoutChanges(pages),
    checkoutPages(pages),
    orderPages(pages),
    accountPages(pages),
    mailboxPages(pages),
    storeAdmin({ ...pages, ...parts }),
  );
  app.use((request: Request, response: Response) => missing(openPage(pages, request, response)));
  app.use(errorHandler);
  return app;
}
