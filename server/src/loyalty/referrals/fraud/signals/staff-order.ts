import type { Signal } from '../signal.ts';

/** 30: orders by telephone are honest, and the easiest to invent for somebody who works there. */
export const staffOrder: Signal = {
  name: 'staff-order',
  look: ({ order }) => (order?.madeByStaff === true ? { weight: 30, seen: {} } : null),
};
