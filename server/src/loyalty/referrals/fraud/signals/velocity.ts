import { stepWeight, type Signal } from '../signal.ts';

/** A link in a group chat is claimed ten times in an hour by honest people; beyond that it hangs somewhere in public. Orders cost money, so fewer of them tell as much. */
const CLAIMS_AN_HOUR = [
  [10, 15],
  [30, 30],
] as const;
const CLAIMS_A_DAY = [
  [50, 20],
  [150, 40],
] as const;
const ORDERS_A_DAY = [
  [5, 15],
  [15, 35],
] as const;

/** The heaviest of the three: they are one thing seen at different speeds. */
export const velocity: Signal = {
  name: 'velocity',
  look: ({ advocate: { claimsLastHour, claimsLastDay, ordersLastDay } }) => {
    const weights = [
      stepWeight(claimsLastHour, CLAIMS_AN_HOUR),
      stepWeight(claimsLastDay, CLAIMS_A_DAY),
      stepWeight(ordersLastDay, ORDERS_A_DAY),
    ];
    const weight = Math.max(...weights.map((each) => each ?? 0));
    return weight === 0 ? null : { weight, seen: { claimsLastHour, claimsLastDay, ordersLastDay } };
  },
};
