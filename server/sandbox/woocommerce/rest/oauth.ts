// One-legged OAuth 1.0a, as a store checks it over plain http (woocommerce.md §7). Written from RFC 5849, not from the connector that it tests.
import { createHmac } from 'node:crypto';
import type { ApiKey } from '../shop/types.ts';
import { notAuthentic } from './errors.ts';

/** ±15 minutes of the store's clock, and a nonce once. */
const CLOCK_SECONDS = 15 * 60;
const HASHES: Readonly<Record<string, string>> = { 'HMAC-SHA256': 'sha256', 'HMAC-SHA1': 'sha1' };

const encode = (text: string): string => encodeURIComponent(text).replaceAll(/[!'()*]/gu, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`); // prettier-ignore

/** From the header, or else from the query. Null: nothing of OAuth was sent. */
export function oauthParameters(header: string, query: URLSearchParams): Map<string, string> | null {
  if (!/^OAuth /iu.test(header)) return query.has('oauth_consumer_key') ? new Map(query) : null;
  const pairs = [...header.matchAll(/(oauth_[a-z_]+)="([^"]*)"/gu)];
  return new Map(pairs.map(([, name = '', value = '']) => [name, decodeURIComponent(value)]));
}

function baseString(method: string, address: string, parameters: ReadonlyMap<string, string>): string {
  const pairs = [...parameters]
    .filter(([name]) => name !== 'oauth_signature')
    .map(([name, value]) => [encode(name), encode(value)] as const);
  const sorted = pairs.toSorted(([a, x], [b, y]) => (a === b ? (x < y ? -1 : 1) : a < b ? -1 : 1)).map((pair) => pair.join('='));
  return [method, encode(address), encode(sorted.join('&'))].join('&');
}

export interface SignedQuestion {
  readonly method: string;
  /** As the store knows itself: http, its home's host, the path. */
  readonly address: string;
  readonly query: URLSearchParams;
  readonly sent: ReadonlyMap<string, string>;
}

/** Throws what the store would answer. */
export function checkOauth(key: ApiKey, { method, address, query, sent }: SignedQuestion, nonces: Set<string>, nowSeconds: number): void {
  const hash = HASHES[sent.get('oauth_signature_method') ?? ''];
  if (hash === undefined) throw notAuthentic('Invalid signature - signature method is invalid.');
  const base = baseString(method, address, new Map([...query, ...sent]));
  const expected = createHmac(hash, `${key.consumerSecret}&`).update(base).digest('base64');
  if (sent.get('oauth_signature') !== expected) throw notAuthentic('Invalid signature - provided signature does not match.');
  const at = Number(sent.get('oauth_timestamp'));
  if (!(Math.abs(nowSeconds - at) <= CLOCK_SECONDS)) throw notAuthentic('Invalid timestamp.');
  const nonce = `${key.id}/${sent.get('oauth_nonce') ?? ''}`;
  if (nonces.has(nonce)) throw notAuthentic('Invalid nonce - nonce has already been used.');
  nonces.add(nonce);
}
