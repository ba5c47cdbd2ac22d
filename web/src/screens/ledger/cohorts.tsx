import type { ReactNode } from 'react';
import type { admin } from '#contract/index.ts';
import { Card, Stack, Table, Text, type Column } from '../../kit/index.ts';
import { useWords } from '../../locales/words-context.tsx';
import { KeepFile } from './statement.tsx';

interface CohortsProps {
  readonly report: admin.RollForward;
}

/** What became of the points of each month: how many are spent in the end, and how many nobody uses. */
export function Cohorts({ report }: CohortsProps): ReactNode {
  const { say } = useWords();
  return (
    <Card title={say('ledger.cohorts')} actions={<KeepFile months={report.months} table="cohorts" />}>
      <Stack>
        <Text tone="subdued">{say('ledger.cohorts-note')}</Text>
        <CohortTable cohorts={report.cohorts} />
        {report.ages.length > 1 && <AgeTable ages={report.ages} />}
      </Stack>
    </Card>
  );
}

function useColumns(): {
  number: <Row>(id: string, header: string, value: (row: Row) => number) => Column<Row>;
  share: <Row>(id: string, header: string, value: (row: Row) => number | null) => Column<Row>;
} {
  const { say, formats } = useWords();
  const cell = <Row,>(id: string, header: string, text: (row: Row) => string): Column<Row> => ({
    id,
    header,
    numeric: true,
    cell: (row) => <bdi>{text(row)}</bdi>,
  });
  return {
    number: (id, header, value) => cell(id, header, (row) => formats.number(value(row))),
    share: (id, header, value) =>
      cell(id, header, (row) => {
        const share = value(row);
        return share === null ? say('ledger.no-share') : formats.share(share);
      }),
  };
}

function CohortTable({ cohorts }: { readonly cohorts: readonly admin.LedgerCohort[] }): ReactNode {
  const { say, formats } = useWords();
  const { number, share } = useColumns();
  const columns: Column<admin.LedgerCohort>[] = [
    {
      id: 'month',
      header: say('ledger.issued-in'),
      cell: ({ month }) => (month === null ? say('ledger.debts') : <bdi>{formats.longMonth(month)}</bdi>),
    },
    number('given', say('overview.issued'), ({ given }) => given),
    number('reversed', say('overview.reversed'), ({ reversed }) => reversed),
    number('redeemed', say('overview.redeemed'), ({ redeemed }) => redeemed),
    number('expired', say('overview.expired'), ({ expired }) => expired),
    ...(cohorts.some(({ other }) => other !== 0) ? [number<admin.LedgerCohort>('other', say('ledger.other'), ({ other }) => other)] : []),
    number('open', say('ledger.still-open'), ({ open }) => open),
    share('redeemed-share', say('ledger.redeemed-share'), ({ redeemedShare }) => redeemedShare),
    share('expired-share', say('ledger.expired-share'), ({ expiredShare }) => expiredShare),
  ];
  return <Table caption={say('ledger.cohorts')} columns={columns} rows={cohorts} rowKey={({ month }) => month ?? ''} />;
}

function AgeTable({ ages }: { readonly ages: readonly admin.LedgerAge[] }): ReactNode {
  const { say } = useWords();
  const { number, share } = useColumns();
  const columns: Column<admin.LedgerAge>[] = [
    { id: 'age', header: say('ledger.age'), cell: ({ months }) => say('ledger.age-months', { months }) },
    number('cohorts', say('ledger.age-cohorts'), ({ cohorts }) => cohorts),
    share('redeemed-share', say('ledger.redeemed-share'), ({ redeemedShare }) => redeemedShare),
    share('expired-share', say('ledger.expired-share'), ({ expiredShare }) => expiredShare),
  ];
  return (
    <Stack gap="tight">
      <Text strong>{say('ledger.ages')}</Text>
      <Table caption={say('ledger.ages')} columns={columns} rows={ages} rowKey={({ months }) => String(months)} />
    </Stack>
  );
}
