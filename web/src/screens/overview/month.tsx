import type { ReactNode } from 'react';
import type { admin, Money } from '#contract/index.ts';
import { Card, Stack, Stat, StatRow } from '../../kit/index.ts';
import { useWords } from '../../locales/words-context.tsx';
import { Trend } from './trend.tsx';

interface MonthProps {
  readonly figures: admin.Overview;
}

type Months = NonNullable<admin.Overview['months']>;

const SHOWN = ['issued', 'redeemed', 'reversed', 'expired'] as const satisfies readonly (keyof admin.Flows)[];

/** What the program gave and took this month, beside the same days of the month before. */
export function Month({ figures }: MonthProps): ReactNode {
  const { say, formats } = useWords();
  const { months, rewards } = figures;
  return (
    <Card title={months === null ? say('overview.month') : formats.longMonth(months.month)}>
      <Stack>
        {months === null ? <LastDays figures={figures} /> : <ThisMonth months={months} spentWorth={rewards?.spentWorth ?? null} />}
        <Trend days={figures.trend} />
      </Stack>
    </Card>
  );
}

interface ThisMonthProps {
  readonly months: Months;
  readonly spentWorth: Money | null;
}

function ThisMonth({ months, spentWorth }: ThisMonthProps): ReactNode {
  const { say, formats } = useWords();
  function noteOf(key: (typeof SHOWN)[number]): string {
    const before = months.previousSameDays[key];
    if (key !== 'redeemed' || spentWorth === null) return say('overview.same-days', { before });
    return say('overview.spent-worth', { worth: formats.money(spentWorth), before });
  }
  return (
    <StatRow>
      {SHOWN.map((key) => (
        <Stat key={key} label={say(`overview.${key}`)} value={formats.number(months.current[key])} note={noteOf(key)} />
      ))}
    </StatRow>
  );
}

function LastDays({ figures }: MonthProps): ReactNode {
  const { say, formats } = useWords();
  return (
    <StatRow>
      {SHOWN.map((key) => (
        <Stat key={key} label={say(`overview.${key}`)} value={formats.number(figures.last30Days[key])} />
      ))}
    </StatRow>
  );
}
