import { useMemo, type ReactNode } from 'react';
import type { accounts } from '#contract/index.ts';
import { BarChart, Card } from '../../kit/index.ts';
import { useWords } from '../../locales/words-context.tsx';
import { daysBefore } from './days.ts';
import { sumOf } from './sums.ts';

interface ByDayProps {
  readonly rows: readonly accounts.FunnelRow[];
  readonly from: string;
  readonly until: string;
}

const DAY_MS = 86_400_000;
/** More bars than this cannot be told apart, so weeks stand for days. */
const MOST_BARS = 60;
const WEEK_DAYS = 7;

/** What was offered on a day and what has become of those offers since; days without any have their place, too. */
export function ByDay({ rows, from, until }: ByDayProps): ReactNode {
  const { say, formats } = useWords();
  const count = Math.round((Date.parse(until) - Date.parse(from)) / DAY_MS) + 1;
  const size = count > MOST_BARS ? WEEK_DAYS : 1;
  const groups = useMemo(
    () =>
      Array.from({ length: Math.ceil(count / size) }, (_, index) => {
        const first = daysBefore(from, -index * size);
        const last = daysBefore(first, 1 - size);
        const { offered, claimed } = sumOf(rows.filter(({ day }) => day >= first && day <= last));
        return { id: first, short: formats.shortDay(first), long: formats.longDay(first), values: { offered, claimed } };
      }),
    [rows, from, count, size, formats],
  );
  return (
    <Card title={say(size === 1 ? 'funnel.by-day' : 'funnel.by-week')}>
      <BarChart
        title={say('funnel.by-day-chart')}
        groupLabel={say(size === 1 ? 'column.day' : 'funnel.week-of')}
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
