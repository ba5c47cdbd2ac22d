import type { ReactNode } from 'react';
import { Card, Table, Text, type Column } from '../../kit/index.ts';
import { useWords } from '../../locales/words-context.tsx';
import { Person } from '../referrals/someone.tsx';
import type { DetailProps } from './referral-page.tsx';

type Touch = DetailProps['detail']['touches'][number];

/** Every time the friend came by somebody's link, with whose it was. */
export function Touches({ detail: { touches } }: DetailProps): ReactNode {
  const { say, maybe, formats } = useWords();
  const columns: Column<Touch>[] = [
    { id: 'at', header: say('column.when'), cell: ({ at }) => formats.dateTime(at) },
    { id: 'how', header: say('touch.how'), cell: ({ by }) => maybe(`touch.by.${by}`) ?? by },
    { id: 'whose', header: say('touch.whose'), cell: ({ advocate }) => <Person someone={advocate} as="advocate" /> },
    { id: 'code', header: say('touch.code'), cell: ({ code }) => <bdi dir="ltr">{code}</bdi> },
    { id: 'channel', header: say('referrals.channel'), cell: ({ channel }) => say(`share-channel.${channel}`) },
  ];
  return (
    <Card title={say('touch.title')}>
      {touches.length === 0 ? (
        <Text tone="subdued">{say('touch.none')}</Text>
      ) : (
        <Table caption={say('touch.title')} columns={columns} rows={touches} rowKey={({ at, code, by }) => `${at} ${code} ${by}`} />
      )}
    </Card>
  );
}
