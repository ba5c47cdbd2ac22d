// What of the membership is told above everything else: one line, and the way to it.
import type { Membership } from '../member/answers.ts';
import { useVoice } from '../panel/voice.ts';
import { newTerms, termsTitle } from './known.ts';

interface NoticesProps {
  readonly membership: Membership | null;
  readonly onOpen: () => void;
}

export function Notices({ membership, onOpen }: NoticesProps) {
  const { say } = useVoice();
  const text = textOf(membership);
  return (
    <div class="membership-news">
      <p role="status">{text === null ? '' : say(text)}</p>
      {text !== null && text !== 'takeover' && (
        <button type="button" onClick={onOpen}>
          {say(text === 'leftTitle' ? 'memberOpen' : 'newTermsOpen')}
        </button>
      )}
    </div>
  );
}

function textOf(membership: Membership | null): 'takeover' | 'leftTitle' | 'newTerms' | 'firstTerms' | null {
  if (membership === null) return null;
  if (membership.state === 'guest') return 'takeover';
  if (membership.state === 'left') return 'leftTitle';
  return newTerms(membership) === null ? null : termsTitle(membership);
}
