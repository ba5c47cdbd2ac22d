// The ways to show a key to a store, in the order in which they are tried. A host that hides one of them answers as if no key were sent.
import { oauthHeader } from './oauth.ts';

export interface StoreKey {
  readonly consumerKey: string;
  readonly consumerSecret: string;
}

/** What makes one signature different from the next; given from outside, so that a test can repeat one. */
export interface Freshness {
  readonly nonce: string;
  readonly timestampSeconds: number;
}

export interface SignedRequest {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
}

export type Method = 'GET' | 'POST' | 'DELETE';

/** What a signature covers. A body is not covered: it is JSON, and only forms are. */
export interface Asked {
  readonly url: URL;
  readonly method: Method;
}

export type Authentication = (asked: Asked, key: StoreKey, fresh: Freshness) => SignedRequest;

const basic: Authentication = ({ url }, { consumerKey, consumerSecret }) => ({
  url,
  headers: { authorization: `Basic ${Buffer.from(`${consumerKey}:${consumerSecret}`).toString('base64')}` },
});

/** For hosts that strip the Authorization header. Only ever over https. */
const inQuery: Authentication = ({ url }, { consumerKey, consumerSecret }) => {
  const withKey = new URL(url);
  withKey.searchParams.set('consumer_key', consumerKey);
  withKey.searchParams.set('consumer_secret', consumerSecret);
  return { url: withKey, headers: {} };
};

/** Behind a proxy that ends TLS and does not say so, the store believes that it is on plain http, and checks the signature of that address. */
const oauth: Authentication = ({ url, method }, key, fresh) => {
  const asSeenByStore = new URL(url.href.replace(/^https:/, 'http:'));
  return { url, headers: { authorization: oauthHeader({ method, url: asSeenByStore, ...key, ...fresh }) } };
};

export const anonymous: Authentication = ({ url }) => ({ url, headers: {} });

export function authenticationsFor(url: URL): readonly Authentication[] {
  return url.protocol === 'https:' ? [basic, inQuery, oauth] : [oauth];
}
