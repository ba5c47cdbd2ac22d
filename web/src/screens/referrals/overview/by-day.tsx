import { useMemo, type ReactNode } from 'react';
import { BarChart, Card } from '../../../kit/index.ts';
import { useWords } from '../../../locales/words-context.tsx';
import { barsBetween } from '../../accounts/days.ts';
import type { StatsProps } from './overview-tab.tsx';
import { sumOf } from './steps.ts';

/** Claimed, ordered and kept, day by day; days without any have their place, too. */
export function ByDay({ stats: { days, from, until } }: StatsProps): ReactNode {
  const { say, formats } = useWords();
  const { weeks, bars } = useMemo(() => barsBetween(from, until), [from, until]);
  const groups = useMemo(
    () =>
      bars.map(({ first, last }) => {
        const { claims, orders, kept } = sumOf(days.filter(({ day }) => day >= first && day <= last));
        return { id: first, short: formats.shortDay(first), long: formats.longDay(first), values: { claims, orders, kept } };
      }),
    [bars, days, formats],
  );
  return (
    <Card title={say(weeks ? 'funnel.by-week' : 'funnel.by-day')}>
      <BarChart
        title={say('referrals.by-day-chart')}
        groupLabel={say(weeks ? 'funnel.week-of' : 'column.day')}
        series={[
          { key: 'claims', label: say('referrals.step.claims'), tone: 'third' },
          { key: 'orders', label: say('referrals.step.orders'), tone: 'second' },
          { key: 'kept', label: say('referrals.step.kept'), tone: 'first' },
        ]}
        groups={groups}
        format={formats.number}
        sideBySide
      />
    </Card>
  );
}
