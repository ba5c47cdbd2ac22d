import type { ReactNode } from 'react';
import type { admin } from '#contract/index.ts';
import { Badge, Table, Text, type Column } from '../../kit/index.ts';
import { useWords } from '../../locales/words-context.tsx';
import { columnsFor } from './movements.ts';

type Month = admin.RollForwardMonth;

interface MonthsTableProps {
  readonly months: readonly Month[];
  readonly currency: string;
}

/** Months down, movements across: opening + every column = closing. */
export function MonthsTable({ months, currency }: MonthsTableProps): ReactNode {
  const { say, formats } = useWords();
  const number = (id: string, header: string, value: (month: Month) => string): Column<Month> => ({
    id,
    header,
    numeric: true,
    cell: (month) => <bdi>{value(month)}</bdi>,
  });
  const owed = months.some(({ points }) => points.owedByMembers > 0);
  const columns: Column<Month>[] = [
    { id: 'month', header: say('ledger.month'), cell: (month) => <MonthName month={month} /> },
    number('opening', say('ledger.opening'), ({ points }) => formats.number(points.opening)),
    ...columnsFor(months).map(({ key, name }) => number(key, say(name), ({ points }) => formats.change(points[key]))),
    number('closing', say('ledger.closing'), ({ points }) => formats.number(points.closing)),
    ...(owed ? [number('owed-by', say('ledger.owed-by-members'), ({ points }) => formats.number(points.owedByMembers))] : []),
  ];
  const detail = ({ money }: Month): ReactNode => {
    if (money === null) return null;
    const worth = formats.money({ amountMinor: money.owedToMembers, currency });
    return (
      <Text tone="subdued" size="small">
        {say('ledger.worth', { worth })}
      </Text>
    );
  };
  return <Table caption={say('ledger.caption')} columns={columns} rows={months} rowKey={({ month }) => month} detail={detail} />;
}

function MonthName({ month }: { readonly month: Month }): ReactNode {
  const { say, formats } = useWords();
  return (
    <>
      <bdi>{formats.longMonth(month.month)}</bdi> {!month.closed && <Badge tone="info">{say('ledger.open')}</Badge>}
    </>
  );
}
