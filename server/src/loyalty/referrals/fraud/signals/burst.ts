import { stepWeight, type Signal } from '../signal.ts';

/** Three in a household is a family dinner; twenty from one network within an hour is a person with a list of addresses. */
const FROM_NETWORK = [
  [3, 20],
  [8, 50],
  [19, 80],
] as const;
/** A second address on one device is a family's; a third is hardly. */
const FROM_DEVICE = [
  [1, 30],
  [2, 60],
  [4, 90],
] as const;

/** The heavier of the two: both are one person at one place. */
export const burst: Signal = {
  name: 'burst',
  look: ({ source: { networkClaimsLastHour, deviceClaimsLastDay } }) => {
    const weight = Math.max(stepWeight(networkClaimsLastHour, FROM_NETWORK) ?? 0, stepWeight(deviceClaimsLastDay, FROM_DEVICE) ?? 0);
    return weight === 0 ? null : { weight, seen: { networkClaimsLastHour, deviceClaimsLastDay } };
  },
};
