import type { Membership } from '../member/answers.ts';
import { useVoice } from '../panel/voice.ts';
import { useAgreements } from './agreements.ts';
import { askedFor } from './known.ts';
import { TermsText } from './terms.tsx';
import { Told } from './told.tsx';
import { useTelling } from './use-telling.ts';

/** Who left keeps what they have, and can come back. */
export function Left({ membership }: { readonly membership: Membership }) {
  const { say } = useVoice();
  const { join } = useAgreements();
  const telling = useTelling();
  const terms = askedFor(membership, 'terms');
  return (
    <div class="card">
      <h5>{say('leftTitle')}</h5>
      <p>{say('leftText')}</p>
      {terms !== null && (
        <>
          <p>{say('joinTerms')}</p>
          <TermsText asked={terms} />
        </>
      )}
      <div class="actions">
        <button
          type="button"
          class="primary"
          aria-disabled={telling.busy}
          onClick={() => void telling.tell(() => join(membership), 'memberSaved')}
        >
          {say(telling.busy ? 'redeemBusy' : 'join')}
        </button>
      </div>
      <Told telling={telling} />
    </div>
  );
}
