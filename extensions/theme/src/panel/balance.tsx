import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Member, StorefrontProgram } from '../member/answers.ts';
import { memberFacts } from './member-facts.ts';
import { useVoice } from './voice.ts';

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
      <ul class="facts">{member !== null && memberFacts(voice, member, levels).map((fact) => <li key={fact}>{fact}</li>)}</ul>
      {children}
      <p class="quiet-text" role="status">
        {useNews(available)}
      </p>
    </section>
  );
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
