import type { ReactNode } from 'react';
import { Card, FunnelChart, Stack, Text } from '../../../kit/index.ts';
import { useWords } from '../../../locales/words-context.tsx';
import { shareOf } from '../../accounts/sums.ts';
import type { StatsProps } from './overview-tab.tsx';
import { STEPS } from './steps.ts';

/** Each step with what is left of the one before; where it is more than before, a share would mean nothing. */
export function Funnel({ stats: { total } }: StatsProps): ReactNode {
  const { say, formats } = useWords();
  const steps = STEPS.map((id, index) => {
    const before = STEPS[index - 1];
    const share = before === undefined || total[id] > total[before] ? null : shareOf(total[id], total[before]);
    return {
      id,
      label: say(`referrals.step.${id}`),
      value: total[id],
      shown: formats.number(total[id]),
      ...(share === null ? {} : { note: say('funnel.of-before', { share: formats.share(share) }) }),
    };
  });
  return (
    <Card title={say('referrals.funnel')}>
      <Stack>
        <FunnelChart
          title={say('referrals.funnel-chart')}
          stepLabel={say('funnel.step')}
          valueLabel={say('referrals.funnel-value')}
          noteLabel={say('funnel.compared')}
          steps={steps}
        />
        <Text size="small" tone="subdued">
          {say('referrals.counted')}
        </Text>
      </Stack>
    </Card>
  );
}
