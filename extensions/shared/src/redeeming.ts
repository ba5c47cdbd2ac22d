// Turning points into a reward and back, as a page does it: one thing at a time, and every end has its words.
import { useRef, useState } from 'preact/hooks';
import type { HeldReward, RedeemRequest, Reward } from './answers.ts';
import type { Failure } from './client.ts';
import { giveBack, isGone, prepared, redeem } from './held.ts';
import { nameOf } from './offers.ts';
import { useShared, type Lasting } from './lasting.ts';

/** Puts a code into what is being bought, or takes it out; false where the page was not allowed to. */
export interface Codes {
  readonly add: (code: string) => Promise<boolean>;
  readonly remove: (code: string) => Promise<boolean>;
}

export interface Said {
  readonly tone: 'success' | 'info' | 'critical';
  readonly text: string;
}

export interface Redeeming {
  /** The reward, or the held one, that is worked on. */
  readonly busy: string | null;
  readonly said: Said | null;
  readonly ask: (reward: Reward, steps: number, cart: RedeemRequest['cart']) => void;
  /** A ready one that is not in the order yet. */
  readonly use: (held: HeldReward) => void;
  readonly putBack: (held: HeldReward) => void;
}

type Outcome = readonly [tone: Said['tone'], key: string, values?: Record<string, string | number>];

/** `codes` null: there is no cart here, the code is shown instead. */
export function useRedeeming(codes: Codes | null): Redeeming {
  const shared = useShared();
  const [busy, setBusy] = useState<string | null>(null);
  const [said, setSaid] = useState<Said | null>(null);
  const working = useRef(false);
  const requestIds = useRef(new Map<string, string>());

  async function work(id: string, task: () => Promise<Outcome>): Promise<void> {
    if (working.current) return;
    working.current = true;
    setBusy(id);
    setSaid(null);
    const [tone, key, values] = await task();
    await shared.reload();
    setSaid({ tone, text: shared.voice.say(key, values) });
    setBusy(null);
    working.current = false;
  }

  async function ask(reward: Reward, steps: number, cart: RedeemRequest['cart']): Promise<Outcome> {
    // Whoever tries again after a lost answer asks the same thing, and does not pay for it twice.
    const wanted = `${reward.id} ${steps}`;
    const requestId = requestIds.current.get(wanted) ?? crypto.randomUUID();
    requestIds.current.set(wanted, requestId);
    const answer = await redeem(shared.client, tagOf(shared), { requestId, rewardId: reward.id, steps, cart });
    if (!answer.ok) {
      if (answer.failure.kind === 'refused') requestIds.current.delete(wanted);
      return refusal(answer.failure);
    }
    requestIds.current.delete(wanted);
    return arrived(shared, codes, answer.value, nameOf(shared.voice, reward));
  }

  return {
    busy,
    said,
    ask: (reward, steps, cart) => void work(reward.id, () => ask(reward, steps, cart)),
    use: (held) => void work(held.id, () => use(shared, codes, held)),
    putBack: (held) => void work(held.id, () => putBack(shared, codes, held)),
  };
}

const tagOf = ({ voice }: Lasting): string => voice.language.tag;

async function use(shared: Lasting, codes: Codes | null, held: HeldReward): Promise<Outcome> {
  const answer = await prepared(shared.client, tagOf(shared), held);
  return answer.ok ? arrived(shared, codes, answer.value, held.name) : refusal(answer.failure);
}

async function arrived(shared: Lasting, codes: Codes | null, held: HeldReward, reward: string): Promise<Outcome> {
  if (isGone(held)) return ['critical', 'use.notMade'];
  if (held.state === 'preparing') return ['info', 'use.slow'];
  if (codes === null || held.code === null) return ['success', 'use.ready', { reward }];
  if (await codes.add(held.code)) return ['success', 'use.applied', { reward }];
  // A checkout that refuses a code must not cost points: they go back at once, and where even that fails, the reward stays listed.
  const back = await giveBack(shared.client, held.id);
  return ['critical', back.ok ? 'use.notAccepted' : 'use.notAcceptedHeld'];
}

async function putBack(shared: Lasting, codes: Codes | null, held: HeldReward): Promise<Outcome> {
  // Out of the order first: a code that is gone while it is still in the checkout would stop the buyer.
  if (codes !== null && held.code !== null && !(await codes.remove(held.code))) return ['critical', 'use.notRemoved'];
  const back = await giveBack(shared.client, held.id);
  if (!back.ok) return back.failure.kind === 'refused' ? ['critical', 'use.notReturned'] : refusal(back.failure);
  return ['success', back.value.state === 'returning' ? 'use.returning' : 'use.returned'];
}

const OFFER_REASONS: ReadonlySet<string> = new Set(['over', 'out-of-stock', 'limit-reached']);

/** Never the server's or the shop's own text: that is written for developers, in English. */
function refusal(failure: Failure): Outcome {
  if (failure.kind === 'expired') return ['critical', 'trouble.expiredText'];
  if (failure.kind === 'limited') return ['critical', 'trouble.limited'];
  if (failure.kind !== 'refused') return ['critical', failure.kind === 'offline' ? 'use.offline' : 'use.failed'];
  if (failure.code === 'not-enough-points' || failure.field === 'not-enough-points') return ['critical', 'use.notEnough'];
  if (failure.code === 'program-paused') return ['critical', 'use.paused'];
  if (failure.code === 'member-excluded') return ['critical', 'panel.excludedText'];
  const { field } = failure;
  return ['critical', field !== null && OFFER_REASONS.has(field) ? `panel.offer.${field}` : 'use.refused'];
}
