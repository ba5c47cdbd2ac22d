import type { Explanation } from '../member/answers.ts';
import { useVoice, type Voice } from './voice.ts';

type Line = Explanation['lines'][number];

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
            <span>{titleOf(voice, line)}</span>
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

/** Shipping and tips are lines without a title. */
function titleOf({ say }: Voice, { lineId, title, quantity }: Line): string {
  if (title === '' && lineId === 'shipping') return say('whyShipping');
  if (title === '' && lineId === 'tips') return say('whyTips');
  return say('whyItem', { quantity, title: title || lineId });
}

const leftKey = (left: string): 'left.gift-card' | 'left.excluded' => (left === 'gift-card' ? 'left.gift-card' : 'left.excluded');
