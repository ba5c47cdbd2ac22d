// A reward on its way in words: what it is called, how far it is, and what there is to know about it besides.
import type { admin } from '#contract/index.ts';
import type { Tone } from '../../kit/index.ts';
import { textIn } from '../../locales/localised.ts';
import type { Words } from '../../locales/words.ts';

type Reward = admin.RewardRow;

export const TONES = {
  preparing: 'info',
  ready: 'info',
  'on-order': 'info',
  used: 'good',
  returning: 'neutral',
  returned: 'neutral',
  failed: 'warning',
} as const satisfies Record<Reward['state'], Tone>;

export function rewardName({ locale }: Words, { name, rewardId }: Pick<Reward, 'name' | 'rewardId'>): string {
  return textIn(locale, name) || rewardId;
}

/** Why it came back, until when it is good, how to know it again, which orders have it, what to hand out: one sentence each. */
export function rewardFacts(words: Words, reward: Reward): string[] {
  const { say, formats, locale } = words;
  const { why, until, codeEnd, orders, instructions, state } = reward;
  const named = orders.map(({ id, name }) => name ?? id);
  const facts = [
    why === null ? null : say(`reward-why.${why}`),
    named.length === 0 ? null : say('redemptions.orders', { count: named.length, orders: formats.list(named) }),
    until === null ? null : say('redemptions.until', { until: formats.dateTime(until) }),
    codeEnd === null || state === 'failed' ? null : say('redemptions.code-end', { end: codeEnd }),
    instructions === null ? null : say('redemptions.hand-out', { what: textIn(locale, instructions) }),
  ];
  return facts.filter((fact) => fact !== null);
}
