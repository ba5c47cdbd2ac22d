import type { ReactNode } from 'react';
import type { admin } from '#contract/index.ts';
import { Table, type Column } from '../../kit/index.ts';
import { useWords } from '../../locales/words-context.tsx';
import { usePathWords } from '../program/path-words.ts';
import { useShownValue } from '../program/version-diff.tsx';

export function AuditChanges({ changes }: { readonly changes: readonly admin.AuditChange[] }): ReactNode {
  const { say } = useWords();
  const pathWords = usePathWords(null);
  const shown = useShownValue();
  const columns: Column<admin.AuditChange>[] = [
    { id: 'field', header: say('draft.where'), cell: ({ field }) => pathWords(field) },
    { id: 'before', header: say('versions.before'), cell: ({ field, before }) => <bdi>{shown(field, before)}</bdi> },
    { id: 'after', header: say('versions.after'), cell: ({ field, after }) => <bdi>{shown(field, after)}</bdi> },
  ];
  return <Table caption={say('versions.changes')} columns={columns} rows={changes} rowKey={({ field }) => field} />;
}
