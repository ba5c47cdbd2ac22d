import type { Explanation, HistoryLine } from '../member/answers.ts';
import { useVoice } from './voice.ts';
import { WhyLines } from './why-lines.tsx';
import { WhyParts } from './why-parts.tsx';
import { givenBefore } from './why-words.ts';

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

/** Programs of one rate wrote no parts: their one rate and its rounding are told instead. */
function Calculation({ explanation }: { readonly explanation: Explanation }) {
  const { note, lines, parts, pointsPerUnit, basis } = explanation;
  const { say, unitRate } = useVoice();
  const oneRate = parts.length === 0 && pointsPerUnit > 0 && lines.length > 0;
  return (
    <>
      <p>{say(`note.${note}`)}</p>
      {oneRate && <p>{unitRate(pointsPerUnit, basis.currency)}</p>}
      {lines.length > 0 && <WhyLines explanation={explanation} />}
      {parts.length > 0 && <WhyParts explanation={explanation} />}
      {oneRate && <p>{say('whyRounded')}</p>}
    </>
  );
}

function Totals({ line }: { readonly line: HistoryLine }) {
  const { explanation, change, balanceAfter } = line;
  const { say, points, change: signed } = useVoice();
  const before = givenBefore(line);
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
