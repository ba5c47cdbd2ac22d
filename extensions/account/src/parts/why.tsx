import { givenBefore, leftKey, lineTitle, partSteps, partTitle } from '../../../theme/src/panel/why-words.ts';
import type { Explanation, HistoryLine } from '../../../shared/src/answers.ts';
import { useShared } from '../../../shared/src/lasting.ts';

/** Why points moved, line by line, in the words of the panel in the shop. */
export function Why({ line }: { readonly line: HistoryLine }) {
  const { panel, points } = useShared().voice;
  const { explanation, reason } = line;
  const before = givenBefore(line);
  return (
    <s-stack gap="small-200">
      {reason !== null && <s-text>{panel.say('whyReason', { reason })}</s-text>}
      {explanation !== null && <Calculation explanation={explanation} />}
      <s-divider />
      {explanation !== null && <Row name={panel.say('whyWorth')} value={points(explanation.deserved)} />}
      {before !== null && <Row name={panel.say('whyBefore')} value={points(before)} />}
      <Row name={panel.say('whyChange')} value={panel.change(line.change)} />
      <Row name={panel.say('whyBalance')} value={points(line.balanceAfter)} />
    </s-stack>
  );
}

/** Programs of one rate wrote no parts: their one rate and its rounding are told instead. */
function Calculation({ explanation }: { readonly explanation: Explanation }) {
  const { panel } = useShared().voice;
  const { note, lines, parts, pointsPerUnit, basis } = explanation;
  const oneRate = parts.length === 0 && pointsPerUnit > 0 && lines.length > 0;
  return (
    <>
      <s-text>{panel.say(`note.${note}`)}</s-text>
      {oneRate && <s-text>{panel.unitRate(pointsPerUnit, basis.currency)}</s-text>}
      {lines.length > 0 && <Counted explanation={explanation} />}
      {parts.length > 0 && <Parts explanation={explanation} />}
      {oneRate && <s-text color="subdued">{panel.say('whyRounded')}</s-text>}
    </>
  );
}

function Counted({ explanation: { lines, withheld, basis } }: { readonly explanation: Explanation }) {
  const { panel } = useShared().voice;
  const { say, money, points } = panel;
  return (
    <>
      <s-text type="strong">{say('whyCounted')}</s-text>
      {lines.map((line) => (
        <Row
          key={line.lineId}
          name={lineTitle(panel, line)}
          value={line.left === null ? money(line.basis) : say(leftKey(line.left))}
          more={line.left === null ? points(line.points) : ''}
        />
      ))}
      {withheld.map(({ paidBy, amount }) => (
        <Row key={paidBy} name={say(`withheld.${paidBy}`)} value={money(amount)} />
      ))}
      {lines.length > 1 && <Row name={say('whyBasis')} value={money(basis)} />}
    </>
  );
}

function Parts({ explanation: { parts, rounding } }: { readonly explanation: Explanation }) {
  const { panel } = useShared().voice;
  return (
    <>
      <s-text type="strong">{panel.say('whyParts')}</s-text>
      {parts.map((part) => (
        <s-stack key={`${part.source} ${part.id}`} gap="small-200">
          <Row name={partTitle(panel, part)} value={panel.points(part.points)} />
          {partSteps(panel, part, rounding).map((step) => (
            <s-text key={step} color="subdued">
              {step}
            </s-text>
          ))}
        </s-stack>
      ))}
    </>
  );
}

interface RowProps {
  readonly name: string;
  readonly value: string;
  readonly more?: string;
}

function Row({ name, value, more = '' }: RowProps) {
  return (
    <s-stack direction="inline" gap="base" justifyContent="space-between">
      <s-text>{name}</s-text>
      <s-stack direction="inline" gap="base">
        <s-text>{value}</s-text>
        {more !== '' && <s-text color="subdued">{more}</s-text>}
      </s-stack>
    </s-stack>
  );
}
