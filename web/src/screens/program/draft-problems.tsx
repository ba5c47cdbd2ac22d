import type { ReactNode } from 'react';
import type { admin } from '#contract/index.ts';
import { Stack, Table, Text, TextLink, type Column } from '../../kit/index.ts';
import { useWords } from '../../locales/words-context.tsx';
import { tabOf } from './editor-tabs.ts';
import { usePathWords } from './path-words.ts';
import { useProblemWords } from './problem-words.ts';

interface Line {
  readonly path: string;
  readonly words: string;
}

/** What is missing before the draft can be published, each with a way to its field. */
export function DraftProblems({ draft }: { readonly draft: admin.Draft }): ReactNode {
  const { say } = useWords();
  const pathWords = usePathWords(draft.terms);
  const lines = [...useProblemWords(draft)].map(([path, words]) => ({ path, words }));
  const columns: Column<Line>[] = [
    { id: 'where', header: say('draft.where'), cell: ({ path }) => <TextLink to={addressOf(path)}>{pathWords(path)}</TextLink> },
    { id: 'what', header: say('draft.what'), cell: ({ words }) => words },
  ];
  return (
    <Stack gap="tight">
      <Text strong>{say('draft.problems', { count: lines.length })}</Text>
      <Table caption={say('draft.problems', { count: lines.length })} columns={columns} rows={lines} rowKey={({ path }) => path} />
    </Stack>
  );
}

/** The tab, and the entry in it that must be opened. */
function addressOf(path: string): string {
  const entry = /^(?:earning\.)?(?:rules|actions|rewards|campaigns|tiers\.levels)\.\d+/u.exec(path.replace(/^earning\./u, ''))?.[0];
  const query = new URLSearchParams({
    tab: tabOf(path),
    ...(entry === undefined ? {} : { open: path.startsWith('earning.') ? `earning.${entry}` : entry }),
  });
  return `/program?${query.toString()}`;
}
