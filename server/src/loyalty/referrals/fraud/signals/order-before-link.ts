import type { Signal } from '../signal.ts';

/** 100: who had ordered already was not brought by the link. */
export const orderBeforeLink: Signal = {
  name: 'order-before-link',
  look: ({ order }) => (order?.beforeLink === true ? { weight: 100, seen: {} } : null),
};
