import type { Member, StorefrontProgram } from '../member/answers.ts';
import type { Voice } from './voice.ts';

type Levels = StorefrontProgram['levels'];

/** The member's level, how long it is safe, and what is missing to the next. Levels that the program no longer names are left out. */
export function tierFacts(
  { say, date, amount }: Pick<Voice, 'say' | 'date' | 'amount'>,
  { id, losesAt, next }: NonNullable<Member['tier']>,
  levels: Levels,
): string[] {
  const nameOf = (wanted: string | null | undefined) => levels.find((level) => level.id === wanted)?.name;
  const [here, there] = [nameOf(id), nameOf(next?.id)];
  const found: string[] = [];
  if (here !== undefined) found.push(say('tierIs', { tier: here }));
  if (here !== undefined && losesAt !== null) found.push(say('tierLoses', { tier: here, date: date(losesAt) }));
  if (next === null || there === undefined) return found;
  const { spend, points, orders } = next.missing;
  if (spend !== null) found.push(say('tierNextSpend', { amount: amount(spend), tier: there }));
  if (points !== null) found.push(say('tierNextPoints', { count: points, tier: there }));
  if (orders !== null) found.push(say('tierNextOrders', { count: orders, tier: there }));
  return found;
}
