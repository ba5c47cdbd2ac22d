import type { ReactNode } from 'react';
import type { admin } from '#contract/index.ts';
import { useResource } from '../../api/use-resource.ts';
import { Badge, Card, EmptyState, Page, Pager, Row, Stack, Table, Text, TextField, TextLink, type Column } from '../../kit/index.ts';
import { useWords } from '../../locales/words-context.tsx';
import { useListPosition } from '../../shell/list-position.ts';
import { Loaded } from '../../shell/loaded.tsx';
import { useSession } from '../../shell/session-context.tsx';
import { memberName, memberPath } from '../member/member-name.ts';
import { tierName, useTiers } from '../member/use-tiers.ts';
import { Filters, useFilters } from './filters.tsx';
import { useSearch } from './use-search.ts';

export default function MembersPage(): ReactNode {
  const { say } = useWords();
  const { typed, type, searched } = useSearch();
  const { query, filtered } = useFilters();
  const position = useListPosition();
  const members = useResource('members', {
    query: {
      ...query,
      ...(searched === '' ? {} : { search: searched }),
      ...(position.cursor === undefined ? {} : { cursor: position.cursor }),
    },
  });
  return (
    <Page title={say('members.title')} subtitle={say('members.subtitle')}>
      <Card>
        <Stack>
          <TextField
            label={say('members.search')}
            labelHidden
            search
            placeholder={say('members.search')}
            maxLength={200}
            value={typed}
            onChange={type}
          />
          <Filters />
          <Loaded resource={members} lines={10}>
            {({ items, next }) =>
              items.length === 0 && next === null ? (
                <NoMembers searched={searched} filtered={filtered} />
              ) : (
                <>
                  <MembersTable rows={items} />
                  <Pager label={say('members.pages')} previous={position.previous} next={position.next(next)} />
                </>
              )
            }
          </Loaded>
        </Stack>
      </Card>
    </Page>
  );
}

function NoMembers({ searched, filtered }: { readonly searched: string; readonly filtered: boolean }): ReactNode {
  const { say } = useWords();
  const { sandbox } = useSession();
  if (searched !== '') return <EmptyState title={say('members.none-found', { searched })}>{say('members.none-found-body')}</EmptyState>;
  if (filtered) return <EmptyState title={say('members.none-filtered')}>{say('members.none-filtered-body')}</EmptyState>;
  return (
    <EmptyState
      title={say('members.empty-title')}
      action={sandbox ? { label: say('shell.open-shop'), to: sandbox.shopUrl } : { label: say('members.empty-action'), to: '/program' }}
    >
      {say('members.empty-body')}
    </EmptyState>
  );
}

function MembersTable({ rows }: { readonly rows: readonly admin.MemberRow[] }): ReactNode {
  const { say, formats } = useWords();
  const tiers = useTiers();
  const columns: Column<admin.MemberRow>[] = [
    { id: 'member', header: say('column.member'), cell: (row) => <MemberCell row={row} /> },
    {
      id: 'available',
      header: say('balance.available'),
      numeric: true,
      cell: (row) => <Text strong>{formats.number(row.balance.available)}</Text>,
    },
    { id: 'pending', header: say('balance.pending'), numeric: true, cell: (row) => formats.number(row.balance.pending) },
    ...(tiers.length === 0
      ? []
      : [
          {
            id: 'tier',
            header: say('members.filter.tier'),
            cell: (row: admin.MemberRow) => <bdi>{tierName(tiers, row.tierId) ?? '–'}</bdi>,
          },
        ]),
    {
      id: 'last',
      header: say('column.last-activity'),
      cell: (row) => (row.lastActivityAt === null ? say('member.no-activity') : formats.date(row.lastActivityAt)),
    },
  ];
  return <Table caption={say('members.caption')} columns={columns} rows={rows} rowKey={(row) => row.memberId} />;
}

function MemberCell({ row }: { readonly row: admin.MemberRow }): ReactNode {
  const words = useWords();
  return (
    <>
      <Row gap="tight">
        <TextLink to={memberPath(row.memberId)}>
          <bdi>{memberName(words, row)}</bdi>
        </TextLink>
        {row.kind === 'guest' && <Badge tone="neutral">{words.say('member.kind.guest')}</Badge>}
      </Row>
      {row.name !== null && row.email !== null && (
        <Text size="small" tone="subdued">
          <bdi>{row.email}</bdi>
        </Text>
      )}
    </>
  );
}
