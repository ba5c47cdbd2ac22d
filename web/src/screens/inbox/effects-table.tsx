import type { ReactNode } from 'react';
import type { admin } from '#contract/index.ts';
import { Badge, Row, Stack, Table, Text, type Column, type Tone } from '../../kit/index.ts';
import { useWords } from '../../locales/words-context.tsx';
import { EffectButtons } from './effect-buttons.tsx';
import { useKindName } from './effect-kinds.ts';

type Effect = admin.OutboxEffectView;

const TONES = { new: 'info', done: 'good', dead: 'critical' } as const satisfies Record<Effect['state'], Tone>;

interface EffectsTableProps {
  readonly rows: readonly Effect[];
  readonly onChanged: () => void;
}

export function EffectsTable({ rows, onChanged }: EffectsTableProps): ReactNode {
  const { say, formats } = useWords();
  const nameOf = useKindName();
  const columns: Column<Effect>[] = [
    { id: 'kind', header: say('outbox.kind'), cell: ({ kind }) => <bdi>{nameOf(kind)}</bdi> },
    { id: 'state', header: say('outbox.state'), cell: ({ state }) => <Badge tone={TONES[state]}>{say(`outbox.state.${state}`)}</Badge> },
    { id: 'asked', header: say('outbox.asked'), cell: ({ createdAt }) => formats.dateTime(createdAt) },
    {
      id: 'next',
      header: say('outbox.next'),
      cell: ({ dueAt }) => (dueAt === null ? say('outbox.none') : formats.dateTime(dueAt)),
    },
    { id: 'attempts', header: say('outbox.attempts'), numeric: true, cell: ({ attempts }) => formats.number(attempts) },
  ];
  const detail = (effect: Effect): ReactNode => {
    if (effect.state !== 'dead' && effect.reason === null) return null;
    return (
      <Stack gap="tight">
        {effect.unclear && <Text tone="critical">{say('outbox.unclear')}</Text>}
        <Row gap="tight" spread>
          <Text tone={effect.state === 'dead' ? 'critical' : 'subdued'}>
            {/* The reason is for developers and English; it stands apart from the sentence around it. */}
            <bdi>{effect.reason ?? say('outbox.no-reason')}</bdi>
          </Text>
          {effect.state === 'dead' && <EffectButtons effect={effect} onChanged={onChanged} />}
        </Row>
        <Text size="small" tone="subdued">
          <bdi dir="ltr">{effect.id}</bdi>
        </Text>
      </Stack>
    );
  };
  return <Table caption={say('outbox.caption')} columns={columns} rows={rows} rowKey={({ id }) => id} detail={detail} />;
}
