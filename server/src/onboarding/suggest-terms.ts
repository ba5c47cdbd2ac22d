// A program to begin with, made for what the merchant wants: few rules, each easily said, and cheap enough to be kept for years.
import type { admin } from '../contract/index.ts';
import { defaultProgram } from '../loyalty/program/default-program.ts';
import type { Rate } from '../loyalty/program/fields.ts';
import { withMainRate } from '../loyalty/program/main-rate.ts';
import type { Program, ProgramTerms } from '../loyalty/program/program.ts';
import { suggestedRate } from '../loyalty/program/suggested-rate.ts';
import { usualReferrals } from '../loyalty/referrals/usual-terms.ts';

/** Of what an order comes to: a usual loyalty program gives back two to five percent. */
const BACK_BASIS_POINTS = 300;
const WHOLE = 10_000;

export interface StoreFigures {
  readonly currency: string;
  readonly timeZone: string;
  /** What an order of this store comes to, in minor units. */
  readonly averageMinor: number;
}

/** A hundred points are worth three percent of the money that earned them. */
function valueOf({ points, perMinor }: Rate): NonNullable<ProgramTerms['pointValue']> {
  const hundred = 100;
  const spent = (hundred * perMinor) / points;
  return { points: hundred, amountMinor: Math.max(1, Math.round((spent * BACK_BASIS_POINTS) / WHOLE)) };
}

type ActionRule = ProgramTerms['earning']['actions'][number];
type OrderRule = ProgramTerms['earning']['rules'][number];

const ACCOUNT: ActionRule = {
  id: 'account-created',
  kind: 'account-created',
  name: { en: 'Open an account', fa: 'ساخت حساب کاربری', he: 'פתיחת חשבון' },
  on: true,
  when: [],
  limit: { period: 'lifetime', times: 1, points: null },
  params: { points: 50 },
};

const NAMES = {
  second: { en: 'Bonus on the second order', fa: 'امتیاز ویژهٔ خرید دوم', he: 'בונוס על ההזמנה השנייה' },
  larger: { en: 'Bonus on a larger order', fa: 'امتیاز ویژهٔ خرید بزرگ‌تر', he: 'בונוס על הזמנה גדולה' },
};

function bonus(id: string, name: OrderRule['name'], points: number, when: OrderRule['when']): OrderRule {
  return { id, name, on: true, priority: 0, stacking: 'adds', when, limit: null, kind: 'bonus-per-order', params: { points } };
}

/** A round number somewhat above the average, which an order of one more thing reaches. */
function goalAbove(averageMinor: number): number {
  const wanted = averageMinor * 1.25;
  const step = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, wanted))) - 1);
  return Math.max(1, Math.ceil(wanted / step) * step);
}

interface Additions {
  readonly rules: OrderRule[];
  readonly actions: ActionRule[];
  readonly referrals: ProgramTerms['referrals'];
}

const NOTHING: Additions = { rules: [], actions: [], referrals: null };

/** What a goal adds to points for purchases. */
function additions(goal: admin.Goal, { averageMinor }: StoreFigures): Additions {
  switch (goal) {
    case 'repeat':
      return {
        ...NOTHING,
        rules: [bonus('second-order', NAMES.second, 50, [{ not: false, kind: 'order-count', params: { from: 2, to: 2 } }])],
      };
    case 'bigger-orders': {
      const amountMinor = goalAbove(averageMinor);
      return {
        ...NOTHING,
        rules: [bonus('larger-order', NAMES.larger, 50, [{ not: false, kind: 'minimum-amount', params: { amountMinor } }])],
      };
    }
    case 'accounts':
      return { ...NOTHING, actions: [ACCOUNT] };
    case 'referrals':
      return { ...NOTHING, referrals: usualReferrals() };
  }
}

/** A whole program, to be tried at once; only its terms are suggested. */
export function suggestedProgram(goal: admin.Goal, figures: StoreFigures): Program {
  const { currency, timeZone } = figures;
  const rate = suggestedRate(currency);
  const plain = withMainRate(defaultProgram(currency, timeZone), rate);
  const { rules, actions, referrals } = additions(goal, figures);
  const earning = { ...plain.earning, rules: [...plain.earning.rules, ...rules], actions };
  return { ...plain, earning, referrals, pointValue: valueOf(rate), expiry: { kind: 'inactivity', days: 365 } };
}
