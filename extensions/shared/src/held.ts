// A reward on its way: asked for once, prepared by the store, put into the checkout, or given back.
import type { HeldReward, RedeemRequest } from './answers.ts';
import type { Answered, Client } from './client.ts';
import { wait } from './wait.ts';

type Held = { readonly reward: HeldReward };

/** The store usually needs a second; after these looks the page says that it takes longer, and the reward stays listed. */
const LOOKS = 20;
const LOOK_EVERY_MS = 750;

/** States in which points are, or are about to be, back. */
export const isGone = ({ state }: HeldReward): boolean => state === 'returning' || state === 'returned' || state === 'failed';
/** States in which a member still has something of it. */
export const isOpen = ({ state }: HeldReward): boolean => state === 'preparing' || state === 'ready' || state === 'on-order';
export const sameCode = (one: string, other: string): boolean => one.toUpperCase() === other.toUpperCase();

/** Asks the same request until it is heard once: a lost answer is asked for again by the same id, so it never costs twice. */
export async function redeem(client: Client, locale: string, request: RedeemRequest): Promise<Answered<HeldReward>> {
  const asked = await client.post<Held>('redeem', request);
  if (asked.ok) return prepared(client, locale, asked.value.reward);
  if (asked.failure.kind !== 'failed') return asked;
  const again = await client.post<Held>('redeem', request);
  return again.ok ? prepared(client, locale, again.value.reward) : again;
}

/** Waits, for a bounded time, until the store has made it. */
export async function prepared(client: Client, locale: string, first: HeldReward): Promise<Answered<HeldReward>> {
  let reward = first;
  for (let look = 0; reward.state === 'preparing' && look < LOOKS; look += 1) {
    await wait(LOOK_EVERY_MS);
    const seen = await client.get<Held>(`held/${encodeURIComponent(reward.id)}?locale=${locale}`);
    // One look that fails is not the reward's end: the next one may succeed.
    if (seen.ok) reward = seen.value.reward;
    else if (seen.failure.kind === 'refused') return seen;
  }
  return { ok: true, value: reward };
}

export async function giveBack(client: Client, id: string): Promise<Answered<HeldReward>> {
  const answer = await client.post<Held>(`held/${encodeURIComponent(id)}/cancel`, {});
  return answer.ok ? { ok: true, value: answer.value.reward } : answer;
}
