import type { Explanation } from '../member/answers.ts';
import { useVoice } from './voice.ts';
import { leftKey, lineTitle } from './why-words.ts';

/** What of the order counted, line by line, and what was taken off for how it was paid. */
export function WhyLines({ explanation: { lines, withheld, basis } }: { readonly explanation: Explanation }) {
  const voice = useVoice();
  const { say, money, points } = voice;
  return (
    <>
      <h4>{say('whyCounted')}</h4>
      <ul class="items">
        {lines.map((line) => (
          <li key={line.lineId}>
            <span>{lineTitle(voice, line)}</span>
            {line.left === null ? <bdi>{money(line.basis)}</bdi> : <span>{say(leftKey(line.left))}</span>}
            {line.left === null && <span>{points(line.points)}</span>}
          </li>
        ))}
        {withheld.map(({ paidBy, amount }) => (
          <li key={paidBy}>
            <span>{say(`withheld.${paidBy}`)}</span>
            <bdi>{money(amount)}</bdi>
          </li>
        ))}
        {lines.length > 1 && (
          <li class="sum">
            <span>{say('whyBasis')}</span>
            <bdi>{money(basis)}</bdi>
          </li>
        )}
      </ul>
    </>
  );
}
