// What a shop says of itself: settings, status report, and the public index of the site.
import { Router } from 'express';
import type { Shop } from '../shop/shop.ts';
import { answer } from './lists.ts';

/** rest/30 and rest/29, as far as a connector reads them. */
export function siteRoutes(shop: Shop): Router {
  const routes = Router();
  routes.get('/settings/general/woocommerce_currency', (request, response) =>
    answer(request, response, { id: 'woocommerce_currency', type: 'select', default: 'USD', value: shop.currency }),
  );
  routes.get('/system_status', (request, response) => {
    const environment = { home_url: shop.home, site_url: shop.home, version: '10.5.0', wp_version: '6.9.1', php_version: '8.2.36', default_timezone: 'UTC' }; // prettier-ignore
    answer(request, response, { environment, settings: { api_enabled: true, currency: shop.currency, HPOS_enabled: true } });
  });
  return routes;
}

/** Anybody may read it; WordPress' own, not recorded. */
export function siteIndex(shop: Shop): Router {
  const routes = Router();
  routes.get('/', (request, response) => {
    const { name, timezone, gmtOffset, home } = shop;
    answer(request, response, { name, description: '', url: home, home, gmt_offset: gmtOffset, timezone_string: timezone, namespaces: ['wc/v3'] }); // prettier-ignore
  });
  return routes;
}
