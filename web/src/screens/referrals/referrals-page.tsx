import type { ReactNode } from 'react';
import { useSearchParams } from 'react-router';
import { Button, Page, Tabs } from '../../kit/index.ts';
import { useWords } from '../../locales/words-context.tsx';
import { ListTab } from './list/list-tab.tsx';
import { OverviewTab } from './overview/overview-tab.tsx';
import { ReviewTab } from './review/review-tab.tsx';

const TABS = { overview: OverviewTab, all: ListTab, review: ReviewTab } as const;
const IDS = Object.keys(TABS) as (keyof typeof TABS)[];

/** What members' links bring: the figures, every referral, and what waits for a decision. */
export default function ReferralsPage(): ReactNode {
  const { say } = useWords();
  const [params, setParams] = useSearchParams();
  const tab = IDS.find((id) => id === params.get('tab')) ?? 'overview';
  const Shown = TABS[tab];
  return (
    <Page
      title={say('referrals.title')}
      subtitle={say('referrals.subtitle')}
      actions={<Button to="/program?tab=referrals">{say('referrals.settings')}</Button>}
    >
      <Tabs
        label={say('referrals.tabs')}
        tabs={IDS.map((id) => ({ id, label: say(`referrals.tab.${id}`) }))}
        selected={tab}
        onSelect={(id) => setParams(id === 'overview' ? {} : { tab: id })}
      >
        <Shown />
      </Tabs>
    </Page>
  );
}
