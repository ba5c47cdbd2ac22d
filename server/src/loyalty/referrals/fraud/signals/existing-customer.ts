import type { Signal } from '../signal.ts';

/** 100: whoever has bought before is nobody's new friend, whatever else is true. */
export const existingCustomer: Signal = {
  name: 'existing-customer',
  look: ({ friend }) => (friend.boughtBefore === null ? null : { weight: 100, seen: { knownBy: friend.boughtBefore } }),
};
