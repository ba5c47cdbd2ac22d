import { lazy, Suspense, type ReactNode } from 'react';
import type { BarChartProps, Column } from '../props.ts';
import { ChartOrTable } from './chart-or-table.tsx';
import { Table } from './table.tsx';

const Drawing = lazy(async () => ({ default: (await import('./bar-chart-drawing.tsx')).BarChartDrawing }));

/** The drawing library is large, so it is loaded after everything else is shown. */
export function BarChart(props: BarChartProps): ReactNode {
  const chart = (
    <div className="lk-chart" role="img" aria-label={props.title}>
      <Suspense fallback={null}>
        <Drawing {...props} />
      </Suspense>
    </div>
  );
  return <ChartOrTable title={props.title} chart={chart} table={<FiguresTable {...props} />} />;
}

type Group = BarChartProps['groups'][number];

function FiguresTable({ title, groupLabel, series, groups, format }: BarChartProps): ReactNode {
  const columns: Column<Group>[] = [
    { id: 'group', header: groupLabel, cell: (group) => group.long },
    ...series.map(({ key, label }) => ({
      id: key,
      header: label,
      numeric: true,
      cell: (group: Group) => <bdi>{format(group.values[key] ?? 0)}</bdi>,
    })),
  ];
  return (
    <div className="lk-scroll" role="region" aria-label={title} tabIndex={0}>
      <Table caption={title} columns={columns} rows={groups} rowKey={(group) => group.id} />
    </div>
  );
}
