// The whole HTTP surface, in the order in which a request meets it.
import { resolve } from 'node:path';
import express, { type Express } from 'express';
import { addAdminPage } from './admin-page.ts';
import { addAdmin } from './admin/routes.ts';
import { addShopAdmin } from './admin/shop-admin.ts';
import { answerErrors } from './answer-errors.ts';
import { bodyDeadline } from './body-deadline.ts';
import { notFound } from './http-problem.ts';
import { addClaim } from './claim.ts';
import { knownHosts } from './known-hosts.ts';
import { observe } from './observe.ts';
import { addProbes } from './probes.ts';
import { securityHeaders } from './security-headers.ts';
import type { Services } from './services.ts';
import { addReferralPages } from './referral-page/routes.ts';
import { addShopCalls } from './shop-calls/routes.ts';
import { addStorefront } from './storefront/routes.ts';
import { addUnsubscribe } from './unsubscribe.ts';
import { addWebhooks } from './webhooks.ts';
import { addWoocommerce } from './woocommerce.ts';

export interface AppOptions {
  /** Where Vite wrote the admin. */
  readonly webRoot?: string;
  readonly bodyDeadlineMs?: number;
}

const WEB_ROOT = resolve(import.meta.dirname, '../../../dist/web');
const BODY_DEADLINE_MS = 15_000;

function settle(app: Express, services: Services): void {
  const { trustProxy } = services.env;
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('trust proxy', typeof trustProxy === 'number' ? trustProxy : [...trustProxy]);
  // Queries are read by the routes themselves, where a repeated or nested name is refused.
  app.set('query parser', false);
}

export function createApp(services: Services, options: AppOptions = {}): Express {
  const app = express();
  settle(app, services);
  app.use(observe(services));
  app.use(securityHeaders(services.env));
  app.use(bodyDeadline(options.bodyDeadlineMs ?? BODY_DEADLINE_MS));
  app.use(knownHosts(services.env));
  addProbes(app, services);
  addWebhooks(app, services);
  addWoocommerce(app, services);
  addShopCalls(app, services);
  addShopAdmin(app, services);
  addAdmin(app, services);
  addStorefront(app, services);
  addReferralPages(app, services);
  addUnsubscribe(app, services);
  addClaim(app, services);
  addAdminPage(app, services.env, options.webRoot ?? WEB_ROOT);
  app.use(() => {
    throw notFound();
  });
  app.use(answerErrors(services));
  return app;
}
