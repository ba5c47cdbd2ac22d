// What is asked of the shop so that something happens, and how it says no. Reading goes through `member/source.ts`.
import type { HeldReward } from '../member/answers.ts';

/** `code` and `reason` are the contract's; a shop that answered with something else failed. */
export type Outcome =
  | { readonly kind: 'done'; readonly reward: HeldReward }
  | { readonly kind: 'refused'; readonly code: string; readonly reason: string | null }
  | { readonly kind: 'failed'; readonly offline: boolean };

const PATIENCE_MS = 15_000;
const FAILED: Outcome = { kind: 'failed', offline: false };

interface Said {
  readonly reward?: HeldReward;
  readonly error?: { readonly code?: string; readonly field?: string | null };
}

/** Without `body` it only looks. */
export async function ask(url: string, body?: object): Promise<Outcome> {
  const headers = { accept: 'application/json', ...(body ? { 'content-type': 'application/json' } : {}) };
  const method = body ? { method: 'POST', body: JSON.stringify(body) } : {};
  try {
    const answer = await fetch(url, { ...method, headers, signal: AbortSignal.timeout(PATIENCE_MS) });
    return read((await answer.json()) as Said);
  } catch {
    return { kind: 'failed', offline: !navigator.onLine };
  }
}

/** Proxies answer for a shop that is away with pages of their own: those are failures, whatever they say. */
function read({ reward, error }: Said): Outcome {
  if (typeof reward?.state === 'string') return { kind: 'done', reward };
  return typeof error?.code === 'string' ? { kind: 'refused', code: error.code, reason: error.field ?? null } : FAILED;
}
