import { useState, type ReactNode } from 'react';
import type { admin } from '#contract/index.ts';
import { useResource } from '../../api/use-resource.ts';
import { Button, Card, EmptyState, Pager, Row, Stack, Table, Text, type Column } from '../../kit/index.ts';
import { useWords } from '../../locales/words-context.tsx';
import { useListPosition } from '../../shell/list-position.ts';
import { Loaded } from '../../shell/loaded.tsx';
import { Change } from '../history/change.tsx';
import { backWords, lineWords } from '../history/line-words.ts';
import { Why } from '../history/why.tsx';

type Line = admin.MemberHistoryLine;

interface HistoryProps {
  readonly memberId: string;
  /** Changes when something new was entered, which is when the shown page is asked for again. */
  readonly entryCount: number;
}

export function History({ memberId, entryCount }: HistoryProps): ReactNode {
  const { say } = useWords();
  const position = useListPosition();
  return (
    <Card title={say('history.title')}>
      <HistoryOf key={entryCount} memberId={memberId} position={position} />
    </Card>
  );
}

function HistoryOf({
  memberId,
  position,
}: {
  readonly memberId: string;
  readonly position: ReturnType<typeof useListPosition>;
}): ReactNode {
  const { say } = useWords();
  const { cursor } = position;
  const page = useResource('memberHistory', { path: { memberId }, query: cursor === undefined ? {} : { cursor } });
  return (
    <Loaded resource={page} lines={8}>
      {({ items, next }) =>
        items.length === 0 ? (
          <EmptyState title={say('history.empty-title')}>{say('history.empty-body')}</EmptyState>
        ) : (
          <Stack>
            <HistoryTable lines={items} />
            <Pager label={say('history.pages')} previous={position.previous} next={position.next(next)} />
          </Stack>
        )
      }
    </Loaded>
  );
}

function HistoryTable({ lines }: { readonly lines: readonly Line[] }): ReactNode {
  const words = useWords();
  const { say, formats } = words;
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set());
  const toggle = (id: string): void =>
    setOpened((before) => (before.has(id) ? new Set([...before].filter((other) => other !== id)) : new Set([...before, id])));

  const columns: Column<Line>[] = [
    {
      id: 'what',
      header: say('column.what'),
      cell: (line) => (
        <Row gap="tight">
          {lineWords(words, line)}
          {line.explanation && (
            <Button
              kind="plain"
              expanded={opened.has(line.id)}
              onPress={() => toggle(line.id)}
              label={say('why.open-label', { what: lineWords(words, line) })}
            >
              {say('why.open')}
            </Button>
          )}
        </Row>
      ),
    },
    { id: 'at', header: say('column.when'), cell: (line) => <Text tone="subdued">{formats.dateTime(line.at)}</Text> },
    { id: 'change', header: say('column.points'), numeric: true, cell: (line) => <Change points={line.change} /> },
    { id: 'after', header: say('column.balance-after'), numeric: true, cell: (line) => <bdi>{formats.number(line.balanceAfter)}</bdi> },
  ];
  const detail = (line: Line): ReactNode => {
    if (line.explanation && opened.has(line.id)) return <Why explanation={line.explanation} />;
    const back = backWords(words, line);
    if (line.reason === null && line.note === null && back === null) return null;
    return (
      <Stack gap="tight">
        {back !== null && <Text tone="subdued">{back}</Text>}
        {line.reason !== null && <Text tone="subdued">{say('history.reason', { reason: line.reason })}</Text>}
        {line.note !== null && <Text tone="subdued">{say('history.note', { note: line.note })}</Text>}
      </Stack>
    );
  };
  return <Table caption={say('history.title')} columns={columns} rows={lines} rowKey={(line) => line.id} detail={detail} />;
}
