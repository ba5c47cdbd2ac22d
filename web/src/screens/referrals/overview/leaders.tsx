import type { ReactNode } from 'react';
import { Button, Card, Table, Text, type Column } from '../../../kit/index.ts';
import { useWords } from '../../../locales/words-context.tsx';
import { advocateName, friendsPath } from '../referral-words.ts';
import { Address, Person } from '../someone.tsx';
import type { StatsProps } from './overview-tab.tsx';

type Leader = StatsProps['stats']['leaders'][number];

/** Whose friends stayed, with a way to them. */
export function Leaders({ stats: { leaders, currency } }: StatsProps): ReactNode {
  const words = useWords();
  const { say, formats } = words;
  const money = (amountMinor: number): string => formats.money({ amountMinor, currency });
  const number = (id: string, header: string, text: (row: Leader) => string): Column<Leader> => ({
    id,
    header,
    numeric: true,
    cell: (row) => <bdi>{text(row)}</bdi>,
  });
  const columns: Column<Leader>[] = [
    {
      id: 'advocate',
      header: say('referrals.advocate'),
      cell: ({ advocate }) => (
        <>
          <Person someone={advocate} as="advocate" />
          <div>
            <Address someone={advocate} />
          </div>
        </>
      ),
    },
    number('kept', say('referrals.step.kept'), ({ kept }) => formats.number(kept)),
    number('orders', say('referrals.step.orders'), ({ orders }) => formats.number(orders)),
    number('revenue', say('referrals.revenue'), ({ revenueMinor }) => money(revenueMinor)),
    number('cost', say('referrals.cost'), ({ costMinor }) => (costMinor === null ? '–' : money(costMinor))),
    {
      id: 'friends',
      header: say('referrals.leaders-friends'),
      cell: ({ advocate }) =>
        advocate.memberId === null ? (
          '–'
        ) : (
          <Button
            kind="plain"
            to={friendsPath(advocate.memberId)}
            label={say('referrals.see-friends-of', { name: advocateName(words, advocate) })}
          >
            {say('referrals.see-friends')}
          </Button>
        ),
    },
  ];
  return (
    <Card title={say('referrals.leaders')}>
      {leaders.length === 0 ? (
        <Text tone="subdued">{say('referrals.leaders-empty')}</Text>
      ) : (
        <Table
          caption={say('referrals.leaders')}
          columns={columns}
          rows={leaders}
          rowKey={({ advocate }) => advocate.memberId ?? JSON.stringify(advocate)}
        />
      )}
    </Card>
  );
}
