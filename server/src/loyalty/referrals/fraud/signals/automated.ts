import type { Signal } from '../signal.ts';

/** 80: no friend claims a code with a script. */
export const automated: Signal = {
  name: 'automated',
  look: ({ source }) => (source.automated ? { weight: 80, seen: {} } : null),
};
