// The program of the sample shop, described by the server's own schemas: a form that draws these draws the real ones.
import { z } from 'zod';
import type { admin } from '#contract/index.ts';
import { daysAgo, NOW } from './sample-data.ts';
import { fromServer } from './server-source.ts';

interface ServerCatalog {
  readonly catalog: () => readonly {
    kind: string;
    group: string;
    jsonSchema: unknown;
    sentence: { en: string; fa: string; he: string };
    code: boolean;
  }[];
}
interface ServerProgram {
  readonly programTerms: z.ZodType;
}

const [{ catalog }, { programTerms }] = await Promise.all([
  fromServer(import.meta.glob<ServerCatalog>('../../server/src/loyalty/program/catalog.ts')),
  fromServer(import.meta.glob<ServerProgram>('../../server/src/loyalty/program/program.ts')),
]);

export function sampleCatalog(): admin.Catalog {
  const kinds = catalog().map(({ jsonSchema, ...kind }) => ({ ...kind, schema: jsonSchema, example: null }));
  return { kinds, program: z.toJSONSchema(programTerms) } as admin.Catalog;
}

export function sampleTerms(): admin.Terms {
  return {
    active: true,
    calendar: 'gregorian',
    earning: sampleEarning(),
    campaigns: [
      {
        id: 'nowruz',
        name: { en: 'Nowruz', fa: 'نوروز', he: 'נורוז' },
        on: true,
        from: Date.parse('2027-03-19T23:00:00Z'),
        until: Date.parse('2027-04-02T22:00:00Z'),
        when: [],
        budget: 50_000,
        effect: { kind: 'multiplier', factorBasisPoints: 20_000 },
      },
    ],
    tiers: {
      window: { kind: 'rolling', days: 365 },
      need: 'any',
      downgrade: 'at-end',
      validDays: 365,
      graceDays: 30,
      noticeDays: 14,
      levels: [level('silver', 'Silver', 'نقره‌ای', 20_000), level('gold', 'Gold', 'طلایی', 60_000)],
    },
    rewards: [
      {
        id: 'five',
        name: { en: 'Five euro off', fa: 'پنج یورو تخفیف', he: 'חמישה אירו הנחה' },
        on: true,
        minimumOrderMinor: 2000,
        appliesTo: { kind: 'all' },
        tierIds: [],
        stock: null,
        from: null,
        until: null,
        limit: null,
        validDays: 30,
        kind: 'amount-off',
        params: { points: 500, amountMinor: 500 },
      },
    ],
    pointValue: { points: 100, amountMinor: 100 },
    hold: { days: 14, after: 'fulfilment' },
    expiry: { kind: 'days', days: 365 },
    negative: 'allow',
    graceMs: 2_592_000_000,
    approvalAbove: 5000,
  };
}

const SHARED = { on: true, when: [], limit: null };

function sampleEarning(): NonNullable<admin.Terms[string]> {
  return {
    basis: {
      tax: 'as-priced',
      shipping: false,
      tips: false,
      giftCardLines: false,
      paidByGiftCard: true,
      paidByStoreCredit: true,
      discounts: false,
    },
    rounding: 'floor',
    excluded: [{ kind: 'customer-role', not: false, params: { roles: ['wholesale'] } }],
    rules: [
      {
        ...SHARED,
        id: 'purchase',
        name: { en: 'Points for purchases', fa: 'امتیاز خرید', he: 'נקודות על קניות' },
        priority: 0,
        stacking: 'adds',
        kind: 'points-per-money',
        params: { rates: [{ currency: 'EUR', points: 2, perMinor: 100 }] },
      },
      {
        ...SHARED,
        id: 'coffee',
        name: { en: 'Coffee lovers', fa: 'دوستداران قهوه' },
        on: false,
        priority: 5,
        stacking: 'best',
        when: [
          { kind: 'product-tag', not: false, params: { tags: ['coffee'] } },
          { kind: 'country', not: true, params: { countries: ['DE', 'AT'] } },
        ],
        kind: 'multiplier',
        params: { factorBasisPoints: 20_000 },
      },
    ],
    actions: [
      { ...SHARED, id: 'birthday', name: { en: 'Birthday', fa: 'زادروز', he: 'יום הולדת' }, kind: 'birthday', params: { points: 100 } },
    ],
    budget: null,
  };
}

