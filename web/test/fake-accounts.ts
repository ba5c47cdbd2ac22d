// What the fake server knows of offers after a purchase: twenty days of a small shop.
import type { accounts } from '#contract/index.ts';

export interface FakeAccounts {
  rows: accounts.FunnelRow[];
  holdout: accounts.Funnel['holdout'];
}

const DAYS = Array.from({ length: 20 }, (_, index) => `2026-11-${String(index + 1).padStart(2, '0')}`);

export function fakeAccounts(): FakeAccounts {
  const rows = DAYS.flatMap((day): accounts.FunnelRow[] => [
    { day, surface: 'thank-you', offered: 10, opened: 8, started: 4, created: 3, claimed: 3, secondOrder: 1, revenueAfterMinor: 2500 },
    { day, surface: 'mail', offered: 5, opened: 3, started: 2, created: 1, claimed: 1, secondOrder: 0, revenueAfterMinor: 0 },
  ]);
  return { rows, holdout: null };
}

interface Asked {
  readonly query: URLSearchParams;
}

type Answer = (state: FakeAccounts, asked: Asked) => unknown;

export const ACCOUNT_ANSWERS = {
  accountFunnel: ({ rows, holdout }, { query }) => ({
    from: query.get('from'),
    until: query.get('until'),
    currency: 'EUR',
    rows,
    holdout,
  }),
} as const satisfies Record<string, Answer>;
