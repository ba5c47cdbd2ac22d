import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Member, StorefrontProgram } from '../member/answers.ts';
import { tierFacts } from './tier-facts.ts';
import { useVoice, type Voice } from './voice.ts';

interface BalanceProps {
  readonly member: Member | null;
  readonly levels: StorefrontProgram['levels'];
  /** What comes next, under the facts. */
  readonly children: ComponentChildren;
}

/** The number first, then what it is worth, what waits and what runs out, each with its date. */
export function Balance({ member, levels, children }: BalanceProps) {
  const voice = useVoice();
  const available = member?.available ?? 0;
  return (
    <section class="balance" aria-labelledby="balance">
      <h3 id="balance" class="label">
        {voice.say('balance')}
      </h3>
      <p class="amount">
        {voice.pointParts(available).map(({ text, name }) => (name === 'count' ? <bdi class="number">{text}</bdi> : <span>{text}</span>))}
      </p>
      <ul class="facts">{member !== null && facts(voice, member, levels).map((fact) => <li key={fact}>{fact}</li>)}</ul>
      {children}
      <p class="quiet-text" role="status">
        {useNews(available)}
      </p>
    </section>
  );
}

function facts(voice: Voice, member: Member, levels: StorefrontProgram['levels']): string[] {
  const { say, date, money } = voice;
  const { available, worth, pending, nextPendingAt, nextExpiry, tier } = member;
  const found: string[] = [];
  if (available < 0) found.push(say('deficit'));
  if (available > 0 && worth !== null) found.push(say('worth', { amount: money(worth) }));
  if (pending > 0 && nextPendingAt !== null) found.push(say('pendingOn', { count: pending, date: date(nextPendingAt) }));
  if (pending > 0 && nextPendingAt === null) found.push(say('pending', { count: pending }));
  if (nextExpiry !== null) found.push(say('expiryOn', { count: nextExpiry.points, date: date(nextExpiry.at) }));
  return tier ? [...found, ...tierFacts(voice, tier, levels)] : found;
}

/** A change while the panel is open is told to a screen reader; the first number is not news. */
function useNews(available: number): string {
  const { say } = useVoice();
  const before = useRef(available);
  const [news, setNews] = useState('');
  useEffect(() => {
    if (before.current !== available) setNews(say('balanceNow', { count: available }));
    before.current = available;
  }, [available, say]);
  return news;
}
