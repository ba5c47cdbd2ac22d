// A store that answers, and whose past was brought in.
import type { admin } from '#contract/index.ts';

export function sampleCatchingUp(): admin.CatchingUp {
  return {
    canBeAsked: true,
    comparison: {
      lookedAt: '2026-11-21T09:25:00.000Z',
      completeTo: '2026-11-21T09:23:00.000Z',
      found: 2,
      foundInAll: 7,
      waiting: 0,
      nextAt: '2026-11-21T09:30:00.000Z',
      problem: null,
    },
    history: {
      state: 'done',
      reading: 'orders',
      customers: 212,
      orders: 1904,
      of: 1904,
      startedAt: '2026-11-20T08:00:00.000Z',
      endedAt: '2026-11-20T08:04:00.000Z',
      problem: null,
    },
    countsFrom: '2026-11-20T08:00:00.000Z',
  };
}
