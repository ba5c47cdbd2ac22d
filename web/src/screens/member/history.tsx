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
  /** To say of a merge that nobody of the staff did it. */
  readonly merges: readonly admin.MergeRecord[];
}

export function History({ memberId, entryCount, merges }: HistoryProps): ReactNode {
  const { say } = useWords();
  const position = useListPosition();
  return (
    <Card title={say('history.title')}>
      <HistoryOf key={entryCount} memberId={memberId} position={position} merges={merges} />
    </Card>
  );
}

interface HistoryOfProps extends Omit<HistoryProps, 'entryCount'> {
  readonly position: ReturnType<typeof useListPosition>;
}

function HistoryOf({ memberId, position, merges }: HistoryOfProps): ReactNode {
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
            <HistoryTable lines={items} merges={merges} />
            <Pager label={say('history.pages')} previous={position.previous} next={position.next(next)} />
          </Stack>
        )
      }
    </Loaded>
  );
}

interface HistoryTableProps extends Pick<HistoryProps, 'merges'> {
  readonly lines: readonly Line[];
}

function HistoryTable({ lines, merges }: HistoryTableProps): ReactNode {
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
    const byStore = isByStore(line, merges);
    if (line.reason === null && line.note === null && back === null && !byStore) return null;
    return (
      <Stack gap="tight">
        {byStore && <Text tone="subdued">{say('merge.by-store')}</Text>}
        {back !== null && <Text tone="subdued">{back}</Text>}
        {line.reason !== null && <Text tone="subdued">{say('history.reason', { reason: line.reason })}</Text>}
        {line.note !== null && <Text tone="subdued">{say('history.note', { note: line.note })}</Text>}
      </Stack>
    );
  };
  return <Table caption={say('history.title')} columns={columns} rows={lines} rowKey={(line) => line.id} detail={detail} />;
}

/** An entry of a merge carries its moment. */
function isByStore({ kind, at }: Line, merges: readonly admin.MergeRecord[]): boolean {
  return (kind === 'merged-in' || kind === 'merged-away') && merges.some((merge) => merge.by === 'store' && merge.at === at);
}
