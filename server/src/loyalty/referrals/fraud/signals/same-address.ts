import type { Signal } from '../signal.ts';

/**
 * 35 for one: people who live together recommend things to each other, and a gift for the advocate goes to the advocate's door.
 * 50 for both: who pays and who receives live there. A household by itself is looked at and never refused.
 */
export const sameAddress: Signal = {
  name: 'same-address',
  look: ({ alike: { shipping, billing } }) => {
    if (shipping !== true && billing !== true) return null;
    const both = shipping === true && billing === true;
    return { weight: both ? 50 : 35, seen: { shipping: shipping === true, billing: billing === true } };
  },
};
