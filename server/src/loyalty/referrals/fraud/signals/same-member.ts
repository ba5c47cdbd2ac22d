import type { Signal } from '../signal.ts';

/** 100: it is one person, as the store or a merge says. */
export const sameMember: Signal = {
  name: 'same-member',
  look: ({ alike }) => (alike.member ? { weight: 100, seen: {} } : null),
};
