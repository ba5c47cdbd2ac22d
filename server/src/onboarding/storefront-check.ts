// Do shoppers see the program? The shop's first page is asked for, as a visitor would, and looked through for what the theme's block or the plugin puts
// there. What cannot be told is not told.
import type { StoreRecord } from '../stores/store-record.ts';
import { isPublicHost } from './public-host.ts';

export type StorefrontReason = 'password-page' | 'unreachable' | 'timeout' | 'not-a-page' | 'refused' | 'private-address';

export interface StorefrontLook {
  readonly state: 'on' | 'off' | 'unknown';
  /** Why it is unknown. */
  readonly reason: StorefrontReason | null;
  readonly checkedAt: number;
  readonly url: string;
}

export interface LookOptions {
  readonly fetchImpl?: typeof fetch;
  readonly timeoutMs?: number;
  readonly clock: () => number;
  /** The sandbox shop lives on this machine; a real one never does. */
  readonly privateAllowed: boolean;
}

type Seen = Pick<StorefrontLook, 'state' | 'reason'>;

const TIMEOUT_MS = 8_000;
/** The block stands near the end of the body; pages of shops are long. */
const MAX_BYTES = 5_000_000;
interface Trace {
  readonly mark: RegExp;
  /** Pages to look at until one has it, from the shop's first page on. */
  readonly pages: readonly string[];
}

const TRACES: Readonly<Record<StoreRecord['platform'], Trace>> = {
  shopify: { mark: /id=["']lasting-root["']/u, pages: [''] },
  // Without the launcher the plugin marks only pages that have a block of it. A site's first page may be anything; by this address WooCommerce opens the
  // shop page whatever its name is.
  woocommerce: { mark: /<div\s(?:[^<>]*\s)?data-lasting=["']/u, pages: ['', '?post_type=product'] },
};
const HOPS_MAX = 3;

const unknown = (reason: StorefrontReason): Seen => ({ state: 'unknown', reason });

async function textOf(response: Response): Promise<string> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of response.body ?? []) {
    parts.push(part);
    size += part.byteLength;
    if (size > MAX_BYTES) break;
  }
  return Buffer.concat(parts).toString('utf8');
}

async function read(response: Response, mark: RegExp): Promise<Seen> {
  if (response.status === 401 || response.status === 403 || response.status === 429) return unknown('refused');
  if (!response.ok) return unknown('unreachable');
  if (!/^text\/html/iu.test(response.headers.get('content-type') ?? '')) return unknown('not-a-page');
  return { state: mark.test(await textOf(response)) ? 'on' : 'off', reason: null };
}

interface Visit extends LookOptions {
  readonly mark: RegExp;
  readonly signal: AbortSignal;
}

/** Redirects are followed here, so that none leads to where a stranger must not look. */
async function visit(address: URL, options: Visit, hops = 0): Promise<Seen> {
  const { fetchImpl = globalThis.fetch, privateAllowed, mark, signal } = options;
  if (!privateAllowed && !(await isPublicHost(address.hostname))) return unknown('private-address');
  const response = await fetchImpl(address, { headers: { accept: 'text/html' }, redirect: 'manual', signal });
  if (response.status < 300 || response.status >= 400) return read(response, mark);
  const target = URL.parse(response.headers.get('location') ?? '', address.href);
  if (target === null || !/^https?:$/u.test(target.protocol) || hops >= HOPS_MAX) return unknown('unreachable');
  // Shopify shows strangers a password page until the shop opens.
  return target.pathname === '/password' ? unknown('password-page') : visit(target, options, hops + 1);
}

const isTimeout = (error: unknown): boolean => error instanceof Error && (error.name === 'TimeoutError' || error.name === 'AbortError');

/** A page of a shop, which may live in a folder of its host. */
const pageOf = (shop: URL, page: string): URL => (page === '' ? shop : new URL(page, shop.href.replace(/\/*$/u, '/')));

/** What the first page does not say, a further one may; that a further one cannot be seen says nothing. */
async function lookThrough(shop: URL, pages: readonly string[], options: Visit): Promise<Seen> {
  const [first = '', ...further] = pages;
  const seen = await visit(pageOf(shop, first), options);
  if (seen.state !== 'off') return seen;
  for (const page of further) {
    const more = await visit(pageOf(shop, page), options).catch(() => seen);
    if (more.state === 'on') return more;
  }
  return seen;
}

export async function lookAtStorefront(shop: Pick<StoreRecord, 'platform' | 'url'>, options: LookOptions): Promise<StorefrontLook> {
  const { url, platform } = shop;
  const { mark, pages } = TRACES[platform];
  const address = URL.parse(url);
  const told = (seen: Seen): StorefrontLook => ({ ...seen, checkedAt: options.clock(), url });
  if (address === null) return told(unknown('unreachable'));
  try {
    return told(await lookThrough(address, pages, { ...options, mark, signal: AbortSignal.timeout(options.timeoutMs ?? TIMEOUT_MS) }));
  } catch (error) {
    return told(unknown(isTimeout(error) ? 'timeout' : 'unreachable'));
  }
}
