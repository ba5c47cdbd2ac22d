import type { ReactNode } from 'react';
import type { referrals } from '#contract/index.ts';
import { useResource } from '../../../api/use-resource.ts';
import { Banner, Card, EmptyState, Row, SelectField, Stack } from '../../../kit/index.ts';
import { useWords } from '../../../locales/words-context.tsx';
import { Loaded } from '../../../shell/loaded.tsx';
import { SPANS, useDays } from '../../accounts/days.ts';
import { ByChannel } from './by-channel.tsx';
import { ByDay } from './by-day.tsx';
import { Funnel } from './funnel.tsx';
import { Leaders } from './leaders.tsx';
import { MoneyCard } from './money-card.tsx';

/** How far links came in some days, what that brought and cost, and by whom. */
export function OverviewTab(): ReactNode {
  const { say } = useWords();
  const days = useDays();
  const stats = useResource('referralStats', { query: { from: days.from, until: days.until } });
  return (
    <Stack>
      <Row>
        <SelectField
          label={say('funnel.days')}
          value={String(days.span)}
          options={SPANS.map((span) => ({ value: String(span), label: say('funnel.last-days', { count: span }) }))}
          onChange={days.choose}
        />
      </Row>
      <Loaded resource={stats} lines={12}>
        {(known) => <Figures stats={known} />}
      </Loaded>
    </Stack>
  );
}

export interface StatsProps {
  readonly stats: referrals.ReferralStats;
}

function Figures({ stats }: StatsProps): ReactNode {
  const { say } = useWords();
  const { total, waitingForReview } = stats;
  const nothing = total.shares + total.visits + total.claims + total.orders === 0;
  return (
    <Stack>
      {waitingForReview > 0 && (
        <Banner
          tone="warning"
          title={say('referrals.waiting-title', { count: waitingForReview })}
          action={{ label: say('referrals.waiting-action'), to: '/referrals?tab=review' }}
        >
          {say('referrals.waiting-body')}
        </Banner>
      )}
      {nothing ? (
        <Card title={say('referrals.funnel')}>
          <EmptyState title={say('referrals.empty-title')} action={{ label: say('referrals.empty-action'), to: '/program?tab=referrals' }}>
            {say('referrals.empty-body')}
          </EmptyState>
        </Card>
      ) : (
        <>
          <Funnel stats={stats} />
          <MoneyCard stats={stats} />
          <Leaders stats={stats} />
          <ByChannel stats={stats} />
          <ByDay stats={stats} />
        </>
      )}
    </Stack>
  );
}
