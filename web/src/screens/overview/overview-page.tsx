import type { ReactNode } from 'react';
import type { admin } from '#contract/index.ts';
import { useResource } from '../../api/use-resource.ts';
import { Card, EmptyState, MainAndAside, Page, Stack, Stat, StatRow, TextLink } from '../../kit/index.ts';
import { useWords } from '../../locales/words-context.tsx';
import { Loaded } from '../../shell/loaded.tsx';
import { useSession } from '../../shell/session-context.tsx';
import { ActivityTable } from '../history/activity-table.tsx';
import { DoNow } from './do-now.tsx';
import { HealthLine } from './health-line.tsx';
import { Trend } from './trend.tsx';
import { usePointsWatch } from './use-points-watch.ts';

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
            <HealthLine inbox={figures.inbox} />
            <MainAndAside
              main={<Month figures={figures} />}
              aside={
                <>
                  <Owed figures={figures} />
                  <DoNow figures={figures} />
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

function Month({ figures }: FiguresProps): ReactNode {
  const { say, formats } = useWords();
  const { issued, reversed, redeemed, expired } = figures.last30Days;
  return (
    <Card title={say('overview.month')}>
      <Stack>
        <StatRow>
          <Stat label={say('overview.issued')} value={formats.number(issued)} note={say('overview.issued-note')} />
          <Stat label={say('overview.reversed')} value={formats.number(reversed)} note={say('overview.reversed-note')} />
          <Stat label={say('overview.redeemed')} value={formats.number(redeemed)} />
          <Stat label={say('overview.expired')} value={formats.number(expired)} />
        </StatRow>
        <Trend days={figures.trend} />
      </Stack>
    </Card>
  );
}

function Owed({ figures }: FiguresProps): ReactNode {
  const { say, formats } = useWords();
  const { total, guests } = figures.members;
  return (
    <Card title={say('overview.owed')}>
      <StatRow>
        <Stat label={say('overview.outstanding')} value={formats.number(figures.outstanding)} note={say('overview.outstanding-note')} />
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
