import type { Signal } from '../signal.ts';

/** 30: a household, an office, a dormitory, a phone company. Somebody looks; it refuses nothing by itself. */
export const sameNetwork: Signal = {
  name: 'same-network',
  look: ({ alike }) => (alike.network === true ? { weight: 30, seen: {} } : null),
};
