import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import type { WayState, WayToEarn } from '../member/answers.ts';
import type { Lead } from '../membership/leads.ts';
import { useVoice, type Voice } from './voice.ts';

interface WaysProps {
  readonly ways: readonly WayToEarn[];
  readonly states: readonly WayState[];
  readonly lead?: Lead | null;
}

/** Each way as a sentence, with the merchant's name for it, whom it is for, and how far the member is with it. */
export function Ways({ ways, states, lead }: WaysProps) {
  return (
    <ul class="ways">
      {ways.map((way) => (
        <Way
          key={`${way.source} ${way.id}`}
          way={way}
          state={states.find(({ id }) => way.source === 'action' && id === way.id) ?? null}
          lead={way.source === 'action' && lead?.kinds.has(way.kind) ? lead : null}
        />
      ))}
    </ul>
  );
}

interface WayProps {
  readonly way: WayToEarn;
  readonly state: WayState | null;
  readonly lead: Lead | null;
}

function Way({ way, state, lead }: WayProps) {
  const voice = useVoice();
  const id = useId();
  const says = voice.tell(way.says);
  const open = (state?.state ?? 'open') === 'open';
  return (
    <li>
      <div class="way">
        <span id={`${id}-says`}>{says}</span>
        {way.name !== '' && <Small>{way.name}</Small>}
        {terms(voice, way).map((term) => (
          <Small key={term}>{term}</Small>
        ))}
      </div>
      {lead !== null && open && <Begin id={id} lead={lead} />}
      {state !== null && !(lead !== null && open) && (!open || way.once !== null) && (
        <span class={open ? 'chip' : 'chip done'}>{voice.say(`way.${state.state}`)}</span>
      )}
    </li>
  );
}

/** The words are the same for each way, so the way's own sentence is read with them. */
function Begin({ id, lead: { label, to } }: { readonly id: string; readonly lead: Lead }) {
  const { say } = useVoice();
  const named = { id: `${id}-begin`, class: 'begin', 'aria-labelledby': `${id}-begin ${id}-says` };
  return typeof to === 'string' ? (
    <a href={to} {...named}>
      {say(label)}
    </a>
  ) : (
    <button type="button" onClick={to} {...named}>
      {say(label)}
    </button>
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
