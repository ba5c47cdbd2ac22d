// What the advocate gets, how far they have come, and what the next friend gives.
import type { OwnReferrals, ReferralTerms } from '../member/answers.ts';
import { nextWords, progressFacts, stepWords } from './friend-words.ts';
import { useSpeech } from './speech.ts';

/** `rewarded` null: nobody's; then no step is reached. */
export function Ladder({ steps, rewarded }: { readonly steps: ReferralTerms['steps']; readonly rewarded: number | null }) {
  const speech = useSpeech();
  const shown = steps.flatMap((step) => {
    const words = stepWords(speech, step);
    return words === null ? [] : [{ step, words }];
  });
  return (
    <ol class="ladder">
      {shown.map(({ step, words }) => {
        const reached = rewarded !== null && rewarded >= step.from;
        return (
          <li key={`${step.from} ${step.every}`} class={reached ? 'reached' : ''}>
            <span>{words}</span>
            {reached && !step.every && <span class="chip done">{speech.tell('stepReached')}</span>}
          </li>
        );
      })}
    </ol>
  );
}

export function FriendProgress({ progress }: { readonly progress: OwnReferrals['progress'] }) {
  const speech = useSpeech();
  const { tell } = speech;
  const { rewarded, points } = progress;
  const next = nextWords(speech, progress);
  const facts = progressFacts(speech, progress);
  return (
    <>
      <div class="counts">{tell('rewarded', { count: rewarded })}</div>
      {points > 0 && <p>{tell('earned', { count: points })}</p>}
      {next !== null && <p class="chosen">{next}</p>}
      {facts.length > 0 && (
        <ul class="on-the-way">
          {facts.map((fact) => (
            <li key={fact}>{fact}</li>
          ))}
        </ul>
      )}
    </>
  );
}
