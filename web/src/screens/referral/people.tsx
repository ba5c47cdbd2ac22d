import type { ReactNode } from 'react';
import { Card, Stack, Table, TextLink, type Column } from '../../kit/index.ts';
import { useWords } from '../../locales/words-context.tsx';
import { friendsPath, type Someone } from '../referrals/referral-words.ts';
import { Address, Person } from '../referrals/someone.tsx';
import type { DetailProps } from './referral-page.tsx';

interface Role {
  readonly as: 'advocate' | 'friend';
  readonly someone: Someone;
}

/** Both people, with the ways to them and to the advocate's other friends. */
export function People({ detail: { advocate, friend, order } }: DetailProps): ReactNode {
  const { say, formats } = useWords();
  const columns: Column<Role>[] = [
    { id: 'as', header: say('gave.who'), cell: ({ as }) => say(as === 'advocate' ? 'evidence.advocate' : 'referrals.friend') },
    {
      id: 'name',
      header: say('column.member'),
      cell: ({ as, someone }) => (
        <>
          <Person someone={someone} as={as} />
          <div>
            <Address someone={someone} />
          </div>
        </>
      ),
    },
  ];
  const roles: Role[] = [
    { as: 'advocate', someone: advocate },
    { as: 'friend', someone: friend },
  ];
  return (
    <Card title={say('people.title')}>
      <Stack>
        <Table caption={say('people.title')} columns={columns} rows={roles} rowKey={({ as }) => as} />
        {order !== null && (
          <p>
            {order.net === null
              ? say('people.order', { order: order.name })
              : say('people.order-of', { order: order.name, amount: formats.money(order.net) })}
          </p>
        )}
        {advocate.memberId !== null && <TextLink to={friendsPath(advocate.memberId)}>{say('people.all-friends')}</TextLink>}
      </Stack>
    </Card>
  );
}
