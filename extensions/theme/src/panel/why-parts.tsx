import type { Explanation } from '../member/answers.ts';
import { useVoice, type Voice } from './voice.ts';

type Part = Explanation['parts'][number];

const WHOLE = 10_000;
const THOUSAND = 1000;

/** Rule by rule, campaign by campaign: its rate and what it was of, the rounding, what limits took away, and what it gave. */
export function WhyParts({ explanation: { parts, rounding } }: { readonly explanation: Explanation }) {
  const voice = useVoice();
  return (
    <>
      <h4>{voice.say('whyParts')}</h4>
      <ul class="items">
        {parts.map((part) => (
          <li key={`${part.source} ${part.id}`}>
            <span>{titleOf(voice, part)}</span>
            <div class="steps">
              {steps(voice, part, rounding).map((step) => (
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

function titleOf({ say, language }: Voice, { source, name, id }: Part): string {
  const own = name[language.tag] ?? name.en ?? name.fa ?? name.he ?? id;
  return source === 'rule' ? own : say(`part.${source}`, { name: own });
}

function steps(voice: Voice, part: Part, rounding: Explanation['rounding']): string[] {
  const { say, number } = voice;
  const { outcome, rawThousandths, rounded, caps } = part;
  const found = [rateWords(voice, part)];
  if (outcome !== 'counts') return [...found, say(`outcome.${outcome}`)];
  if (rawThousandths !== rounded * THOUSAND) found.push(say(`rounded.${rounding}`, { raw: number(rawThousandths / THOUSAND) }));
  return [...found, ...caps.map(({ by, took }) => say(`cap.${by}`, { count: took }))];
}

function rateWords({ say, rate, money, number }: Voice, { rate: { points, per, unit }, basis }: Part): string {
  if (unit === 'factor') return say('rate.factor', { factor: number(points / WHOLE) });
  if (unit === 'minor')
    return say('rate.minor', { rate: rate(points, { amountMinor: per, currency: basis.currency }), amount: money(basis) });
  return say(`rate.${unit}`, { count: points });
}
