import type { Signal } from '../signal.ts';

/** Weighs nothing, because not knowing is no suspicion; but it is said, and whatever is incomplete waits for a person. */
export const notFoundOut: Signal = {
  name: 'not-found-out',
  look: ({ missing }) => (missing.length === 0 ? null : { weight: 0, seen: { what: missing.toSorted().join(', ') } }),
};
