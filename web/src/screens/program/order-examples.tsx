import type { ReactNode } from 'react';
import type { admin } from '#contract/index.ts';
import { Table, type Column } from '../../kit/index.ts';
import { useWords } from '../../locales/words-context.tsx';

/** Orders with what they would earn and what that costs. */
export function OrderExamples({ orders }: { readonly orders: readonly admin.OrderPreview[] }): ReactNode {
  const { say, formats } = useWords();
  const columns: Column<admin.OrderPreview>[] = [
    { id: 'order', header: say('examples.order'), cell: ({ name, total }) => <bdi>{name === '' ? formats.money(total) : name}</bdi> },
    { id: 'total', header: say('examples.total'), numeric: true, cell: ({ total }) => <bdi>{formats.money(total)}</bdi> },
    { id: 'points', header: say('column.points'), numeric: true, cell: ({ points }) => <bdi>{formats.number(points)}</bdi> },
    { id: 'cost', header: say('examples.cost'), numeric: true, cell: ({ cost }) => <bdi>{cost === null ? '–' : formats.money(cost)}</bdi> },
  ];
  return (
    <Table caption={say('examples.title')} columns={columns} rows={orders} rowKey={({ name, total }) => `${name} ${total.amountMinor}`} />
  );
}
