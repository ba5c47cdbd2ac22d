import type { Signal } from '../signal.ts';

/** 10: recommends a shop where they never bought anything. Fans do that; accounts that were made for links do nothing else. */
export const idleAdvocate: Signal = {
  name: 'idle-advocate',
  look: ({ advocate }) => (advocate.hasBought === false ? { weight: 10, seen: {} } : null),
};
