import type { Signal } from '../signal.ts';

/** 50: two who bring each other are both customers already, or both made up. */
export const ring: Signal = {
  name: 'ring',
  look: ({ advocate }) => (advocate.broughtByFriend ? { weight: 50, seen: {} } : null),
};
