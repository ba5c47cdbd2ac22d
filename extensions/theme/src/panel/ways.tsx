import type { ComponentChildren } from 'preact';
import type { WayState, WayToEarn } from '../member/answers.ts';
import { useVoice, type Voice } from './voice.ts';

interface WaysProps {
  readonly ways: readonly WayToEarn[];
  readonly states: readonly WayState[];
}

/** Each way as a sentence, with the merchant's name for it, whom it is for, and how far the member is with it. */
export function Ways({ ways, states }: WaysProps) {
  return (
    <ul class="ways">
      {ways.map((way) => (
        <Way key={`${way.source} ${way.id}`} way={way} state={states.find(({ id }) => way.source === 'action' && id === way.id) ?? null} />
      ))}
    </ul>
  );
}

function Way({ way, state }: { readonly way: WayToEarn; readonly state: WayState | null }) {
  const voice = useVoice();
  const says = voice.tell(way.says);
  return (
    <li>
      <div class="way">
        <span>{says}</span>
        {way.name !== '' && <Small>{way.name}</Small>}
        {terms(voice, way).map((term) => (
          <Small key={term}>{term}</Small>
        ))}
      </div>
      {state !== null && (state.state !== 'open' || way.once !== null) && (
        <span class={state.state === 'open' ? 'chip' : 'chip done'}>{voice.say(`way.${state.state}`)}</span>
      )}
    </li>
  );
}

function Small({ children }: { readonly children: ComponentChildren }) {
  return <small dir="auto">{children}</small>;
}

function terms({ say, tell, date }: Voice, { when, limit, until }: WayToEarn): string[] {
  const found = when.map(({ not, says }) => say(not ? 'earnNotFor' : 'earnFor', { condition: tell(says) }));
  if (limit !== null && limit.times !== null) found.push(say(`times.${limit.period}`, { count: limit.times }));
  if (limit !== null && limit.points !== null) found.push(say(`upTo.${limit.period}`, { count: limit.points }));
  if (until !== null) found.push(say('earnUntil', { date: date(until) }));
  return found;
}
