import type { Signal } from '../signal.ts';

/** 20: there are many people of one name; it tips what is doubtful anyway. */
export const sameName: Signal = {
  name: 'same-name',
  look: ({ alike }) => (alike.name === true ? { weight: 20, seen: {} } : null),
};
