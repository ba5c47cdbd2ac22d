import type { Signal } from '../signal.ts';

/** 70: one card has one owner, but what stores tell of it (issuer and last digits) is not one card for certain, and families share one. */
export const samePayment: Signal = {
  name: 'same-payment',
  look: ({ alike }) => (alike.payment === true ? { weight: 70, seen: {} } : null),
};
