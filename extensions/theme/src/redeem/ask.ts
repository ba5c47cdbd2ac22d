// Asking for a reward, and what became of it.
import type { HeldReward } from '../member/answers.ts';
import { send, type No } from '../member/send.ts';

export type Outcome = { readonly kind: 'done'; readonly reward: HeldReward } | No;

/** Without `body` it only looks. */
export async function ask(url: string, body?: object): Promise<Outcome> {
  const sent = await send(url, body);
  if (sent.kind !== 'done') return sent;
  const { reward } = sent.answer as { readonly reward?: HeldReward };
  return typeof reward?.state === 'string' ? { kind: 'done', reward } : { kind: 'failed', offline: false };
}
