import type { Explanation } from '../member/answers.ts';
import { useVoice } from './voice.ts';
import { partSteps, partTitle } from './why-words.ts';

/** Rule by rule, campaign by campaign: its rate and what it was of, the rounding, what limits took away, and what it gave. */
export function WhyParts({ explanation: { parts, rounding } }: { readonly explanation: Explanation }) {
  const voice = useVoice();
  return (
    <>
      <h4>{voice.say('whyParts')}</h4>
      <ul class="items">
        {parts.map((part) => (
          <li key={`${part.source} ${part.id}`}>
            <span>{partTitle(voice, part)}</span>
            <div class="steps">
              {partSteps(voice, part, rounding).map((step) => (
                <div key={step}>{step}</div>
              ))}
            </div>
            <span>{voice.points(part.points)}</span>
          </li>
        ))}
      </ul>
    </>
  );
}
