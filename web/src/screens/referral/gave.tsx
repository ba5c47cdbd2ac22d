import type { ReactNode } from 'react';
import { Card, Stack, Table, Text, type Column } from '../../kit/index.ts';
import { textIn } from '../../locales/localised.ts';
import { useWords } from '../../locales/words-context.tsx';
import type { DetailProps } from './referral-page.tsx';

type Gave = DetailProps['detail']['gave'];

interface Side {
  readonly id: 'advocate' | 'friend';
  readonly points: number;
  readonly reward: Gave['advocateReward'];
}

/** What both have of it now, and what is lost because a code was used before it could be taken back. */
export function Gave({ detail: { gave } }: DetailProps): ReactNode {
  const { say, maybe, locale, formats } = useWords();
  const sides: Side[] = [
    { id: 'advocate', points: gave.advocatePoints, reward: gave.advocateReward },
    { id: 'friend', points: gave.friendPoints, reward: gave.friendReward },
  ];
  const columns: Column<Side>[] = [
    { id: 'who', header: say('gave.who'), cell: ({ id }) => say(id === 'advocate' ? 'evidence.advocate' : 'referrals.friend') },
    { id: 'points', header: say('column.points'), numeric: true, cell: ({ points }) => <bdi>{formats.number(points)}</bdi> },
    {
      id: 'reward',
      header: say('redemptions.reward'),
      cell: ({ reward }) =>
        reward === null ? (
          '–'
        ) : (
          <Stack gap="tight">
            <div>
              <bdi>{textIn(locale, reward.name)}</bdi>
            </div>
            <Text size="small" tone="subdued">
              {maybe(`gave.state.${reward.state}`) ?? reward.state}
            </Text>
          </Stack>
        ),
    },
  ];
  return (
    <Card title={say('gave.title')}>
      <Stack>
        <Table caption={say('gave.title')} columns={columns} rows={sides} rowKey={({ id }) => id} />
        {gave.loss !== null && gave.loss.amountMinor > 0 && (
          <Text tone="warning">{say('gave.loss', { amount: formats.money(gave.loss) })}</Text>
        )}
      </Stack>
    </Card>
  );
}
