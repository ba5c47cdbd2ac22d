/** A program to try everything with: points for every euro, things to spend them on, and friends who bring more. */
import type { ProgramTerms } from '../../src/loyalty/program/program.ts';

const gates = { on: true, minimumOrderMinor: null, appliesTo: { kind: 'all' as const }, tierIds: [], stock: null, from: null, until: null, limit: null, validDays: 30 }; // prettier-ignore

/** For each friend, and for the third. */
export const FOR_A_FRIEND = 300;
export const FOR_THE_THIRD = 1_000;
export const HOLD_DAYS = 14;

/** Friends get five euros off, advocates points once the goods can hardly come back. */
const referrals: ProgramTerms['referrals'] = {
  friend: { kind: 'reward', rewardId: 'five' },
  advocate: [
    { from: 1, every: true, gift: { kind: 'points', points: FOR_A_FRIEND } },
    { from: 3, every: false, gift: { kind: 'points', points: FOR_THE_THIRD } },
  ],
  minimumMinor: 2000,
  hold: { days: HOLD_DAYS, after: 'payment' },
  windowDays: 30,
  codeDays: 30,
  caps: { day: null, month: 10, lifetime: null },
  programCap: null,
  thresholds: { reviewFrom: 40, refuseFrom: 80 },
};

export function sampleTerms(plain: ProgramTerms): ProgramTerms {
  const [purchase] = plain.earning.rules;
  if (purchase === undefined) throw new Error('the program in force has no rule');
  const params = { rates: [{ currency: 'EUR', points: 10, perMinor: 100 }] };
  return {
    ...plain,
    earning: { ...plain.earning, rules: [{ ...purchase, kind: 'points-per-money', params }] },
    rewards: [
      { ...gates, id: 'five', name: { en: 'Five euros off', fa: 'پنج یورو تخفیف', he: 'חמישה אירו הנחה' }, minimumOrderMinor: 2000, kind: 'amount-off', params: { points: 500, amountMinor: 500 } }, // prettier-ignore
      { ...gates, id: 'ship', name: { en: 'Free shipping', fa: 'ارسال رایگان', he: 'משלוח חינם' }, kind: 'free-shipping', params: { points: 400, maximumMinor: null } }, // prettier-ignore
      { ...gates, id: 'euros', name: { en: 'Euros off', fa: 'یورو تخفیف', he: 'אירו הנחה' }, kind: 'variable-amount', params: { pointsPerStep: 100, amountMinorPerStep: 100, minSteps: 1, maxSteps: 4 } }, // prettier-ignore
    ],
    pointValue: { points: 100, amountMinor: 100 },
    referrals,
  };
}
