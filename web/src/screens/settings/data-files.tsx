import type { ReactNode } from 'react';
import type { admin } from '#contract/index.ts';
import { useDownload } from '../../api/use-download.ts';
import { useResource } from '../../api/use-resource.ts';
import { Badge, Button, Card, EmptyState, Stack, Table, TextLink, type Column } from '../../kit/index.ts';
import { useWords } from '../../locales/words-context.tsx';
import { Loaded } from '../../shell/loaded.tsx';
import { ProblemBanner } from '../../shell/problem-words.tsx';
import { memberPath } from '../member/member-name.ts';

/** Who asked the store what is known of them: a file for each, made already, to hand over. */
export function DataFiles(): ReactNode {
  const { say } = useWords();
  const files = useResource('dataFiles', {});
  return (
    <Card title={say('data-files.title')}>
      <Stack>
        <p>{say('data-files.body')}</p>
        <Loaded resource={files} lines={5}>
          {({ items }) =>
            items.length === 0 ? (
              <EmptyState title={say('data-files.empty-title')}>{say('data-files.empty-body')}</EmptyState>
            ) : (
              <Files files={items} onKept={files.reload} />
            )
          }
        </Loaded>
      </Stack>
    </Card>
  );
}

function Files({ files, onKept }: { readonly files: readonly admin.DataFileLine[]; readonly onKept: () => void }): ReactNode {
  const { say, formats } = useWords();
  const { keep, busy, problem } = useDownload('dataFile');
  const fetchFile = async (fileId: string): Promise<void> => {
    await keep({ path: { fileId } });
    onKept();
  };
  const columns: Column<admin.DataFileLine>[] = [
    { id: 'request', header: say('data-files.request'), cell: ({ id }) => <bdi dir="ltr">{id}</bdi> },
    { id: 'asked', header: say('data-files.asked'), cell: ({ askedAt }) => formats.dateTime(askedAt) },
    { id: 'about', header: say('data-files.about'), cell: ({ members }) => <About members={members} /> },
    { id: 'until', header: say('data-files.until'), cell: ({ until }) => formats.dateTime(until) },
    { id: 'state', header: say('data-files.state'), cell: ({ fetchedAt }) => <State fetchedAt={fetchedAt} /> },
    {
      id: 'keep',
      header: say('data-files.file'),
      cell: ({ id }) => (
        <Button kind="plain" busy={busy} onPress={() => void fetchFile(id)} label={say('data-files.fetch-label', { request: id })}>
          {say('data-files.fetch')}
        </Button>
      ),
    },
  ];
  return (
    <>
      {problem && <ProblemBanner problem={problem} title={say('data-files.not-fetched')} />}
      <Table caption={say('data-files.title')} columns={columns} rows={files} rowKey={({ id }) => id} />
    </>
  );
}

function About({ members }: { readonly members: readonly string[] }): ReactNode {
  const { say } = useWords();
  const [first] = members;
  if (first === undefined) return say('data-files.nobody');
  return <TextLink to={memberPath(first)}>{say('data-files.members', { count: members.length })}</TextLink>;
}

function State({ fetchedAt }: { readonly fetchedAt: string | null }): ReactNode {
  const { say, formats } = useWords();
  if (fetchedAt === null) return <Badge tone="warning">{say('data-files.waiting')}</Badge>;
  return say('data-files.fetched', { at: formats.dateTime(fetchedAt) });
}
