import type { Signal } from '../signal.ts';

const DAY = 86_400_000;
const HOUR = 3_600_000;

/** An account that was opened for its link: within the hour 20, within a day 10. People who are glad of their first order also share at once. */
export const freshAdvocate: Signal = {
  name: 'fresh-advocate',
  look: ({ advocate: { memberForMs } }) => {
    if (memberForMs === null || memberForMs >= DAY) return null;
    return { weight: memberForMs < HOUR ? 20 : 10, seen: { hours: Math.max(0, Math.floor(memberForMs / HOUR)) } };
  },
};
