import { nextWords, progressFacts } from '../../../theme/src/friends/friend-words.ts';
import type { OwnReferrals } from '../../../shared/src/answers.ts';
import { useSpeech } from './speech.ts';

/** How many friends count, what came of it, what the next one gives, and what is on its way. */
export function Progress({ progress }: Pick<OwnReferrals, 'progress'>) {
  const speech = useSpeech();
  const { tell } = speech;
  const next = nextWords(speech, progress);
  return (
    <s-section heading={tell('progressTitle')}>
      <s-stack gap="small-200">
        <s-text type="strong">{tell('rewarded', { count: progress.rewarded })}</s-text>
        {progress.points > 0 && <s-text>{tell('earned', { count: progress.points })}</s-text>}
        {next !== null && <s-text>{next}</s-text>}
        {progressFacts(speech, progress).map((fact) => (
          <s-text key={fact} color="subdued">
            {fact}
          </s-text>
        ))}
      </s-stack>
    </s-section>
  );
}
