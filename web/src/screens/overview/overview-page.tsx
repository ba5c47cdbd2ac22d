import type { ReactNode } from 'react';
import type { admin } from '#contract/index.ts';
import { useResource } from '../../api/use-resource.ts';
import { Card, EmptyState, MainAndAside, Page, Row, Stack, Stat, StatRow, TextLink } from '../../kit/index.ts';
import { useWords } from '../../locales/words-context.tsx';
import { Loaded } from '../../shell/loaded.tsx';
import { useSession } from '../../shell/session-context.tsx';
import { ActivityTable } from '../history/activity-table.tsx';
import { DoNow } from './do-now.tsx';
import { HealthLine } from './health-line.tsx';
import { Month } from './month.tsx';
import { usePointsWatch } from '../history/use-points-watch.ts';

/** For what is no movement of points, such as the health; those are watched more closely. */
const REFRESH_SECONDS = 5;

/** Four questions in their order: is anything wrong, what did the program bring, what does it owe, what to do now. */
export default function OverviewPage(): ReactNode {
  const { say } = useWords();
  const { store } = useSession();
  const overview = useResource('overview', {}, { refreshSeconds: REFRESH_SECONDS });
  usePointsWatch(overview.reload);
  return (
    <Page title={say('overview.title')} subtitle={<bdi>{store.name}</bdi>}>
      <Loaded resource={overview} lines={14}>
        {(figures) => (
          <Stack>
            <HealthLine figures={figures} />
            <MainAndAside
              main={<Month figures={figures} />}
              aside={
                <>
                  <DoNow figures={figures} />
                  <Owed figures={figures} />
                </>
              }
            />
            <Latest lines={figures.activity} />
          </Stack>
        )}
      </Loaded>
    </Page>
  );
}

interface FiguresProps {
  readonly figures: admin.Overview;
}

function Owed({ figures }: FiguresProps): ReactNode {
  const { say, formats } = useWords();
  const { total, guests } = figures.members;
  const money = figures.liability?.money ?? null;
  const worth = money === null ? say('overview.outstanding-note') : say('overview.worth', { worth: formats.money(money) });
  return (
    <Card
      title={say('overview.owed')}
      actions={
        <Row gap="tight">
          <TextLink to="/redemptions?state=open">{say('overview.set-aside-open')}</TextLink>
          <TextLink to="/ledger">{say('overview.owed-detail')}</TextLink>
        </Row>
      }
    >
      <StatRow>
        <Stat label={say('overview.outstanding')} value={formats.number(figures.liability?.points ?? figures.outstanding)} note={worth} />
        {figures.rewards !== null && (
          <Stat
            label={say('overview.set-aside')}
            value={formats.number(figures.rewards.setAside)}
            note={say('overview.set-aside-note', { count: figures.rewards.open })}
          />
        )}
        <Stat label={say('overview.members')} value={formats.number(total)} note={say('overview.guests', { guests })} />
      </StatRow>
    </Card>
  );
}

function Latest({ lines }: { readonly lines: readonly admin.ActivityLine[] }): ReactNode {
  const { say } = useWords();
  return (
    <Card title={say('overview.latest')} actions={<TextLink to="/activity">{say('overview.all-activity')}</TextLink>}>
      {lines.length === 0 ? (
        <EmptyState title={say('activity.empty-title')}>{say('activity.empty-body')}</EmptyState>
      ) : (
        <ActivityTable lines={lines} />
      )}
    </Card>
  );
}
