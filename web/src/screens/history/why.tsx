import type { ReactNode } from 'react';
import type { Explanation } from '#contract/index.ts';
import { Stack, Table, Text, type Column } from '../../kit/index.ts';
import { useWords } from '../../locales/words-context.tsx';
import { WhyParts } from './why-parts.tsx';

type EarningLine = Explanation['lines'][number];

interface WhyProps {
  readonly explanation: Explanation;
}

/** Why an order gave what it gave: the rules, then its lines, then what that changed. */
export function Why({ explanation }: WhyProps): ReactNode {
  const { say, formats } = useWords();
  // `given` is what earlier entries had given: the line's own change may also hold points that expired on the way.
  const { deserved, given: before, note, parts, withheld } = explanation;
  return (
    <Stack gap="tight">
      {note !== 'paid' && <p>{say(`why.note.${note}`)}</p>}
      {note === 'paid' && parts.length === 0 && <RuleSentence explanation={explanation} />}
      {parts.length > 0 && <WhyParts explanation={explanation} />}
      {withheld.map(({ paidBy, amount }) => (
        <Text key={paidBy}>{say(`why.withheld.${paidBy}`, { amount: formats.money(amount) })}</Text>
      ))}
      {explanation.lines.length > 0 && <LinesTable lines={explanation.lines} />}
      <p>{before === 0 ? say('why.first', { deserved }) : say('why.difference', { deserved, before })}</p>
      <Text size="small" tone="subdued">
        {say('why.version', { version: explanation.programVersion })}
      </Text>
    </Stack>
  );
}

function RuleSentence({ explanation }: { readonly explanation: Explanation }): ReactNode {
  const { say, formats } = useWords();
  const { pointsPerUnit, basis } = explanation;
  return <p>{say('why.rule', { rate: pointsPerUnit, unit: formats.oneUnit(basis.currency), basis: formats.money(basis) })}</p>;
}

function LinesTable({ lines }: { readonly lines: readonly EarningLine[] }): ReactNode {
  const { say, formats, maybe } = useWords();
  const columns: Column<EarningLine>[] = [
    { id: 'title', header: say('why.item'), cell: (line) => <bdi>{line.title || (maybe(`why.line.${line.lineId}`) ?? '–')}</bdi> },
    { id: 'quantity', header: say('why.quantity'), numeric: true, cell: (line) => formats.number(line.quantity) },
    { id: 'basis', header: say('why.basis'), numeric: true, cell: (line) => <bdi>{formats.money(line.basis)}</bdi> },
    { id: 'points', header: say('column.points'), numeric: true, cell: (line) => formats.number(line.points) },
  ];
  const detail = ({ left }: EarningLine): ReactNode =>
    left === null ? null : <Text tone="subdued">{maybe(`why.left.${left}`) ?? say('why.left.other')}</Text>;
  return <Table caption={say('why.lines')} columns={columns} rows={lines} rowKey={(line) => line.lineId} detail={detail} />;
}
