import type { Signal } from '../signal.ts';

/** 100: mail for the friend arrives at the advocate. */
export const sameEmail: Signal = {
  name: 'same-email',
  look: ({ alike }) => (alike.email === 'same' ? { weight: 100, seen: {} } : null),
};
