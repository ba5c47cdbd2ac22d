// A quiet place at the end of the help: what was agreed to and how to take it back, new terms, leaving and joining again.
import { useEffect, useRef } from 'preact/hooks';
import type { Membership as Known } from '../member/answers.ts';
import { useVoice } from '../panel/voice.ts';
import { Birthday } from './birthday.tsx';
import { Left } from './left.tsx';
import { Leaving } from './leaving.tsx';
import { newTerms, termsTitle } from './known.ts';
import { useLostFocus } from './lost-focus.ts';
import { Newsletter } from './newsletter.tsx';
import { Terms } from './terms.tsx';

interface MembershipProps {
  readonly membership: Known;
  /** Somebody was led here: the focus comes along. */
  readonly arrived: boolean;
}

export function Membership({ membership, arrived }: MembershipProps) {
  const { say } = useVoice();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (arrived) heading.current?.focus();
  }, [arrived]);
  useLostFocus(heading, `${membership.state} ${newTerms(membership)?.version}`);
  return (
    <section class="membership" aria-labelledby="membership">
      <h4 id="membership" tabIndex={-1} ref={heading}>
        {say('memberTitle')}
      </h4>
      <State membership={membership} />
    </section>
  );
}

function State({ membership }: { readonly membership: Known }) {
  const { say } = useVoice();
  if (membership.state === 'guest')
    return (
      <div class="card">
        <p>{say('takeover')}</p>
      </div>
    );
  if (membership.state === 'left') return <Left membership={membership} />;
  const terms = newTerms(membership);
  return (
    <>
      {terms !== null && <Terms asked={terms} title={termsTitle(membership)} />}
      <Newsletter membership={membership} />
      <Birthday membership={membership} />
      <Leaving membership={membership} />
    </>
  );
}
