// The held rewards as the panel sees them, and which of them was asked for in it.
import { useLayoutEffect, useReducer, useState } from 'preact/hooks';
import type { HeldReward, Reward, StorefrontMe } from '../member/answers.ts';
import type { Outcome } from './ask.ts';
import type { HeldRewards } from './held-rewards.ts';

export interface SeenHeld {
  readonly held: readonly HeldReward[];
  readonly rewards: HeldRewards;
  readonly asked: string | null;
  readonly redeem: (reward: Reward, steps: number) => Promise<Outcome>;
}

export function useHeld(rewards: HeldRewards, me: StorefrontMe): SeenHeld {
  const [, redraw] = useReducer((count: number) => count + 1, 0);
  const [asked, setAsked] = useState<string | null>(null);
  useLayoutEffect(() => rewards.listen(() => redraw(undefined)), [rewards]);
  async function redeem(reward: Reward, steps: number): Promise<Outcome> {
    const outcome = await rewards.redeem(reward, steps);
    if (outcome.kind === 'done') setAsked(outcome.reward.id);
    return outcome;
  }
  return { held: rewards.of(me), rewards, asked, redeem };
}
