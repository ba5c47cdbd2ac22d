import { useState, type ReactNode } from 'react';
import { useSearchParams } from 'react-router';
import { admin } from '#contract/index.ts';
import { useResource } from '../../api/use-resource.ts';
import { Button, Card, EmptyState, Pager, SelectField, Stack, Table, TextLink, type Column } from '../../kit/index.ts';
import { useWords } from '../../locales/words-context.tsx';
import { useListPosition } from '../../shell/list-position.ts';
import { Loaded } from '../../shell/loaded.tsx';
import { memberPath } from '../member/member-name.ts';
import { referralPath } from '../referrals/referral-words.ts';
import { AuditChanges } from './audit-changes.tsx';

/** What is done in the store's name, by nobody of the staff. */
const BY_ITSELF = 'store';
const ACTIONS = admin.auditAction.options;
const ABOUT_MEMBERS: ReadonlySet<admin.AuditAction> = new Set([
  'points-adjusted',
  'adjustment-undone',
  'members-merged',
  'merge-undone',
  'member-exported',
  'member-erased',
  'reward-given-back',
  'advocate-banned',
  'advocate-ban-undone',
]);

/** Who did what, when, and what it was before: newest first, of one sort if wanted. */
export function Audit(): ReactNode {
  const { say } = useWords();
  const [params, setParams] = useSearchParams();
  const position = useListPosition();
  const action = ACTIONS.find((known) => known === params.get('action'));
  const page = useResource('audit', {
    query: { ...(action === undefined ? {} : { action }), ...(position.cursor === undefined ? {} : { cursor: position.cursor }) },
  });
  return (
    <Card title={say('audit.title')}>
      <Stack>
        <SelectField
          label={say('audit.filter')}
          value={action ?? ''}
          options={[
            { value: '', label: say('members.filter.any') },
            ...ACTIONS.map((value) => ({ value, label: say(`audit.action.${value}`) })),
          ]}
          onChange={(value) => setParams({ tab: 'audit', ...(value === '' ? {} : { action: value }) })}
        />
        <Loaded resource={page} lines={10}>
          {({ items, next }) =>
            items.length === 0 ? (
              <EmptyState title={say('audit.empty-title')}>{say('audit.empty-body')}</EmptyState>
            ) : (
              <>
                <AuditTable entries={items} />
                <Pager label={say('audit.pages')} previous={position.previous} next={position.next(next)} />
              </>
            )
          }
        </Loaded>
      </Stack>
    </Card>
  );
}

function AuditTable({ entries }: { readonly entries: readonly admin.AuditEntry[] }): ReactNode {
  const { say, formats } = useWords();
  const [opened, open] = useState<string | null>(null);
  const columns: Column<admin.AuditEntry>[] = [
    { id: 'what', header: say('column.what'), cell: ({ action }) => say(`audit.action.${action}`) },
    { id: 'who', header: say('audit.who'), cell: ({ by }) => (by.userId === BY_ITSELF ? say('audit.by-itself') : <bdi>{by.name}</bdi>) },
    { id: 'at', header: say('column.when'), cell: ({ at }) => formats.dateTime(at) },
    { id: 'subject', header: say('audit.subject'), cell: (entry) => <Subject entry={entry} /> },
    {
      id: 'changes',
      header: say('versions.changes'),
      cell: (entry) =>
        entry.changes.length === 0 ? (
          '–'
        ) : (
          <Button
            kind="plain"
            expanded={opened === entry.id}
            onPress={() => open(opened === entry.id ? null : entry.id)}
            label={say('audit.open-label', { what: say(`audit.action.${entry.action}`), at: formats.dateTime(entry.at) })}
          >
            {say('audit.open')}
          </Button>
        ),
    },
  ];
  const detail = (entry: admin.AuditEntry): ReactNode => (opened === entry.id ? <AuditChanges changes={entry.changes} /> : null);
  return <Table caption={say('audit.title')} columns={columns} rows={entries} rowKey={({ id }) => id} detail={detail} />;
}

function Subject({ entry }: { readonly entry: admin.AuditEntry }): ReactNode {
  const { say } = useWords();
  if (entry.subject === null) return '–';
  if (entry.action === 'referral-decided') return <TextLink to={referralPath(entry.subject)}>{say('referral.title')}</TextLink>;
  if (ABOUT_MEMBERS.has(entry.action)) return <TextLink to={memberPath(entry.subject)}>{say('column.member')}</TextLink>;
  return <bdi dir="ltr">{entry.subject}</bdi>;
}
