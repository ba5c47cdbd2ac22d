import type { ReactNode } from 'react';
import { useResource } from '../../../api/use-resource.ts';
import { Card, EmptyState, Pager, Stack } from '../../../kit/index.ts';
import { useWords } from '../../../locales/words-context.tsx';
import { useListPosition } from '../../../shell/list-position.ts';
import { Loaded } from '../../../shell/loaded.tsx';
import { Filters, useFilters } from './filters.tsx';
import { ReferralTable } from './referral-table.tsx';

/** Every referral, the newest first. */
export function ListTab(): ReactNode {
  const { say } = useWords();
  const { query, filtered } = useFilters();
  const { cursor, previous, next: following } = useListPosition();
  const page = useResource('referrals', { query: { ...query, ...(cursor === undefined ? {} : { cursor }) } });
  return (
    <Card>
      <Stack>
        <Filters />
        <Loaded resource={page} lines={10}>
          {({ items, next }) =>
            items.length === 0 && next === null ? (
              <EmptyState title={say(filtered ? 'referrals.none-filtered' : 'referrals.none-title')}>
                {say(filtered ? 'members.none-filtered-body' : 'referrals.none-body')}
              </EmptyState>
            ) : (
              <>
                <ReferralTable rows={items} />
                <Pager label={say('referrals.pages')} previous={previous} next={following(next)} />
              </>
            )
          }
        </Loaded>
      </Stack>
    </Card>
  );
}
