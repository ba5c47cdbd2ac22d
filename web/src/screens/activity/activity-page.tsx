import type { ReactNode } from 'react';
import { useResource } from '../../api/use-resource.ts';
import { Badge, Card, EmptyState, Page, Pager, Stack } from '../../kit/index.ts';
import { useWords } from '../../locales/words-context.tsx';
import { useListPosition } from '../../shell/list-position.ts';
import { Loaded } from '../../shell/loaded.tsx';
import { ActivityTable } from '../history/activity-table.tsx';
import { usePointsWatch } from '../history/use-points-watch.ts';

export default function ActivityPage(): ReactNode {
  const { say } = useWords();
  const position = useListPosition();
  const page = useResource('activity', { query: position.cursor === undefined ? {} : { cursor: position.cursor } });
  const live = position.cursor === undefined;
  usePointsWatch(page.reload, live);
  return (
    <Page
      title={say('activity.title')}
      subtitle={say('activity.subtitle')}
      {...(live ? { titleNote: <Badge tone="good">{say('activity.live')}</Badge> } : {})}
    >
      <Card>
        <Loaded resource={page} lines={12}>
          {({ items, next }) =>
            items.length === 0 ? (
              <EmptyState title={say('activity.empty-title')}>{say('activity.empty-body')}</EmptyState>
            ) : (
              <Stack>
                <ActivityTable lines={items} />
                <Pager label={say('activity.pages')} previous={position.previous} next={position.next(next)} />
              </Stack>
            )
          }
        </Loaded>
      </Card>
    </Page>
  );
}
