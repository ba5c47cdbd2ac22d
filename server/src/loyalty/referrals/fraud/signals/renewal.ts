import type { Signal } from '../signal.ts';

/** 100: a subscription renews only for who has bought before. */
export const renewal: Signal = {
  name: 'renewal',
  look: ({ order }) => (order?.renewal === true ? { weight: 100, seen: {} } : null),
};
