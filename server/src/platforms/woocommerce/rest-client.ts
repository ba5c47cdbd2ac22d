// Questions and wishes to a store's REST API: bounded in time and size, never redirected, and every way to fail is one of two.
import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { StoreRefused, StoreUnreachable } from '../platform.ts';
import { anonymous, authenticationsFor } from './authentication.ts';
import type { Authentication, Method, StoreKey } from './authentication.ts';
import { readAtMost } from './read-at-most.ts';

export interface RestClientOptions {
  /** Where the guard against private addresses is put in; the platform's own fetch by default. */
  readonly fetchImpl?: typeof fetch;
  readonly timeoutMs?: number;
  readonly maxBytes?: number;
  readonly now?: () => number;
}

export type RestAnswer =
  | { readonly kind: 'found'; readonly body: unknown; readonly headers: Headers }
  /** The store answered in its own words that this object does not exist. No other 404 is taken for that. */
  | { readonly kind: 'gone' };

export interface RestClient {
  /** `path` below the site's address. */
  get(path: string, query?: Readonly<Record<string, string>>): Promise<RestAnswer>;
  /** Makes, changes or removes something. Nothing of a wish that was refused was done; of one that was not answered nobody knows. */
  send(method: 'POST' | 'DELETE', path: string, query?: Readonly<Record<string, string>>, body?: object): Promise<RestAnswer>;
  /** Without the key: outside `wc/` WordPress takes it for the password of an unknown user, and refuses what everybody may read. */
  getPublic(path: string, query?: Readonly<Record<string, string>>): Promise<RestAnswer>;
}

interface Wish {
  readonly method: Method;
  readonly body?: object;
}

const READ: Wish = { method: 'GET' };
const DONE = [200, 201];

interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

export function restClient(siteUrl: string, key: StoreKey, options: RestClientOptions = {}): RestClient {
  const { fetchImpl = globalThis.fetch, timeoutMs = 10_000, maxBytes = 5_000_000, now = Date.now } = options;
  const base = new URL(siteUrl.endsWith('/') ? siteUrl : `${siteUrl}/`);
  let ways = authenticationsFor(base);

  async function ask(url: URL, way: Authentication, { method, body }: Wish = READ): Promise<Answer> {
    const fresh = { nonce: randomBytes(16).toString('hex'), timestampSeconds: Math.floor(now() / 1000) };
    const signed = way({ url, method }, key, fresh);
    const content = body === undefined ? {} : { 'content-type': 'application/json' };
    const headers = { accept: 'application/json', 'user-agent': 'Lasting (loyalty)', ...content, ...signed.headers };
    const sent = body === undefined ? {} : { body: JSON.stringify(body) };
    try {
      const response = await fetchImpl(signed.url, {
        method,
        headers,
        ...sent,
        redirect: 'manual',
        signal: AbortSignal.timeout(timeoutMs),
      });
      return { status: response.status, headers: response.headers, text: await readAtMost(response, maxBytes) };
    } catch (error) {
      if (error instanceof StoreRefused || error instanceof StoreUnreachable) throw error;
      // Never the error's own text: it may quote the address, and the address may carry the key.
      throw new StoreUnreachable(isTimeout(error) ? `no answer in ${timeoutMs} ms` : 'no connection');
    }
  }

  function address(path: string, query: Readonly<Record<string, string>>): URL {
    const url = new URL(path, base);
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
    return url;
  }

  /** A key that the store did not see is shown in another way: nothing was done for it. */
  async function asked(url: URL, wish?: Wish): Promise<RestAnswer> {
    for (const [index, way] of ways.entries()) {
      const answer = await ask(url, way, wish);
      if (DONE.includes(answer.status)) ways = [way]; // What reached the store once will again.
      if (!isKeyUnseen(answer) || index === ways.length - 1) return understood(answer);
    }
    throw new StoreRefused(0, 'no way to authenticate');
  }

  return {
    async getPublic(path, query = {}) {
      return understood(await ask(address(path, query), anonymous));
    },
    get: (path, query = {}) => asked(address(path, query)),
    send: (method, path, query = {}, body) => asked(address(path, query), body === undefined ? { method } : { method, body }),
  };
}

const errorBody = z.object({ code: z.string() });

function errorCode({ text }: Answer): string | null {
  return errorBody.safeParse(parsedOrNull(text)).data?.code ?? null;
}

const KEY_UNSEEN: ReadonlySet<string> = new Set(['view', 'create', 'delete'].map((verb) => `woocommerce_rest_cannot_${verb}`));

/** "As if no key were sent": the key may be right, and only the way it was shown wrong. */
function isKeyUnseen(answer: Answer): boolean {
  return answer.status === 401 && KEY_UNSEEN.has(errorCode(answer) ?? '');
}

/** Not `rest_no_route`: that is a shop without WooCommerce or without permalinks, where nothing at all is known about the order. */
const NO_SUCH_OBJECT = /^woocommerce_rest_([a-z_]+_)?invalid_([a-z_]+_)?id$/;

function understood(answer: Answer): RestAnswer {
  const { status, headers } = answer;
  if (status === 429 || status === 408 || status >= 500) throw new StoreUnreachable(`the store answered ${status}`, retryAfterMs(headers));
  if (DONE.includes(status)) return { kind: 'found', body: json(answer), headers };
  const code = errorCode(answer);
  if (status === 404 && code !== null && NO_SUCH_OBJECT.test(code)) return { kind: 'gone' };
  // Shops send everybody to a holding page while they are under maintenance; a permanent redirect means that we have a wrong address.
  if (status >= 300 && status < 400 && status !== 301 && status !== 308) throw new StoreUnreachable(`the store redirects (${status})`);
  throw new StoreRefused(status, code ?? `the store answered ${status}`);
}

/** A page of HTML with status 200 is a shop in maintenance or a PHP error, and says nothing about what was asked. */
function json({ text }: Answer): unknown {
  const value = parsedOrNull(text);
  if (typeof value !== 'object' || value === null) throw new StoreUnreachable('the store answered something that is not JSON');
  return value;
}

function parsedOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

const LONGEST_WAIT_SECONDS = 3600;

function retryAfterMs(headers: Headers): number | null {
  const value = headers.get('retry-after') ?? '';
  return /^\d{1,9}$/.test(value) ? Math.min(Number(value), LONGEST_WAIT_SECONDS) * 1000 : null;
}

function isTimeout(error: unknown): boolean {
  return error instanceof Error && error.name === 'TimeoutError';
}
