// The store's doors in one Express application.
import express, { Router, type Express, type NextFunction, type Request, type Response } from 'express';
import { striking, type StoreFaults } from './faults.ts';
import { authenticate, type Authenticating } from './rest/authenticate.ts';
import { NO_ROUTE } from './rest/errors.ts';
import { couponRoutes, productRoutes } from './rest/goods.ts';
import { answerError } from './rest/lists.ts';
import { orderRoutes } from './rest/orders.ts';
import { customerRoutes } from './rest/people.ts';
import { siteIndex, siteRoutes } from './rest/site.ts';
import { webhookRoutes } from './rest/webhooks.ts';
import { ShopRefuses } from './shop/shop.ts';
import { wcAuth, type WcAuthOptions } from './wc-auth.ts';
import type { Webhooks } from './webhooks/webhooks.ts';

export interface StoreAppOptions extends Authenticating, WcAuthOptions {
  readonly webhooks: Webhooks;
  readonly faults: StoreFaults;
  /** Paths that were asked for, the oldest first. */
  readonly asked: string[];
}

function errors(error: unknown, _request: Request, response: Response, next: NextFunction): void {
  if (response.headersSent || !(error instanceof ShopRefuses)) return next(error);
  answerError(response, error);
}

function wcV3(options: StoreAppOptions): Router {
  const { shop, webhooks } = options;
  const routes = Router();
  routes.use(authenticate(options), express.json({ limit: '1mb' }));
  routes.use(orderRoutes(shop), customerRoutes(shop), productRoutes(shop), couponRoutes(shop), webhookRoutes(shop, webhooks), siteRoutes(shop)); // prettier-ignore
  return routes;
}

export function storeApp(options: StoreAppOptions): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('query parser', 'simple');
  app.use((request, _response, next) => {
    options.asked.push(`${request.method} ${request.originalUrl}`);
    next();
  });
  app.use(striking(options.faults));
  app.use('/wp-json/wc/v3', wcV3(options));
  app.use('/wp-json', siteIndex(options.shop));
  app.use('/wc-auth/v1', wcAuth(options));
  app.use('/wp-json', () => {
    throw NO_ROUTE;
  });
  app.use(errors);
  return app;
}
