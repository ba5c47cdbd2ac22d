// In words, where a reward stands that a member holds.
import type { HeldReward } from '../member/answers.ts';
import type { Voice, WordKey } from '../panel/voice.ts';
import type { Progressing } from './held-rewards.ts';

const GIVEN: Readonly<Record<string, WordKey>> = { 'gift-card': 'held.used.gift-card', 'store-credit': 'held.used.store-credit' };

function keyOf({ state, kind, applyPath, code }: HeldReward, { slow, applying, applied }: Progressing): WordKey {
  if (state === 'preparing') return slow ? 'held.preparing.slow' : 'held.preparing';
  if (state === 'used') return GIVEN[kind] ?? 'held.used';
  if (state !== 'ready') return `held.${state}`;
  if (applying) return 'held.ready.applying';
  if (applied) return `held.ready.${applied}`;
  return code === null ? 'held.ready.ask' : applyPath === null ? 'held.ready.type' : 'held.ready';
}

export const heldWords = ({ say }: Voice, held: HeldReward, progress: Progressing): string => say(keyOf(held, progress));

/** Nearer than this, the hour matters. */
const NEAR_MS = 2 * 86_400_000;

function endOf(format: string, until: string): string {
  const near = Date.parse(until) - Date.now() < NEAR_MS;
  return new Intl.DateTimeFormat(format, { dateStyle: 'long', ...(near ? { timeStyle: 'short' } : {}) }).format(new Date(until));
}

/** What is to be known to use it: by when, from which amount, and what the shop asks for. */
export function heldTerms({ say, amount, language }: Voice, { state, until, minimumOrder, instructions }: HeldReward): string[] {
  const usable = state === 'ready' || state === 'preparing';
  return [
    ...(usable && until !== null ? [say('held.until', { date: endOf(language.format, until) })] : []),
    ...(usable && minimumOrder !== null ? [say('rewardMinimum', { amount: amount(minimumOrder) })] : []),
    ...(instructions === null || state === 'returned' || state === 'failed' ? [] : [instructions]),
  ];
}
