import { useState, type ReactNode } from 'react';
import { useSearchParams } from 'react-router';
import type { admin } from '#contract/index.ts';
import { useResource } from '../../api/use-resource.ts';
import { Card, EmptyState, Pager, Stack, Stat, StatRow, Tabs, Text } from '../../kit/index.ts';
import { useWords } from '../../locales/words-context.tsx';
import { Loaded } from '../../shell/loaded.tsx';
import { EffectsTable } from './effects-table.tsx';
import { ReplayAllEffects } from './replay-all-effects.tsx';

const REFRESH_SECONDS = 5;
const STATES = ['dead', 'new', 'done'] as const satisfies readonly admin.OutboxEffectView['state'][];

/** What is done in the store for members: how much waits, and what nobody but a person can decide. */
export function OutboxCard(): ReactNode {
  const { say } = useWords();
  const [params, setParams] = useSearchParams();
  // The address names the place in the messages; of two lists on one page only one can be there.
  const [trail, setTrail] = useState<readonly string[]>([]);
  const state = STATES.find((known) => known === params.get('effects')) ?? 'dead';
  const summary = useResource('outboxSummary', {}, { refreshSeconds: REFRESH_SECONDS });
  const cursor = trail.at(-1);
  const query = { state, ...(cursor === undefined ? {} : { cursor }) };
  const effects = useResource('outbox', { query }, { refreshSeconds: REFRESH_SECONDS });
  const onChanged = (): void => {
    summary.reload();
    effects.reload();
  };
  const select = (id: string): void => {
    setTrail([]);
    setParams({ effects: id });
  };
  const tabs = STATES.map((id) => ({ id, label: say(`outbox.tab.${id}`) }));
  return (
    <Card title={say('outbox.title')}>
      <Stack>
        <Text tone="subdued">{say('outbox.subtitle')}</Text>
        <Loaded resource={summary} lines={3}>
          {(figures) => (
            <Stack>
              <Figures figures={figures} />
              <ReplayAllEffects count={figures.dead - figures.unclear} onReplayed={onChanged} />
            </Stack>
          )}
        </Loaded>
        <Tabs label={say('outbox.tabs')} tabs={tabs} selected={state} onSelect={select}>
          <Loaded resource={effects} lines={4}>
            {({ items, next }) =>
              items.length === 0 ? (
                <EmptyState title={say(`outbox.empty-title.${state}`)}>{say(`outbox.empty-body.${state}`)}</EmptyState>
              ) : (
                <Stack>
                  <EffectsTable rows={items} onChanged={onChanged} />
                  <Pager
                    label={say('outbox.pages')}
                    previous={trail.length === 0 ? null : () => setTrail(trail.slice(0, -1))}
                    next={next === null ? null : () => setTrail([...trail, next])}
                  />
                </Stack>
              )
            }
          </Loaded>
        </Tabs>
      </Stack>
    </Card>
  );
}

function Figures({ figures }: { readonly figures: admin.OutboxSummary }): ReactNode {
  const { say, formats } = useWords();
  const late = figures.oldestDueAt === null ? {} : { note: say('outbox.late', { since: formats.dateTime(figures.oldestDueAt) }) };
  return (
    <StatRow>
      <Stat label={say('outbox.waiting')} value={formats.number(figures.waiting)} {...late} />
      <Stat label={say('outbox.failing')} value={formats.number(figures.failing)} note={say('outbox.failing-note')} />
      <Stat label={say('outbox.dead')} value={formats.number(figures.dead)} note={say('outbox.dead-note')} />
    </StatRow>
  );
}
