import type { ReactNode } from 'react';
import type { admin } from '#contract/index.ts';
import { Table, Text, TextLink, type Column } from '../../kit/index.ts';
import { useWords } from '../../locales/words-context.tsx';
import { memberName, memberPath } from '../member/member-name.ts';
import { Change } from './change.tsx';
import { backWords, lineWords } from './line-words.ts';

/** The newest changes of points over all members. */
export function ActivityTable({ lines }: { readonly lines: readonly admin.ActivityLine[] }): ReactNode {
  const words = useWords();
  const { say, formats } = words;
  const columns: Column<admin.ActivityLine>[] = [
    {
      id: 'member',
      header: say('column.member'),
      cell: ({ member }) => (
        <TextLink to={memberPath(member.memberId)}>
          <bdi>{memberName(words, member)}</bdi>
        </TextLink>
      ),
    },
    { id: 'what', header: say('column.what'), cell: (line) => lineWords(words, line) },
    { id: 'at', header: say('column.when'), cell: (line) => formats.dateTime(line.at) },
    { id: 'change', header: say('column.points'), numeric: true, cell: (line) => <Change points={line.change} /> },
  ];
  const detail = (line: admin.ActivityLine): ReactNode => {
    const back = backWords(words, line);
    return back === null ? null : <Text tone="subdued">{back}</Text>;
  };
  return <Table caption={say('activity.caption')} columns={columns} rows={lines} rowKey={(line) => line.id} detail={detail} />;
}
