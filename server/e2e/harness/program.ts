// A program with something of everything, and the merchant's settings, saved and published over the admin's own API.
import { ADMIN_ENDPOINTS, type admin } from '../../src/contract/index.ts';
import type { ProgramTerms } from '../../src/loyalty/program/program.ts';
import { askAdmin as askSandboxAdmin, publishTerms as publishInSandbox } from '../../tools/sample/ask-admin.ts';
import type { Household } from './household.ts';

const inForceWithinMs = 6_500;
const YEAR_MS = 366 * 86_400_000;

/** What the admin's own pages ask, by the development login. */
export const askAdmin = ({ admin }: Household, method: string, path: string, body?: object): Promise<unknown> =>
  askSandboxAdmin(admin, method, path, body);

const gates = { on: true, minimumOrderMinor: null, appliesTo: { kind: 'all' as const }, tierIds: [], stock: null, from: null, until: null, limit: null, validDays: 30 }; // prettier-ignore
const always = { on: true, when: [], limit: null };

function everything(plain: ProgramTerms, now: number): ProgramTerms {
  const [purchase] = plain.earning.rules;
  if (purchase === undefined) throw new Error('the program in force has no rule');
  const perItem = { id: 'items', name: { en: 'For every piece', fa: 'برای هر تکه', he: 'על כל פריט' }, priority: 0, stacking: 'adds', ...always } as const; // prettier-ignore
  const level = { factorBasisPoints: 10_000, entryPoints: 0, perks: [], membersDiscountBasisPoints: 0 };
  const ask = (spendMinor: number) => ({ spendMinor, points: null, orders: null });
  return {
    ...plain,
    earning: {
      ...plain.earning,
      rules: [
        { ...purchase, kind: 'points-per-money', params: { rates: [{ currency: 'EUR', points: 5, perMinor: 100 }] } },
        { ...perItem, kind: 'points-per-item', params: { points: 10 } },
      ],
      actions: [
        {
          ...always,
          id: 'bday',
          name: { en: 'Happy birthday', fa: 'تولدتان مبارک', he: 'יום הולדת שמח' },
          kind: 'birthday',
          params: { points: 20 },
        },
        { ...always, id: 'survey', name: { en: 'Tell us', fa: 'نظر شما', he: 'לספר לנו' }, limit: { period: 'month', times: 1, points: null }, kind: 'survey-answered', params: { points: 15 } }, // prettier-ignore
        { ...always, id: 'insta', name: { en: 'Instagram' }, limit: { period: 'lifetime', times: 1, points: null }, kind: 'social-follow', params: { points: 5, network: 'Instagram', url: 'https://instagram.com/example' } }, // prettier-ignore
      ],
    },
    campaigns: [
      {
        id: 'autumn',
        name: { en: 'Autumn', fa: 'پاییز', he: 'סתיו' },
        on: true,
        from: now - YEAR_MS,
        until: now + YEAR_MS,
        when: [{ kind: 'minimum-amount', not: false, params: { amountMinor: 3000 } }],
        budget: 100_000,
        effect: { kind: 'multiplier', factorBasisPoints: 15_000 },
      },
    ],
    tiers: {
      window: { kind: 'rolling', days: 365 },
      need: 'any',
      downgrade: 'at-end',
      discountLeavesOut: { productIds: [], collectionIds: [] },
      memberPrices: [],
      validDays: 365,
      graceDays: 30,
      noticeDays: 14,
      levels: [
        { ...level, id: 'silver', name: { en: 'Silver', fa: 'نقره‌ای', he: 'כסף' }, threshold: ask(10_000) },
        { ...level, id: 'gold', name: { en: 'Gold', fa: 'طلایی', he: 'זהב' }, threshold: ask(50_000) },
      ],
    },
    rewards: [
      { ...gates, id: 'five', name: { en: 'Five euros off', fa: 'پنج یورو تخفیف', he: 'חמישה אירו הנחה' }, minimumOrderMinor: 2000, kind: 'amount-off', params: { points: 500, amountMinor: 500 } }, // prettier-ignore
      { ...gates, id: 'ship', name: { en: 'Free shipping', fa: 'ارسال رایگان', he: 'משלוח חינם' }, kind: 'free-shipping', params: { points: 1000, maximumMinor: null } }, // prettier-ignore
      { ...gates, id: 'cup', name: { en: 'A speckled cup', fa: 'فنجان خال‌دار', he: 'ספל מנומר' }, tierIds: ['gold'], kind: 'free-product', params: { points: 700, variantId: '1', title: 'Speckled Cup' } }, // prettier-ignore
      { ...gates, id: 'none', name: { en: 'Workshop', fa: 'کارگاه', he: 'סדנה' }, stock: 0, kind: 'custom', params: { points: 300, instructions: { en: 'Ask at the till' } } }, // prettier-ignore
    ],
    pointValue: { points: 100, amountMinor: 100 },
  };
}

export const publishTerms = (household: Household): Promise<void> => publish(household, everything);

/** Published, and in force for every process. */
export async function publish({ admin }: Household, termsOf: (plain: ProgramTerms, now: number) => ProgramTerms): Promise<void> {
  await publishInSandbox(admin, termsOf);
  await new Promise((next) => setTimeout(next, inForceWithinMs));
}

export async function saveSettings(household: Household, values: admin.SettingsValues): Promise<void> {
  const { revision } = ADMIN_ENDPOINTS.settings.answer.parse(await askAdmin(household, 'GET', ADMIN_ENDPOINTS.settings.path));
  await askAdmin(household, 'PUT', ADMIN_ENDPOINTS.saveSettings.path, { values, expectedRevision: revision });
}
