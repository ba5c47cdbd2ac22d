import type { ReactNode } from 'react';
import { useResource } from '../../api/use-resource.ts';
import { Card } from '../../kit/index.ts';
import { useWords } from '../../locales/words-context.tsx';
import { Loaded } from '../../shell/loaded.tsx';
import { RewardsTable } from '../redemptions/rewards-table.tsx';

interface RewardsProps {
  readonly memberId: string;
  readonly onChanged: () => void;
}

const REFRESH_SECONDS = 2;

/** What this member asked for: on its way, used, back as points, and what is to be handed out. Nothing where there was never any. */
export function Rewards({ memberId, onChanged }: RewardsProps): ReactNode {
  const { say } = useWords();
  const rewards = useResource('memberRewards', { path: { memberId } }, { refreshSeconds: REFRESH_SECONDS });
  if (rewards.data?.items.length === 0) return null;
  function changed(): void {
    rewards.reload();
    onChanged();
  }
  return (
    <Card title={say('redemptions.of-member')}>
      <Loaded resource={rewards} lines={3}>
        {({ items }) => <RewardsTable rewards={items} ofOne onChanged={changed} />}
      </Loaded>
    </Card>
  );
}
