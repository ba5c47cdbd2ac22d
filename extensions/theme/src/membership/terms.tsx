import type { ConsentAsked } from '../member/answers.ts';
import { useVoice, type WordKey } from '../panel/voice.ts';
import { useAgreements } from './agreements.ts';
import { Told } from './told.tsx';
import { useTelling } from './use-telling.ts';

/** Terms to agree to: nothing waits for them, so this is no wall. */
export function Terms({ asked, title }: { readonly asked: ConsentAsked; readonly title: WordKey }) {
  const { say } = useVoice();
  const { agree } = useAgreements();
  const telling = useTelling();
  return (
    <div class="card">
      <h5>{say(title)}</h5>
      <TermsText asked={asked} />
      <div class="actions">
        <button
          type="button"
          class="primary"
          aria-disabled={telling.busy}
          onClick={() => void telling.tell(() => agree(asked), 'memberSaved')}
        >
          {say(telling.busy ? 'redeemBusy' : 'termsAgree')}
        </button>
      </div>
      <Told telling={telling} />
    </div>
  );
}

/** What is agreed to, and the way to the whole of it. Only an address of the web is followed. */
export function TermsText({ asked }: { readonly asked: ConsentAsked }) {
  const { say } = useVoice();
  const linked = asked.url !== null && /^https?:\/\//u.test(asked.url) ? asked.url : null;
  return (
    <>
      <p dir="auto">{asked.wording}</p>
      {linked !== null && (
        <p>
          <a href={linked} target="_blank" rel="noopener noreferrer">
            {say('termsRead')}
          </a>
        </p>
      )}
    </>
  );
}
