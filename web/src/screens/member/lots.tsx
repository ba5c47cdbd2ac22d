import type { ReactNode } from 'react';
import type { admin } from '#contract/index.ts';
import { Badge, Card, Table, Text, type Column } from '../../kit/index.ts';
import { useWords } from '../../locales/words-context.tsx';

type Lot = admin.MemberDetail['lots'][number];

/** The parts that the balance is made of, each with its own date. */
export function Lots({ lots }: { readonly lots: readonly Lot[] }): ReactNode {
  const { say, formats } = useWords();
  const columns: Column<Lot>[] = [
    { id: 'source', header: say('lots.source'), cell: (lot) => <Source lot={lot} /> },
    {
      id: 'expires',
      header: say('lots.expires'),
      cell: (lot) => (lot.expiresAt === null ? say('lots.never') : formats.date(lot.expiresAt)),
    },
    { id: 'points', header: say('column.points'), numeric: true, cell: (lot) => <bdi>{formats.number(lot.points)}</bdi> },
  ];
  return (
    <Card title={say('lots.title')}>
      {lots.length === 0 ? (
        <Text tone="subdued">{say('lots.empty')}</Text>
      ) : (
        <Table caption={say('lots.title')} columns={columns} rows={lots} rowKey={(lot) => lot.lotId} />
      )}
    </Card>
  );
}

function Source({ lot }: { readonly lot: Lot }): ReactNode {
  const { say, formats } = useWords();
  if (lot.state === 'available') return say(`lots.source.${lot.source}`);
  return (
    <>
      {say(`lots.source.${lot.source}`)}{' '}
      <Badge tone="info">
        {lot.availableAt === null ? say('lots.waiting') : say('lots.waiting-until', { date: formats.date(lot.availableAt) })}
      </Badge>
    </>
  );
}
