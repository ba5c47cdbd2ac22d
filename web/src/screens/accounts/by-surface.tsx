import type { ReactNode } from 'react';
import type { accounts } from '#contract/index.ts';
import { Card, Table, type Column } from '../../kit/index.ts';
import { useWords } from '../../locales/words-context.tsx';
import type { RowsProps } from './steps.tsx';
import { STEPS, sumsBy, type Sums } from './sums.ts';

interface SurfaceRow {
  readonly surface: accounts.Surface;
  readonly sums: Sums;
}

/** The same steps for each place where an account is offered. */
export function BySurface({ rows, currency }: RowsProps): ReactNode {
  const { say, formats } = useWords();
  const columns: Column<SurfaceRow>[] = [
    { id: 'surface', header: say('funnel.surface'), cell: ({ surface }) => say(`surface.${surface}`) },
    ...STEPS.map((step) => ({
      id: step,
      header: say(`funnel.step.${step}`),
      numeric: true,
      cell: ({ sums }: SurfaceRow) => <bdi>{formats.number(sums[step])}</bdi>,
    })),
    {
      id: 'revenue',
      header: say('funnel.revenue'),
      numeric: true,
      cell: ({ sums }) => <bdi>{formats.money({ amountMinor: sums.revenueAfterMinor, currency })}</bdi>,
    },
  ];
  const surfaces = sumsBy(rows, 'surface').map(([surface, sums]) => ({ surface, sums }));
  return (
    <Card title={say('funnel.by-surface')}>
      <Table caption={say('funnel.by-surface')} columns={columns} rows={surfaces} rowKey={({ surface }) => surface} />
    </Card>
  );
}
