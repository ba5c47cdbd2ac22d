import type { ReactNode } from 'react';
import { useSearchParams } from 'react-router';
import { admin } from '#contract/index.ts';
import { useResource } from '../../api/use-resource.ts';
import { Card, EmptyState, Page, Pager, Stack, Tabs } from '../../kit/index.ts';
import { useWords } from '../../locales/words-context.tsx';
import { useListPosition } from '../../shell/list-position.ts';
import { Loaded } from '../../shell/loaded.tsx';
import { RewardsTable } from './rewards-table.tsx';

const REFRESH_SECONDS = 5;
const GROUPS = admin.rewardGroup.options;

/** Every reward that was asked for, the newest first: whose, how far, and what became of it. */
export default function RedemptionsPage(): ReactNode {
  const { say } = useWords();
  const [params, setParams] = useSearchParams();
  const { cursor, previous, next: following } = useListPosition();
  const state = GROUPS.find((known) => known === params.get('state'));
  const query = { ...(state === undefined ? {} : { state }), ...(cursor === undefined ? {} : { cursor }) };
  const page = useResource('rewards', { query }, { refreshSeconds: REFRESH_SECONDS });
  const tabs = [{ id: 'all', label: say('redemptions.tab.all') }, ...GROUPS.map((id) => ({ id, label: say(`redemptions.tab.${id}`) }))];
  return (
    <Page title={say('redemptions.title')} subtitle={say('redemptions.subtitle')}>
      <Card>
        <Tabs
          label={say('redemptions.tabs')}
          tabs={tabs}
          selected={state ?? 'all'}
          onSelect={(id) => setParams(id === 'all' ? {} : { state: id })}
        >
          <Loaded resource={page} lines={8}>
            {({ items, next }) =>
              items.length === 0 ? (
                <EmptyState title={say('redemptions.empty-title')}>{say('redemptions.empty-body')}</EmptyState>
              ) : (
                <Stack>
                  <RewardsTable rewards={items} onChanged={page.reload} />
                  <Pager label={say('redemptions.pages')} previous={previous} next={following(next)} />
                </Stack>
              )
            }
          </Loaded>
        </Tabs>
      </Card>
    </Page>
  );
}
