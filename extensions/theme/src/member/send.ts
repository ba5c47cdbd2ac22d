// What is asked of the shop so that something happens. Reading about the member goes through `source.ts`; this is never loaded before a tap.
import { reach } from './reach.ts';

/** `code` and `reason` are the contract's; a shop that answered with something else failed. */
export type No =
  | {
      readonly kind: 'refused';
      readonly code: string;
      readonly reason: string | null;
      /** Of a shop that has words for it. */ readonly words?: string;
    }
  | { readonly kind: 'failed'; readonly offline: boolean };
export type Sent = { readonly kind: 'done'; readonly answer: unknown } | No;

const PATIENCE_MS = 15_000;

interface Refused {
  readonly error?: { readonly code?: string; readonly field?: string | null };
}

/** Without `body` it only looks. Never rejects. */
export async function send(url: string, body?: object): Promise<Sent> {
  const headers = { accept: 'application/json', ...(body ? { 'content-type': 'application/json' } : {}) };
  const method = body ? { method: 'POST', body: JSON.stringify(body) } : {};
  try {
    const answer = await reach(url, { ...method, headers, signal: AbortSignal.timeout(PATIENCE_MS) });
    return read(answer.ok, await answer.json());
  } catch {
    return { kind: 'failed', offline: !navigator.onLine };
  }
}

/** Proxies answer for a shop that is away with pages of their own: those are failures, whatever they say. */
function read(ok: boolean, answer: unknown): Sent {
  const error = (answer as Refused | null)?.error;
  if (typeof error?.code === 'string') return { kind: 'refused', code: error.code, reason: error.field ?? null };
  return ok && typeof answer === 'object' && answer !== null ? { kind: 'done', answer } : { kind: 'failed', offline: false };
}
