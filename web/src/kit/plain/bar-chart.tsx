import { lazy, Suspense, useState, type ReactNode } from 'react';
import type { BarChartProps, Column } from '../props.ts';
import { useKit } from './kit-context.ts';
import { Table } from './table.tsx';

const Drawing = lazy(async () => ({ default: (await import('./bar-chart-drawing.tsx')).BarChartDrawing }));

/** The drawing library is large, so it is loaded after everything else is shown; the same figures are always there as a table. */
export function BarChart(props: BarChartProps): ReactNode {
  const { words, button: Button } = useKit();
  const [asTable, setAsTable] = useState(false);
  return (
    <div className="lk-stack lk-gap-tight">
      <div className="lk-row lk-spread">
        <h3 className="lk-chart-title">{props.title}</h3>
        <Button kind="plain" onPress={() => setAsTable(!asTable)}>
          {asTable ? words.showChart : words.showTable}
        </Button>
      </div>
      {asTable ? (
        <FiguresTable {...props} />
      ) : (
        <div className="lk-chart" role="img" aria-label={props.title}>
          <Suspense fallback={null}>
            <Drawing {...props} />
          </Suspense>
        </div>
      )}
    </div>
  );
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
