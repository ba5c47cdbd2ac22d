import type { Failure } from '../member/source.ts';
import { useVoice } from './voice.ts';

/** Nothing could be shown yet. It says what that means for the points (nothing), and what to do. */
export function Notice({ failure, onRetry }: { readonly failure: Failure; readonly onRetry: () => void }) {
  const { say } = useVoice();
  const offline = failure === 'offline';
  return (
    <div class="body">
      <div class="notice" role="alert">
        <h3>{say(offline ? 'offlineTitle' : 'failedTitle')}</h3>
        <p>{say(offline ? 'offlineText' : 'failedText')}</p>
        <button type="button" class="primary" onClick={onRetry}>
          {say('retry')}
        </button>
      </div>
    </div>
  );
}
