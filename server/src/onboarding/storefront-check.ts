// Do shoppers see the launcher? The shop's first page is asked for, as a visitor would, and looked through for our block. What cannot be told is
// not told.
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
/** What the theme's block and the plugin both put into the page. */
const OUR_BLOCK = /id=["']lasting-root["']/u;
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

async function read(response: Response): Promise<Seen> {
  if (response.status === 401 || response.status === 403 || response.status === 429) return unknown('refused');
  if (!response.ok) return unknown('unreachable');
  if (!/^text\/html/iu.test(response.headers.get('content-type') ?? '')) return unknown('not-a-page');
  return { state: OUR_BLOCK.test(await textOf(response)) ? 'on' : 'off', reason: null };
}

/** Redirects are followed here, so that none leads to where a stranger must not look. */
async function visit(address: URL, options: LookOptions, signal: AbortSignal, hops = 0): Promise<Seen> {
  const { fetchImpl = globalThis.fetch, privateAllowed } = options;
  if (!privateAllowed && !(await isPublicHost(address.hostname))) return unknown('private-address');
  const response = await fetchImpl(address, { headers: { accept: 'text/html' }, redirect: 'manual', signal });
  if (response.status < 300 || response.status >= 400) return read(response);
  const target = URL.parse(response.headers.get('location') ?? '', address.href);
  if (target === null || !/^https?:$/u.test(target.protocol) || hops >= HOPS_MAX) return unknown('unreachable');
  // Shopify shows strangers a password page until the shop opens.
  return target.pathname === '/password' ? unknown('password-page') : visit(target, options, signal, hops + 1);
}

const isTimeout = (error: unknown): boolean => error instanceof Error && (error.name === 'TimeoutError' || error.name === 'AbortError');

export async function lookAtStorefront(url: string, options: LookOptions): Promise<StorefrontLook> {
  const address = URL.parse(url);
  const told = (seen: Seen): StorefrontLook => ({ ...seen, checkedAt: options.clock(), url });
  if (address === null) return told(unknown('unreachable'));
  try {
    return told(await visit(address, options, AbortSignal.timeout(options.timeoutMs ?? TIMEOUT_MS)));
  } catch (error) {
    return told(unknown(isTimeout(error) ? 'timeout' : 'unreachable'));
  }
}
