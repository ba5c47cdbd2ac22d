import { useMemo, type ReactNode } from 'react';
import type { accounts } from '#contract/index.ts';
import { BarChart, Card } from '../../kit/index.ts';
import { useWords } from '../../locales/words-context.tsx';
import { barsBetween } from './days.ts';
import { sumOf } from './sums.ts';

interface ByDayProps {
  readonly rows: readonly accounts.FunnelRow[];
  readonly from: string;
  readonly until: string;
}

/** What was offered on a day and what has become of those offers since; days without any have their place, too. */
export function ByDay({ rows, from, until }: ByDayProps): ReactNode {
  const { say, formats } = useWords();
  const { weeks, bars } = useMemo(() => barsBetween(from, until), [from, until]);
  const groups = useMemo(
    () =>
      bars.map(({ first, last }) => {
        const { offered, claimed } = sumOf(rows.filter(({ day }) => day >= first && day <= last));
        return { id: first, short: formats.shortDay(first), long: formats.longDay(first), values: { offered, claimed } };
      }),
    [bars, rows, formats],
  );
  return (
    <Card title={say(weeks ? 'funnel.by-week' : 'funnel.by-day')}>
      <BarChart
        title={say('funnel.by-day-chart')}
        groupLabel={say(weeks ? 'funnel.week-of' : 'column.day')}
        series={[
          { key: 'offered', label: say('funnel.step.offered'), tone: 'third' },
          { key: 'claimed', label: say('funnel.step.claimed'), tone: 'first' },
        ]}
        groups={groups}
        format={formats.number}
        sideBySide
      />
    </Card>
  );
}
