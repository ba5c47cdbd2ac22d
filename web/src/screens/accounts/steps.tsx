import type { ReactNode } from 'react';
import type { accounts } from '#contract/index.ts';
import { Card, FunnelChart, Stack, Stat, StatRow, Text } from '../../kit/index.ts';
import { useWords } from '../../locales/words-context.tsx';
import { shareOf, STEPS, sumOf } from './sums.ts';

export interface RowsProps {
  readonly rows: readonly accounts.FunnelRow[];
  readonly currency: string;
}

/** From the offer to the second order, each step with what is left of the one before. */
export function Steps({ rows, currency }: RowsProps): ReactNode {
  const { say, formats } = useWords();
  const sums = sumOf(rows);
  const steps = STEPS.map((id, index) => {
    const before = STEPS[index - 1];
    const share = before === undefined ? null : shareOf(sums[id], sums[before]);
    return {
      id,
      label: say(`funnel.step.${id}`),
      value: sums[id],
      shown: formats.number(sums[id]),
      ...(share === null ? {} : { note: say('funnel.of-before', { share: formats.share(share) }) }),
    };
  });
  return (
    <Card title={say('funnel.title')}>
      <Stack>
        <FunnelChart
          title={say('funnel.chart')}
          stepLabel={say('funnel.step')}
          valueLabel={say('funnel.orders')}
          noteLabel={say('funnel.compared')}
          steps={steps}
        />
        <StatRow>
          <Stat
            label={say('funnel.revenue')}
            value={formats.money({ amountMinor: sums.revenueAfterMinor, currency })}
            note={say('funnel.revenue-note')}
          />
        </StatRow>
        <Text size="small" tone="subdued">
          {say('funnel.counted')}
        </Text>
      </Stack>
    </Card>
  );
}
