import type { ReactNode } from 'react';
import { Stack, Table, Text, TextLink, type Column } from '../../../kit/index.ts';
import { useWords } from '../../../locales/words-context.tsx';
import { friendName, referralPath, type Row } from '../referral-words.ts';
import { Address, Person } from '../someone.tsx';
import { StateBadge } from '../state-badge.tsx';

export function ReferralTable({ rows }: { readonly rows: readonly Row[] }): ReactNode {
  const { say, formats } = useWords();
  const columns: Column<Row>[] = [
    { id: 'friend', header: say('referrals.friend'), cell: (row) => <Friend row={row} /> },
    { id: 'advocate', header: say('referrals.advocate'), cell: ({ advocate }) => <Person someone={advocate} as="advocate" /> },
    { id: 'state', header: say('referrals.state'), cell: (row) => <StateBadge {...row} /> },
    { id: 'since', header: say('referrals.since'), cell: ({ since }) => <Text tone="subdued">{formats.date(since)}</Text> },
    { id: 'order', header: say('referrals.order'), cell: (row) => <Order row={row} /> },
    { id: 'channel', header: say('referrals.channel'), cell: ({ channel }) => say(`share-channel.${channel}`) },
    {
      id: 'score',
      header: say('referrals.score'),
      numeric: true,
      cell: ({ score }) => <bdi>{score === null ? '–' : formats.number(score)}</bdi>,
    },
  ];
  return <Table caption={say('referrals.list')} columns={columns} rows={rows} rowKey={({ id }) => id} />;
}

export function Friend({ row }: { readonly row: Row }): ReactNode {
  const words = useWords();
  return (
    <>
      <TextLink to={referralPath(row.id)}>
        <bdi>{friendName(words, row.friend)}</bdi>
      </TextLink>
      <div>
        <Address someone={row.friend} />
      </div>
    </>
  );
}

export function Order({ row: { order } }: { readonly row: Row }): ReactNode {
  const { formats } = useWords();
  if (order === null) return '–';
  return (
    <Stack gap="tight">
      <div>
        <bdi>{order.name}</bdi>
      </div>
      {order.net !== null && (
        <Text size="small" tone="subdued">
          <bdi>{formats.money(order.net)}</bdi>
        </Text>
      )}
    </Stack>
  );
}
