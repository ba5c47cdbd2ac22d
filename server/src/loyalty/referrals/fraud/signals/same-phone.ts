import type { Signal } from '../signal.ts';

/** 70: a number is a person's, but couples and parents order with one number; anything else that is shared then refuses. */
export const samePhone: Signal = {
  name: 'same-phone',
  look: ({ alike }) => (alike.phone === true ? { weight: 70, seen: {} } : null),
};
