import type { ReactNode } from 'react';
import type { admin } from '#contract/index.ts';
import { useClient } from '../../api/client-context.tsx';
import { useChange } from '../../api/use-change.ts';
import { useResource } from '../../api/use-resource.ts';
import { Badge, Card, EmptyState, Row, SelectField, Stack, Table, Text, type Column } from '../../kit/index.ts';
import { useWords } from '../../locales/words-context.tsx';
import { Loaded } from '../../shell/loaded.tsx';
import { ProblemBanner } from '../../shell/problem-words.tsx';
import { useMay } from '../../shell/session-context.tsx';
import { useToast } from '../../shell/toasts.tsx';

const ROLES = ['owner', 'manager', 'support', 'analyst'] as const satisfies readonly admin.Role[];

/** Who may do what. The store's admin says who works there; only the owner says in which role. */
export function Staff(): ReactNode {
  const { say } = useWords();
  const staff = useResource('staff', {});
  return (
    <Card title={say('staff.title')}>
      <Stack>
        <p>{say('staff.body')}</p>
        <Loaded resource={staff} lines={5}>
          {({ items }) =>
            items.length === 0 ? (
              <EmptyState title={say('staff.empty-title')}>{say('staff.empty-body')}</EmptyState>
            ) : (
              <StaffTable people={items} onChanged={staff.reload} />
            )
          }
        </Loaded>
        <Roles />
      </Stack>
    </Card>
  );
}

function StaffTable({ people, onChanged }: { readonly people: readonly admin.StaffMember[]; readonly onChanged: () => void }): ReactNode {
  const { say } = useWords();
  const { give, busy, problem } = useGiveRole(onChanged);
  const may = useMay('changeRole');
  const columns: Column<admin.StaffMember>[] = [
    {
      id: 'name',
      header: say('staff.person'),
      cell: ({ name, you }) => (
        <Row gap="tight">
          <bdi>{name}</bdi>
          {you && <Badge tone="info">{say('staff.you')}</Badge>}
        </Row>
      ),
    },
    {
      id: 'role',
      header: say('staff.role'),
      cell: (person) => (
        <SelectField
          label={say('staff.role-of', { name: person.name })}
          labelHidden
          value={person.role ?? ''}
          disabled={!may || busy || person.lastOwner}
          help={person.lastOwner ? say('staff.last-owner') : undefined}
          options={[{ value: '', label: say('staff.no-role') }, ...ROLES.map((value) => ({ value, label: say(`role.${value}`) }))]}
          onChange={(value) => void give(person, ROLES.find((role) => role === value) ?? null)}
        />
      ),
    },
  ];
  return (
    <>
      {problem && <ProblemBanner problem={problem} title={say('staff.not-changed')} />}
      <Table caption={say('staff.title')} columns={columns} rows={people} rowKey={({ userId }) => userId} />
    </>
  );
}

function useGiveRole(onChanged: () => void) {
  const { say } = useWords();
  const toast = useToast();
  const client = useClient();
  const change = useChange('changeRole');
  async function give(person: admin.StaffMember, role: admin.Role | null): Promise<void> {
    const answer = await change.send({ path: { userId: person.userId }, body: { role } });
    if (answer === null) return;
    client.forget('staff', 'audit', 'overview');
    toast(role === null ? say('staff.taken', { name: person.name }) : say('staff.given', { name: person.name, role: say(`role.${role}`) }));
    onChanged();
  }
  return { give, busy: change.busy, problem: change.problem };
}

function Roles(): ReactNode {
  const { say } = useWords();
  return (
    <Stack gap="tight">
      {ROLES.map((role) => (
        <Text key={role} size="small" tone="subdued">
          {say('staff.may', { role: say(`role.${role}`), what: say(`role.${role}.may`) })}
        </Text>
      ))}
    </Stack>
  );
}
