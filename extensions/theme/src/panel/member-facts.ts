// What stands under a balance: what it is worth, what waits and what runs out, each with its date.
import type { Member, StorefrontProgram } from '../member/answers.ts';
import { tierFacts } from './tier-facts.ts';
import type { Voice } from './voice.ts';

/** `levels` null: only what can be used now is of interest. */
export function memberFacts(
  voice: Pick<Voice, 'say' | 'date' | 'money' | 'amount'>,
  { available, worth, pending, nextPendingAt, nextExpiry, tier }: Member,
  levels: StorefrontProgram['levels'] | null,
): string[] {
  const { say, date, money } = voice;
  const found: string[] = [];
  if (available < 0) found.push(say('deficit'));
  if (available > 0 && worth !== null) found.push(say('worth', { amount: money(worth) }));
  if (pending > 0 && nextPendingAt !== null) found.push(say('pendingOn', { count: pending, date: date(nextPendingAt) }));
  if (pending > 0 && nextPendingAt === null) found.push(say('pending', { count: pending }));
  if (levels === null) return found;
  if (nextExpiry !== null) found.push(say('expiryOn', { count: nextExpiry.points, date: date(nextExpiry.at) }));
  return tier ? [...found, ...tierFacts(voice, tier, levels)] : found;
}
