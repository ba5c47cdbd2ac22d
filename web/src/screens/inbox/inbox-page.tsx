import { useState, type ReactNode } from 'react';
import { useSearchParams } from 'react-router';
import type { admin } from '#contract/index.ts';
import { useResource } from '../../api/use-resource.ts';
import { Card, EmptyState, Page, Pager, Stack, Stat, StatRow, Tabs } from '../../kit/index.ts';
import { useWords } from '../../locales/words-context.tsx';
import { useListPosition } from '../../shell/list-position.ts';
import { Loaded } from '../../shell/loaded.tsx';
import { Comparison } from './comparison.tsx';
import { InboxTable } from './inbox-table.tsx';
import { Past } from './past.tsx';
import { OutboxCard } from './outbox-card.tsx';
import { ReplayAll } from './replay-all.tsx';

const REFRESH_SECONDS = 5;
const STATES = ['dead', 'new', 'done', 'ignored'] as const satisfies readonly admin.InboxItemView['state'][];

export default function InboxPage(): ReactNode {
  const { say } = useWords();
  const [round, setRound] = useState(0);
  const summary = useResource('inboxSummary', {}, { refreshSeconds: REFRESH_SECONDS });
  return (
    <Page title={say('inbox.title')} subtitle={say('inbox.subtitle')}>
      <Card title={say('inbox.now')}>
        <Loaded resource={summary} lines={3}>
          {(figures) => (
            <Stack>
              <Summary figures={figures} />
              <ReplayAll
                dead={figures.dead}
                onReplayed={() => {
                  summary.reload();
                  setRound(round + 1);
                }}
              />
            </Stack>
          )}
        </Loaded>
      </Card>
      <CatchingUp />
      <OutboxCard />
      <Items key={round} onReplayed={summary.reload} />
    </Page>
  );
}

/** What makes up for messages that never came: no news of it is no reason to hide the messages that did. */
function CatchingUp(): ReactNode {
  const known = useResource('catchingUp', {}, { refreshSeconds: REFRESH_SECONDS });
  return (
    <Loaded resource={known} lines={4}>
      {(found) => (
        <Stack>
          <Comparison known={found} onAsked={known.reload} />
          <Past known={found} onChanged={known.reload} />
        </Stack>
      )}
    </Loaded>
  );
}

function Summary({ figures }: { readonly figures: admin.Overview['inbox'] }): ReactNode {
  const { say, formats } = useWords();
  const last = figures.lastDeliveryAt === null ? say('inbox.none-yet') : formats.dateTime(figures.lastDeliveryAt);
  return (
    <StatRow>
      <Stat label={say('inbox.waiting')} value={formats.number(figures.waiting)} />
      <Stat label={say('inbox.failing')} value={formats.number(figures.failing)} note={say('inbox.failing-note')} />
      <Stat label={say('inbox.dead')} value={formats.number(figures.dead)} note={say('inbox.dead-note')} />
      <Stat label={say('inbox.done')} value={formats.number(figures.doneLastDay)} note={say('inbox.last', { last })} />
    </StatRow>
  );
}

function Items({ onReplayed }: { readonly onReplayed: () => void }): ReactNode {
  const { say } = useWords();
  const [params, setParams] = useSearchParams();
  const position = useListPosition();
  const state = STATES.find((known) => known === params.get('state'));
  const items = useResource(
    'inbox',
    { query: { ...(state === undefined ? {} : { state }), ...(position.cursor === undefined ? {} : { cursor: position.cursor }) } },
    { refreshSeconds: REFRESH_SECONDS },
  );
  const tabs = [{ id: 'all', label: say('inbox.tab.all') }, ...STATES.map((id) => ({ id, label: say(`inbox.tab.${id}`) }))];
  return (
    <Card>
      <Tabs label={say('inbox.tabs')} tabs={tabs} selected={state ?? 'all'} onSelect={(id) => setParams(id === 'all' ? {} : { state: id })}>
        <Loaded resource={items} lines={8}>
          {({ items: rows, next }) =>
            rows.length === 0 ? (
              <EmptyState title={say(state === 'dead' ? 'inbox.no-dead-title' : 'inbox.empty-title')}>
                {say(state === 'dead' ? 'inbox.no-dead-body' : 'inbox.empty-body')}
              </EmptyState>
            ) : (
              <Stack>
                <InboxTable
                  rows={rows}
                  onReplayed={() => {
                    items.reload();
                    onReplayed();
                  }}
                />
                <Pager label={say('inbox.pages')} previous={position.previous} next={position.next(next)} />
              </Stack>
            )
          }
        </Loaded>
      </Tabs>
    </Card>
  );
}
