import { useState, type ReactNode } from 'react';
import { useKit } from './kit-context.ts';

interface ChartOrTableProps {
  readonly title: string;
  readonly chart: ReactNode;
  readonly table: ReactNode;
}

/** A chart under its title; the same figures are always there as a table. */
export function ChartOrTable({ title, chart, table }: ChartOrTableProps): ReactNode {
  const { words, button: Button } = useKit();
  const [asTable, setAsTable] = useState(false);
  return (
    <div className="lk-stack lk-gap-tight">
      <div className="lk-row lk-spread">
        <h3 className="lk-chart-title">{title}</h3>
        <Button kind="plain" onPress={() => setAsTable(!asTable)}>
          {asTable ? words.showChart : words.showTable}
        </Button>
      </div>
      {asTable ? table : chart}
    </div>
  );
}
