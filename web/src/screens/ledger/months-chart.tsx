import { useMemo, type ReactNode } from 'react';
import type { admin } from '#contract/index.ts';
import { BarChart } from '../../kit/index.ts';
import { useWords } from '../../locales/words-context.tsx';

/** What was given stands above the line; what was spent, expired or was taken back hangs below it. */
export function MonthsChart({ months }: { readonly months: readonly admin.RollForwardMonth[] }): ReactNode {
  const { say, formats } = useWords();
  const groups = useMemo(
    () =>
      months.map(({ month, points: { issued, redeemed, expired, reversed } }) => ({
        id: month,
        short: formats.shortMonth(month),
        long: formats.longMonth(month),
        values: { issued, redeemed, expired, reversed },
      })),
    [months, formats],
  );
  if (groups.length < 2) return null;
  return (
    <BarChart
      title={say('ledger.chart')}
      groupLabel={say('ledger.month')}
      series={[
        { key: 'issued', label: say('overview.issued'), tone: 'first' },
        { key: 'redeemed', label: say('overview.redeemed'), tone: 'third' },
        { key: 'expired', label: say('overview.expired'), tone: 'fourth' },
        { key: 'reversed', label: say('overview.reversed'), tone: 'second' },
      ]}
      groups={groups}
      format={formats.number}
    />
  );
}
