import { friendGets, stepWords, whenCounts } from '../../../theme/src/friends/friend-words.ts';
import type { OwnReferrals } from '../../../shared/src/answers.ts';
import { useSpeech } from './speech.ts';

/** What both get, step by step, and when a friend counts. */
export function Promised({ own }: { readonly own: OwnReferrals }) {
  const speech = useSpeech();
  const { rewarded } = own.progress;
  return (
    <s-section>
      <s-stack gap="base">
        <s-text type="strong">{friendGets(speech, own)}</s-text>
        <s-ordered-list>
          {own.steps.map((step) => {
            const words = stepWords(speech, step);
            if (words === null) return null;
            return (
              <s-list-item key={`${step.from} ${step.every}`}>
                <s-stack direction="inline" gap="base">
                  <s-text>{words}</s-text>
                  {!step.every && rewarded >= step.from && <s-badge>{speech.tell('stepReached')}</s-badge>}
                </s-stack>
              </s-list-item>
            );
          })}
        </s-ordered-list>
        <s-text color="subdued">{whenCounts(speech, own.holdDays)}</s-text>
      </s-stack>
    </s-section>
  );
}
