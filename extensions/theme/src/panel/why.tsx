import type { Explanation, HistoryLine } from '../member/answers.ts';
import { useVoice } from './voice.ts';

/** Why points moved, line by line: the words for the codes that the server stored with the entry. */
export function Why({ line }: { readonly line: HistoryLine }) {
  const { say } = useVoice();
  return (
    <>
      {line.reason !== null && <p>{say('whyReason', { reason: line.reason })}</p>}
      {line.explanation !== null && <Calculation explanation={line.explanation} />}
      <Totals line={line} />
    </>
  );
}

function Calculation({ explanation: { note, lines, pointsPerUnit, basis } }: { readonly explanation: Explanation }) {
  const { say, rate, money, points } = useVoice();
  return (
    <>
      <p>{say(`note.${note}`)}</p>
      {lines.length > 0 && (
        <>
          <p>{rate(pointsPerUnit, basis.currency)}</p>
          <ul class="items">
            {lines.map((item) => (
              <li key={item.lineId}>
                <span>{say('whyItem', { quantity: item.quantity, title: item.title })}</span>
                <bdi>{money(item.basis)}</bdi>
                <span>{points(item.points)}</span>
              </li>
            ))}
          </ul>
          <p>{say('whyRounded')}</p>
        </>
      )}
    </>
  );
}

function Totals({ line: { explanation, change, balanceAfter } }: { readonly line: HistoryLine }) {
  const { say, points, change: signed } = useVoice();
  // What was given before is shown only where the sum then comes out: worth - before = change.
  const before =
    explanation !== null && explanation.given !== 0 && explanation.deserved - explanation.given === change ? explanation.given : null;
  return (
    <dl class="totals">
      {explanation !== null && <Row name={say('whyWorth')} value={points(explanation.deserved)} />}
      {before !== null && <Row name={say('whyBefore')} value={points(before)} />}
      <Row name={say('whyChange')} value={signed(change)} />
      <Row name={say('whyBalance')} value={points(balanceAfter)} />
    </dl>
  );
}

function Row({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        <bdi>{value}</bdi>
      </dd>
    </div>
  );
}
