/**
 * Shopify's own library, configured for this app. It verifies (webhooks, session tokens, app proxy) and exchanges tokens; our GraphQL
 * client does not use the library's, which sleeps `Retry-After` seconds as milliseconds and never waits for THROTTLED.
 */
import '@shopify/shopify-api/adapters/node';
import { ApiVersion, LogSeverity, shopifyApi } from '@shopify/shopify-api';
import { createStoreFetch, withFetch } from './store-fetch.ts';

export const API_VERSION = ApiVersion.October26;

export interface ShopifyAppOptions {
  readonly clientId: string;
  readonly clientSecret: string;
  /** Where this server is reached: "https://app.example.com". */
  readonly appUrl: string;
  readonly scopes: readonly string[];
  /** The local sandbox shop that answers in Shopify's place. Never set in production. */
  readonly simulatorUrl?: string;
  readonly log?: (severity: 'error' | 'warning' | 'info' | 'debug', message: string) => void;
}

export type ShopifyApi = ReturnType<typeof shopifyApi>;

export interface ShopifyLibrary {
  readonly api: ShopifyApi;
  readonly options: ShopifyAppOptions;
  /** `fetch` for a store's own host: the sandbox when one is set, with a time limit on every call. */
  readonly storeFetch: typeof fetch;
  /** Runs calls of the library so that they use {@link storeFetch}: its fetch hook is global, the choice of a caller must not be. */
  readonly within: <Result>(work: () => Promise<Result>) => Promise<Result>;
}

export function createShopifyLibrary(options: ShopifyAppOptions): ShopifyLibrary {
  const storeFetch = createStoreFetch(options.simulatorUrl);
  return { api: apiFor(options), options, storeFetch, within: (work) => withFetch(storeFetch, work) };
}

/** The same app with another secret: while a secret is being rotated, or for a store that brings its own app. */
export function apiFor(options: ShopifyAppOptions, secret: string = options.clientSecret): ShopifyApi {
  const url = new URL(options.appUrl);
  return shopifyApi({
    apiKey: options.clientId,
    apiSecretKey: secret,
    scopes: [...options.scopes],
    hostName: url.host,
    hostScheme: url.protocol === 'http:' ? 'http' : 'https',
    apiVersion: API_VERSION,
    isEmbeddedApp: true,
    logger: { level: LogSeverity.Warning, log: (severity, message) => options.log?.(SEVERITIES[severity], message) },
  });
}

const SEVERITIES = {
  [LogSeverity.Error]: 'error',
  [LogSeverity.Warning]: 'warning',
  [LogSeverity.Info]: 'info',
  [LogSeverity.Debug]: 'debug',
} as const;
