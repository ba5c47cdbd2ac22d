// The one way to the server. Who asks is in the session token and nowhere else: no customer's id is ever sent.
import type { Problem } from './answers.ts';
import { appAddress } from './build-time.ts';

/** `expired`: a fresh token was refused too. `limited`: asked too often. `refused`: the server said no, and why. */
export type Failure =
  | { readonly kind: 'offline' | 'expired' | 'limited' | 'failed' }
  | { readonly kind: 'refused'; readonly code: string; readonly field: string | null };

export type Answered<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: Failure };

export interface Client {
  get: <T>(path: string) => Promise<Answered<T>>;
  post: <T>(path: string, body: object) => Promise<Answered<T>>;
}

type Asked = Pick<RequestInit, 'method' | 'body'>;
type Token = () => Promise<string>;
const PATIENCE_MS = 10_000;
const no = (failure: Failure): { ok: false; failure: Failure } => ({ ok: false, failure });

/** Never rejects: every way in which asking can end is a value. */
export function createClient(token: Token, address: string = appAddress()): Client {
  async function once(path: string, what: Asked): Promise<Response> {
    const headers = { accept: 'application/json', 'content-type': 'application/json', authorization: `Bearer ${await token()}` };
    return fetch(`${address}/ext/${path}`, { ...what, headers, signal: AbortSignal.timeout(PATIENCE_MS) });
  }
  async function ask<T>(path: string, what: Asked): Promise<Answered<T>> {
    try {
      const first = await once(path, what);
      // A token lives for minutes and a checkout stays open for hours: the second one is asked for after the refusal.
      return await read<T>(first.status === 401 ? await once(path, what) : first);
    } catch {
      return no({ kind: isOffline() ? 'offline' : 'failed' });
    }
  }
  return {
    get: (path) => ask(path, { method: 'GET' }),
    post: (path, body) => ask(path, { method: 'POST', body: JSON.stringify(body) }),
  };
}

async function read<T>(answer: Response): Promise<Answered<T>> {
  if (answer.status === 401) return no({ kind: 'expired' });
  if (answer.status === 429) return no({ kind: 'limited' });
  const body = (await answer.json()) as T | Partial<Problem>;
  if (answer.ok) return { ok: true, value: body as T };
  const error = (body as Partial<Problem>).error;
  if (answer.status >= 500 || error === undefined) return no({ kind: 'failed' });
  return no({ kind: 'refused', code: error.code, field: error.field });
}

/** A worker of Shopify's may lack `navigator`; then nothing is known of the connection. */
function isOffline(): boolean {
  return (globalThis.navigator as Navigator | undefined)?.onLine === false;
}
