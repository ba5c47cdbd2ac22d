import { useEffect, useRef, useState } from 'preact/hooks';
import type { Member } from '../member/answers.ts';
import { useVoice, type Voice } from './voice.ts';

/** The number first, then what waits and what runs out, each with its date. */
export function Balance({ member }: { readonly member: Member | null }) {
  const voice = useVoice();
  const available = member?.available ?? 0;
  return (
    <section class="balance" aria-labelledby="balance">
      <h3 id="balance" class="label">
        {voice.say('balance')}
      </h3>
      <p class="amount">
        {voice
          .parts('points', { count: available })
          .map(({ text, name }) => (name === null ? <span>{text}</span> : <bdi class="number">{text}</bdi>))}
      </p>
      <ul class="facts">{member !== null && facts(voice, member).map((fact) => <li key={fact}>{fact}</li>)}</ul>
      <p class="quiet-text" role="status">
        {useNews(available)}
      </p>
    </section>
  );
}

function facts({ say, date }: Voice, { available, pending, nextPendingAt, nextExpiry }: Member): string[] {
  const found: string[] = [];
  if (available < 0) found.push(say('deficit'));
  if (pending > 0 && nextPendingAt !== null) found.push(say('pendingOn', { count: pending, date: date(nextPendingAt) }));
  if (pending > 0 && nextPendingAt === null) found.push(say('pending', { count: pending }));
  if (nextExpiry !== null) found.push(say('expiryOn', { count: nextExpiry.points, date: date(nextExpiry.at) }));
  return found;
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
