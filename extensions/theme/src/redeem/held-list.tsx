// The rewards a member holds, above the catalogue: each with where it stands, its code, and what can be done with it now.
import { useEffect, useRef, useState } from 'preact/hooks';
import type { HeldReward } from '../member/answers.ts';
import { useVoice } from '../panel/voice.ts';
import { Code } from './code.tsx';
import type { HeldRewards } from './held-rewards.ts';
import { heldTerms, heldWords } from './held-words.ts';
import { sayNo } from './refusals.ts';
import { returnWords } from './taking.ts';

interface HeldListProps {
  readonly held: readonly HeldReward[];
  readonly rewards: HeldRewards;
  /** Just asked for, in this panel: it is shown to, and put into the cart as soon as it is ready. */
  readonly asked: string | null;
}

export function HeldList({ held, rewards, asked }: HeldListProps) {
  const { say } = useVoice();
  if (held.length === 0) return null;
  return (
    <section class="held" aria-labelledby="held">
      <h4 id="held">{say('heldTitle')}</h4>
      <ul>
        {held.map((one) => (
          <Held key={one.id} held={one} rewards={rewards} asked={one.id === asked} />
        ))}
      </ul>
    </section>
  );
}

interface HeldProps {
  readonly held: HeldReward;
  readonly rewards: HeldRewards;
  readonly asked: boolean;
}

function Held({ held, rewards, asked }: HeldProps) {
  const voice = useVoice();
  const item = useRef<HTMLLIElement>(null);
  const progress = rewards.progressOf(held.id);
  useEffect(() => {
    if (held.state === 'preparing') void rewards.follow(held.id);
    if (asked && held.state === 'ready' && held.applyPath !== null && progress.applied === undefined) void rewards.apply(held);
  }, [asked, held.state]);
  useEffect(() => {
    if (asked) item.current?.focus();
  }, [asked]);
  const shown = held.code !== null && (held.state === 'ready' || held.state === 'used');
  return (
    <li class={`card ${held.state === 'ready' ? 'ready' : ''}`} tabIndex={-1} ref={item}>
      <div class="price">
        <h5 dir="auto">{held.name}</h5>
        <span>{voice.points(held.points)}</span>
      </div>
      <p role="status">{heldWords(voice, held, progress)}</p>
      {heldTerms(voice, held).map((term) => (
        <p key={term} dir="auto">
          {term}
        </p>
      ))}
      {shown && <Code code={held.code ?? ''} />}
      <Actions held={held} rewards={rewards} />
    </li>
  );
}

function Actions({ held, rewards }: Omit<HeldProps, 'asked'>) {
  const voice = useVoice();
  const { say } = voice;
  const [asking, setAsking] = useState(false);
  const [no, setNo] = useState('');
  const { applied, applying } = rewards.progressOf(held.id);
  const usable = held.state === 'ready' && held.applyPath !== null && (applied ?? 'failed') === 'failed' && !applying;
  async function giveBack(): Promise<void> {
    const said = sayNo(voice, await rewards.giveBack(held));
    setNo(said ?? '');
    if (said === null) setAsking(false);
  }
  if (!usable && !held.cancellable && no === '') return null;
  return (
    <>
      <div class="actions">
        {usable && !asking && (
          <button type="button" class="primary" onClick={() => void rewards.apply(held)}>
            {say('heldApply')}
          </button>
        )}
        {held.cancellable && (
          <button type="button" class={asking ? 'secondary' : 'plain'} onClick={() => (asking ? void giveBack() : setAsking(true))}>
            {say(returnWords(held, asking), { count: held.points })}
          </button>
        )}
        {held.cancellable && asking && (
          <button type="button" class="plain" onClick={() => setAsking(false)}>
            {say('heldKeep')}
          </button>
        )}
      </div>
      <p class={no === '' ? 'quiet-text' : 'refusal'} role="alert">
        {no}
      </p>
    </>
  );
}
