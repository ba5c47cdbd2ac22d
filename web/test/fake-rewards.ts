// What the fake server knows of rewards on their way: one of each state, and giving back the one that may be.
import type { admin } from '#contract/index.ts';
import { daysAgo } from './sample-data.ts';

export interface FakeRewards {
  rewards: admin.RewardRow[];
}

interface Asked {
  readonly path: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
}

function aReward(change: Partial<admin.RewardRow>): admin.RewardRow {
  return {
    id: 'r-1',
    member: { memberId: 'm-1', name: 'Ada Lovelace' },
    rewardId: 'five-off',
    kind: 'amount-off',
    name: { en: 'Five off', fa: 'پنج یورو تخفیف', he: 'חמישה אירו הנחה' },
    points: 100,
    worth: { amountMinor: 500, currency: 'EUR' },
    state: 'ready',
    why: null,
    detail: null,
    codeEnd: 'X7K2',
    orders: [],
    askedAt: daysAgo(1),
    until: daysAgo(-29),
    instructions: null,
    cancellable: true,
    ...change,
  };
}

const OVER = { until: null, cancellable: false } as const;

export function sampleRewards(): admin.RewardRow[] {
  return [
    aReward({}),
    aReward({ id: 'r-2', state: 'used', orders: [{ id: 'o-1', name: '#1042' }], ...OVER }),
    aReward({ id: 'r-3', state: 'returned', why: 'abandoned', ...OVER }),
    aReward({ id: 'r-4', state: 'failed', why: 'failure', detail: 'MAX_APP_DISCOUNTS', codeEnd: null, ...OVER }),
    aReward({
      id: 'r-5',
      kind: 'custom',
      state: 'used',
      worth: null,
      codeEnd: null,
      instructions: { en: 'A mug at the counter' },
      ...OVER,
    }),
  ];
}

const GROUPS: Readonly<Record<admin.RewardRow['state'], admin.RewardGroup>> = {
  preparing: 'open',
  ready: 'open',
  'on-order': 'open',
  returning: 'open',
  used: 'used',
  returned: 'returned',
  failed: 'failed',
};

export const REWARD_ANSWERS = {
  rewards: ({ rewards }: FakeRewards, { query }: Asked) => ({
    items: rewards.filter(({ state }) => !query.has('state') || GROUPS[state] === query.get('state')),
    next: null,
  }),
  memberRewards: ({ rewards }: FakeRewards, { path }: Asked) => ({
    items: rewards.filter(({ member }) => member.memberId === path['memberId']),
  }),
  cancelReward(state: FakeRewards, { path }: Asked) {
    const found = state.rewards.find(({ id }) => id === path['reservationId']);
    if (found === undefined) return null;
    const reward = { ...found, ...OVER, state: 'returned', why: 'cancelled' } as const;
    state.rewards = state.rewards.map((one) => (one.id === reward.id ? reward : one));
    return { reward };
  },
} as const;
