import type { Signal } from '../signal.ts';

/** 40: goods for nothing prove no customer. Samples and full vouchers exist, so a person looks. */
export const freeOrder: Signal = {
  name: 'free-order',
  look: ({ order }) => (order?.free === true ? { weight: 40, seen: {} } : null),
};
