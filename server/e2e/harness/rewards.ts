// A program for redeeming, and time that passes for a reward without anybody waiting for it.
import mongoose from 'mongoose';
import type { ProgramTerms } from '../../src/loyalty/program/program.ts';
import type { Household } from './household.ts';
import { publish } from './program.ts';

const gates = { on: true, minimumOrderMinor: null, appliesTo: { kind: 'all' as const }, tierIds: [], stock: null, from: null, until: null, limit: null, validDays: 30 }; // prettier-ignore

/** Ten points for every euro; five euros off, and as many euros as one likes. */
export function redeeming(plain: ProgramTerms): ProgramTerms {
  const [purchase] = plain.earning.rules;
  if (purchase === undefined) throw new Error('the program in force has no rule');
  const params = { rates: [{ currency: 'EUR', points: 10, perMinor: 100 }] };
  return {
    ...plain,
    earning: { ...plain.earning, rules: [{ ...purchase, kind: 'points-per-money', params }] },
    rewards: [
      { ...gates, id: 'five', name: { en: 'Five euros off', fa: 'پنج یورو تخفیف', he: 'חמישה אירו הנחה' }, minimumOrderMinor: 2000, kind: 'amount-off', params: { points: 500, amountMinor: 500 } }, // prettier-ignore
      { ...gates, id: 'euros', name: { en: 'Euros off', fa: 'یورو تخفیف', he: 'אירו הנחה' }, kind: 'variable-amount', params: { pointsPerStep: 100, amountMinorPerStep: 100, minSteps: 1, maxSteps: 4 } }, // prettier-ignore
    ],
  };
}

export const publishRewards = (household: Household): Promise<void> => publish(household, redeeming);

/** As if the time of every reward that waits to be used were over: its end is moved into the past, past all our code. */
export async function letTimeRunOut(household: Household): Promise<void> {
  const connection = await mongoose.createConnection(household.mongodbUri(), { dbName: 'lasting' }).asPromise();
  try {
    const { modifiedCount } = await connection
      .collection('redemptions')
      .updateMany({ stage: 'ready' }, { $set: { dueAt: Date.now() - 1 } });
    if (modifiedCount === 0) throw new Error('no reward waits to be used');
  } finally {
    await connection.close();
  }
}
