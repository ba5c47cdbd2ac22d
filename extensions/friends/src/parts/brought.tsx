import { codeStands } from '../../../theme/src/friends/friend-words.ts';
import type { OwnReferrals } from '../../../shared/src/answers.ts';
import { Copying } from '../../../shared/src/copying.tsx';
import { useShared } from '../../../shared/src/lasting.ts';
import { useSpeech } from './speech.ts';

/** The codes that friends brought. The cart is the shop's own: here they are copied, or opened there. */
export function Brought({ codes }: Pick<OwnReferrals, 'codes'>) {
  const { say } = useShared().voice;
  const speech = useSpeech();
  if (codes.length === 0) return null;
  return (
    <s-section heading={speech.tell('codesTitle')}>
      <s-stack gap="base">
        {codes.map((one) => (
          <s-stack key={one.id} gap="small-200" padding="base" border="base" borderRadius="base">
            <s-text type="strong" dir="auto">
              {one.name}
            </s-text>
            <s-text color="subdued">{codeStands(speech, one)}</s-text>
            {one.state === 'ready' && (
              <s-stack direction="inline" gap="base" alignItems="center">
                <s-text type="strong" dir="ltr">
                  {one.code}
                </s-text>
                <Copying
                  id={`gift-${one.id}`}
                  text={one.code}
                  label={say('held.copy')}
                  named={say('held.copyNamed', { reward: one.name })}
                  copied={say('held.copied')}
                />
                {one.applyUrl !== null && (
                  <s-button variant="primary" href={one.applyUrl}>
                    {speech.tell('codeApply')}
                  </s-button>
                )}
              </s-stack>
            )}
          </s-stack>
        ))}
      </s-stack>
    </s-section>
  );
}
