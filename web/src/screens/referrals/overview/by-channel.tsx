import type { ReactNode } from 'react';
import { Card, Table, type Column } from '../../../kit/index.ts';
import { useWords } from '../../../locales/words-context.tsx';
import type { StatsProps } from './overview-tab.tsx';
import { STEPS } from './steps.ts';

type ChannelRow = StatsProps['stats']['channels'][number];

/** The same steps for each way in which links are passed on; ways that nobody took are left out. */
export function ByChannel({ stats: { channels } }: StatsProps): ReactNode {
  const { say, formats } = useWords();
  const rows = channels.filter((row) => STEPS.some((step) => row[step] > 0));
  const columns: Column<ChannelRow>[] = [
    { id: 'channel', header: say('referrals.channel'), cell: ({ channel }) => say(`share-channel.${channel}`) },
    ...STEPS.map((step) => ({
      id: step,
      header: say(`referrals.step.${step}`),
      numeric: true,
      cell: (row: ChannelRow) => <bdi>{formats.number(row[step])}</bdi>,
    })),
  ];
  return (
    <Card title={say('referrals.by-channel')}>
      <Table caption={say('referrals.by-channel')} columns={columns} rows={rows} rowKey={({ channel }) => channel} />
    </Card>
  );
}
