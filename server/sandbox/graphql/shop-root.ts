import { SHOP_ID } from '../bodies/shop-body.ts';
import { uninstall } from '../oauth/uninstall.ts';
import { STAFF } from '../oauth/session-token.ts';
import { gid } from '../shop/ids.ts';
import type { Shop } from '../shop/shop.ts';
import { isoUtc } from '../shop/time.ts';
import { metafieldsOf } from './metafields.ts';

/** The shop opened a year and a month before the first order a made-up year can have. */
const OPENED_AGO_MS = 400 * 86_400_000;

function shopNode(shop: Shop) {
  const { shopName, currency, timezone, taxesIncluded, country } = shop.settings.get();
  const format = {
    moneyFormat: '{{amount}}',
    moneyWithCurrencyFormat: `{{amount}} ${currency}`,
    moneyInEmailsFormat: '{{amount}}',
    moneyWithCurrencyInEmailsFormat: `{{amount}} ${currency}`,
  };
  const url = `https://${shop.domain}`;
  return {
    id: gid('Shop', SHOP_ID),
    name: shopName,
    email: STAFF.email,
    contactEmail: STAFF.email,
    myshopifyDomain: shop.domain,
    url,
    primaryDomain: { __typename: 'Domain', id: gid('Domain', 1), host: shop.domain, url, sslEnabled: true },
    currencyCode: currency,
    ianaTimezone: timezone,
    timezoneAbbreviation: 'CET',
    timezoneOffset: shop.iso(shop.now()).slice(19),
    taxesIncluded,
    taxShipping: true,
    createdAt: isoUtc(shop.now() - OPENED_AGO_MS),
    updatedAt: isoUtc(shop.now()),
    plan: { displayName: 'Developer Preview', publicDisplayName: 'Development', partnerDevelopment: true, shopifyPlus: false },
    billingAddress: { countryCodeV2: country },
    shopAddress: { countryCodeV2: country },
    currencyFormats: format,
    enabledPresentmentCurrencies: [currency],
    customerAccountsV2: {
      customerAccountsVersion: 'NEW_CUSTOMER_ACCOUNTS',
      loginRequiredAtCheckout: false,
      loginLinksVisibleOnStorefrontAndCheckout: true,
      url: `${url}/account`,
    },
    ...metafieldsOf(shop, gid('Shop', SHOP_ID)),
  };
}

export function shopRoot(shop: Shop) {
  const app = () => ({ __typename: 'App', id: gid('App', 1), title: 'Lasting', handle: 'lasting', apiKey: shop.clientId });
  return {
    shop: () => shopNode(shop),
    shopLocales: () => [
      { locale: 'en', name: 'English', primary: true, published: true },
      { locale: 'fa', name: 'Persian', primary: false, published: true },
      { locale: 'he', name: 'Hebrew', primary: false, published: true },
    ],
    currentAppInstallation: () => ({
      __typename: 'AppInstallation',
      id: gid('AppInstallation', 1),
      launchUrl: `https://admin.shopify.com/store/${shop.domain.split('.')[0]}/apps/lasting`,
      uninstallUrl: null,
      app: app(),
      accessScopes: shop.settings.get().scopes.map((handle) => ({ handle, description: handle.replaceAll('_', ' ') })),
      activeSubscriptions: [],
      ...metafieldsOf(shop, gid('AppInstallation', 1)),
    }),
    appUninstall: () => {
      uninstall(shop);
      return { app: app(), userErrors: [] };
    },
    /** TOML subscriptions are invisible here, and the sandbox has no others. */
    webhookSubscriptions: () => ({
      nodes: [],
      edges: [],
      pageInfo: { hasNextPage: false, hasPreviousPage: false, startCursor: null, endCursor: null },
    }),
  };
}
