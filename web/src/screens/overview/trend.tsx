import { useMemo, type ReactNode } from 'react';
import type { admin } from '#contract/index.ts';
import { BarChart } from '../../kit/index.ts';
import { useWords } from '../../locales/words-context.tsx';

const LEFT = [
  { key: 'redeemed', tone: 'third' },
  { key: 'reversed', tone: 'second' },
  { key: 'expired', tone: 'fourth' },
] as const;

export function Trend({ days }: { readonly days: admin.Overview['trend'] }): ReactNode {
  const { say, formats } = useWords();
  const groups = useMemo(
    () =>
      days.map(({ day, issued, reversed, redeemed, expired }) => ({
        id: day,
        short: formats.shortDay(day),
        long: formats.longDay(day),
        // What left members hangs below the line, whichever sign it comes with.
        values: { issued, redeemed: -Math.abs(redeemed), reversed: -Math.abs(reversed), expired: -Math.abs(expired) },
      })),
    [days, formats],
  );
  if (groups.length === 0) return null;
  // A sort of movement that never happened needs no bar and no label.
  const left = LEFT.filter(({ key }) => key === 'redeemed' || groups.some(({ values }) => values[key] !== 0));
  return (
    <BarChart
      title={say('overview.trend')}
      groupLabel={say('column.day')}
      series={[
        { key: 'issued', label: say('overview.issued'), tone: 'first' },
        ...left.map(({ key, tone }) => ({ key, tone, label: say(`overview.${key}`) })),
      ]}
      groups={groups}
      format={formats.number}
    />
  );
}
