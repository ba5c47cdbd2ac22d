import type { ReactNode } from 'react';
import type { Column, FunnelChartProps } from '../props.ts';
import { ChartOrTable } from './chart-or-table.tsx';
import { Table } from './table.tsx';

type Step = FunnelChartProps['steps'][number];

/** Bars with their words on them. They are drawn by the page itself, so they run in reading direction and need no drawing library. */
export function FunnelChart(props: FunnelChartProps): ReactNode {
  return <ChartOrTable title={props.title} chart={<StepBars {...props} />} table={<StepsTable {...props} />} />;
}

function StepBars({ title, steps }: FunnelChartProps): ReactNode {
  const most = Math.max(1, ...steps.map(({ value }) => value));
  return (
    <ol className="lk-funnel" aria-label={title}>
      {steps.map(({ id, label, value, shown, note }) => (
        <li key={id}>
          <div className="lk-funnel-words">
            <span>{label}</span>
            <span>
              <strong>
                <bdi>{shown}</bdi>
              </strong>
              {note !== undefined && <span className="lk-subdued"> {note}</span>}
            </span>
          </div>
          <div className="lk-funnel-track" aria-hidden="true">
            <div className="lk-funnel-bar" style={{ inlineSize: `${(value / most) * 100}%` }} />
          </div>
        </li>
      ))}
    </ol>
  );
}

function StepsTable({ title, stepLabel, valueLabel, noteLabel, steps }: FunnelChartProps): ReactNode {
  const columns: Column<Step>[] = [
    { id: 'step', header: stepLabel, cell: ({ label }) => label },
    { id: 'value', header: valueLabel, numeric: true, cell: ({ shown }) => <bdi>{shown}</bdi> },
    { id: 'note', header: noteLabel, cell: ({ note }) => note ?? '–' },
  ];
  return <Table caption={title} columns={columns} rows={steps} rowKey={({ id }) => id} />;
}
