import { useState, type ReactNode } from 'react';
import type { admin } from '#contract/index.ts';
import { Badge, Button, Row, Stack, Table, Text, type Column, type Tone } from '../../kit/index.ts';
import { useWords } from '../../locales/words-context.tsx';
import { ItemDetail } from './item-detail.tsx';
import { ReplayButton } from './replay-button.tsx';

type Item = admin.InboxItemView;

const TONES = { new: 'info', done: 'good', ignored: 'neutral', dead: 'critical' } as const satisfies Record<Item['state'], Tone>;

interface InboxTableProps {
  readonly rows: readonly Item[];
  readonly onReplayed: () => void;
}

export function InboxTable({ rows, onReplayed }: InboxTableProps): ReactNode {
  const { say, formats } = useWords();
  const [opened, open] = useState<string | null>(null);
  const columns: Column<Item>[] = [
    { id: 'topic', header: say('inbox.topic'), cell: (item) => <bdi dir="ltr">{item.topic}</bdi> },
    { id: 'state', header: say('inbox.state'), cell: (item) => <Badge tone={TONES[item.state]}>{say(`inbox.state.${item.state}`)}</Badge> },
    { id: 'received', header: say('inbox.received'), cell: (item) => formats.dateTime(item.receivedAt) },
    { id: 'attempts', header: say('inbox.attempts'), numeric: true, cell: (item) => formats.number(item.attempts) },
    {
      id: 'more',
      header: say('inbox.more'),
      cell: (item) => (
        <Button
          kind="plain"
          expanded={opened === item.id}
          onPress={() => open(opened === item.id ? null : item.id)}
          label={say('inbox.more-label', { topic: item.topic, at: formats.dateTime(item.receivedAt) })}
        >
          {say('inbox.more')}
        </Button>
      ),
    },
  ];
  const detail = (item: Item): ReactNode => {
    const more = opened === item.id ? <ItemDetail itemId={item.id} /> : null;
    if (item.state !== 'dead' && item.reason === null) return more;
    return (
      <Stack gap="tight">
        <Row gap="tight" spread>
          <Text tone={item.state === 'dead' ? 'critical' : 'subdued'}>
            {/* The reason is for developers and English; it stands apart from the sentence around it. */}
            <bdi>{item.reason ?? say('inbox.no-reason')}</bdi>
          </Text>
          {item.state === 'dead' && <ReplayButton item={item} onReplayed={onReplayed} />}
        </Row>
        {more}
      </Stack>
    );
  };
  return <Table caption={say('inbox.caption')} columns={columns} rows={rows} rowKey={(item) => item.id} detail={detail} />;
}
