import { useId } from 'preact/hooks';
import type { Membership } from '../member/answers.ts';
import { useVoice } from '../panel/voice.ts';
import { useAgreements } from './agreements.ts';
import { Earns } from './earns.tsx';
import { askedFor, givenFor } from './known.ts';
import { Told } from './told.tsx';
import { useTelling } from './use-telling.ts';

/** A switch, in the words that are kept with the consent while it is off. */
export function Newsletter({ membership }: { readonly membership: Membership }) {
  const { say, date } = useVoice();
  const { agree, takeBack } = useAgreements();
  const telling = useTelling();
  const id = useId();
  const [given, asked] = [givenFor(membership, 'newsletter'), askedFor(membership, 'newsletter')];
  if (given === null && asked === null) return null;
  function turn(): void {
    if (given !== null) void telling.tell(() => takeBack('newsletter'), 'memberTakenBack');
    else if (asked !== null) void telling.tell(() => agree(asked), 'memberSaved');
  }
  return (
    <div class="card">
      <div class="turn">
        <h5 id={id}>{say('newsletter')}</h5>
        <button
          type="button"
          role="switch"
          class="switch"
          aria-checked={given !== null}
          aria-labelledby={id}
          aria-describedby={`${id}-text`}
          aria-disabled={telling.busy}
          onClick={turn}
        >
          <span aria-hidden="true" />
        </button>
      </div>
      <p id={`${id}-text`} dir={given === null ? 'auto' : undefined}>
        {given === null ? asked?.wording : say('agreedOn', { date: date(given.at) })}
      </p>
      {given === null && <Earns points={asked?.points ?? null} />}
      <Told telling={telling} />
    </div>
  );
}
