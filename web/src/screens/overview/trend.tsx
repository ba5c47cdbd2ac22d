import { useMemo, type ReactNode } from 'react';
import type { admin } from '#contract/index.ts';
import { BarChart } from '../../kit/index.ts';
import { useWords } from '../../locales/words-context.tsx';

export function Trend({ days }: { readonly days: admin.Overview['trend'] }): ReactNode {
  const { say, formats } = useWords();
  const groups = useMemo(
    () =>
      days.map(({ day, issued, reversed }) => ({
        id: day,
        short: formats.shortDay(day),
        long: formats.longDay(day),
        // What was taken back hangs below the line, whichever sign it comes with.
        values: { issued, reversed: -Math.abs(reversed) },
      })),
    [days, formats],
  );
  if (groups.length === 0) return null;
  return (
    <BarChart
      title={say('overview.trend')}
      groupLabel={say('column.day')}
      series={[
        { key: 'issued', label: say('overview.issued'), tone: 'first' },
        { key: 'reversed', label: say('overview.reversed'), tone: 'second' },
      ]}
      groups={groups}
      format={formats.number}
    />
  );
}
