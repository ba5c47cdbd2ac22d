import { stepWeight, type Signal } from '../signal.ts';

/** Whoever tried before tries again. Once may have been a mistake and weighs little; from the third on each friend is looked at. */
const STEPS = [
  [1, 10],
  [3, 30],
  [6, 50],
] as const;

export const refusedBefore: Signal = {
  name: 'refused-before',
  look: ({ advocate: { refusedBefore: times } }) => {
    const weight = stepWeight(times, STEPS);
    return weight === null ? null : { weight, seen: { times } };
  },
};