function level(id: string, en: string, fa: string, spendMinor: number): NonNullable<admin.Terms[string]> {
  return {
    id,
    name: { en, fa },
    threshold: { spendMinor, points: null, orders: null },
    factorBasisPoints: 12_500,
    entryPoints: 50,
    perks: [{ en: 'First to taste', fa: 'نخستین چشنده' }],
    membersDiscountBasisPoints: 0,
  };
}

export function sampleVersion(version: number, state: admin.VersionSummary['state']): admin.VersionSummary {
  return {
    version,
    state,
    active: true,
    inForceFrom: version === 1 ? '1970-01-01T00:00:00.000Z' : daysAgo(100 - version * 20),
    publishedAt: version === 1 ? null : daysAgo(100 - version * 20),
    by: version === 1 ? null : { userId: 'u-1', name: 'Dana' },
  };
}

export function sampleProgramState(): admin.ProgramState {
  const live = sampleVersion(3, 'live');
  return { live, newest: live, scheduled: [], terms: sampleTerms(), draft: null };
}

export function draftOf(terms: admin.Terms, revision: number, problems: admin.TermsProblem[] = []): admin.Draft {
  return { revision, terms, basedOn: 3, problems, savedAt: NOW, by: { userId: 'u-1', name: 'Dana' } };
}

export function samplePreview(): admin.PreviewAnswer {
  const order = (name: string, amountMinor: number): admin.OrderPreview => ({
    name,
    total: { amountMinor, currency: 'EUR' },
    points: amountMinor / 50,
    cost: { amountMinor: amountMinor / 50, currency: 'EUR' },
    explanation: [],
  });
  return { orders: [order('', 2500), order('', 6000), order('', 12_000)], from: 'history' };
}

export function sampleDryRun(changes: Partial<admin.DryRun> = {}): admin.DryRun {
  const given = (points: number): admin.DryRunResult['live'] => ({ points, cost: { amountMinor: points, currency: 'EUR' } });
  return {
    state: 'done',
    startedAt: NOW,
    endedAt: NOW,
    draftRevision: 1,
    liveVersion: 3,
    done: 4120,
    of: 4120,
    result: {
      orders: 4120,
      from: daysAgo(90),
      until: NOW,
      live: given(182_400),
      draft: given(214_900),
      rules: [
        { ruleId: 'purchase', name: 'Points for purchases', live: given(182_400), draft: given(182_400) },
        { ruleId: 'coffee', name: 'Coffee lovers', live: given(0), draft: given(32_500) },
      ],
    },
    ...changes,
  };
}

export function sampleVersionDetail(version: number): admin.VersionDetail {
  const diff = [
    { path: 'earning.rules.0.params.rates.0.points', before: 1, after: 2 },
    { path: 'rewards.0', before: null, after: { id: 'five', kind: 'amount-off', name: { en: 'Five euro off' } } },
    { path: 'negative', before: 'carry', after: 'allow' },
  ];
  return {
    version: sampleVersion(version, 'live'),
    terms: sampleTerms(),
    previous: version === 1 ? null : version - 1,
    diff: version === 1 ? [] : diff,
  };
}

/** Points for each friend, more for the third, a reward at once for the friend. */
export function sampleReferrals(): NonNullable<admin.Terms[string]> {
  return {
    friend: { kind: 'reward', rewardId: 'five' },
    advocate: [
      { from: 1, every: true, gift: { kind: 'points', points: 200 } },
      { from: 3, every: false, gift: { kind: 'points', points: 500 } },
    ],
    minimumMinor: 3000,
    hold: { days: 14, after: 'delivery' },
    windowDays: 30,
    codeDays: 1,
    caps: { day: null, month: 10, lifetime: null },
    programCap: { times: 500, period: 'year' },
    thresholds: { reviewFrom: 40, refuseFrom: 80 },
  };
}
