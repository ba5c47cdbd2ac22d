import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { offersOf, stocksLeft, wayStates } from '../../src/api/storefront/offers.ts';
import { programView } from '../../src/api/storefront/program.ts';
import { STOREFRONT_ENDPOINTS, type storefront } from '../../src/contract/index.ts';
import { storeId } from '../../src/loyalty/ids.ts';
import { EMPTY_STATE } from '../../src/loyalty/ledger/state.ts';
import { periodName } from '../../src/loyalty/program/period.ts';
import type { Program } from '../../src/loyalty/program/program.ts';
import { DEFAULT_SETTINGS } from '../../src/settings/default-settings.ts';
import { aProgram, aReward, anAction, everyKindProgram, perMoney, when } from '../builders/programs.ts';
import { aShopWorld, type ShopWorld } from './shop-world.ts';

const now = Date.UTC(2026, 10, 21);
const shipping = aReward('free-shipping', { points: 200, maximumMinor: null }, { id: 'ship', name: { en: 'Free shipping' } });
const coupon = aReward('amount-off', { points: 100, amountMinor: 500 }, { id: 'five', name: { en: 'Five off', fa: 'پنج یورو' } });

function program(change: Partial<Program> = {}): Program {
  const rule = perMoney(100, { when: [when('collection', { ids: ['gid://1'] }), when('minimum-amount', { amountMinor: 2000 }, true)] });
  const limit = { period: 'month', times: 2, points: null } as const;
  const actions = [anAction('birthday', { points: 50 }), anAction('survey-answered', { points: 5 }, { limit })];
  return aProgram([rule], { actions }, { rewards: [shipping, coupon], pointValue: { points: 100, amountMinor: 500 }, ...change });
}

const said = ({ ways, rewards }: storefront.StorefrontProgram) => [
  ...ways.flatMap(({ says, when: conditions }) => [says, ...conditions.map((one) => one.says)]),
  ...rewards.map(({ says }) => says),
];
const names = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);

describe('the program as a shopper reads it', () => {
  it('says rules, conditions and actions in the language that was asked for, with their values apart', () => {
    const { ways } = programView(program(), 'fa', now);
    expect(ways.map(({ source, kind }) => `${source} ${kind}`)).toEqual([
      'rule points-per-money',
      'action birthday',
      'action survey-answered',
    ]);
    const [rule, day] = ways;
    const euros = (amountMinor: number) => ({ amountMinor, currency: 'EUR' });
    expect(rule?.says).toEqual({ text: '{rates} خرید', values: { rates: { as: 'rate', points: 1, per: euros(100) } } });
    expect(rule?.when).toEqual([
      { not: false, says: { text: 'محصول‌های دسته‌های منتخب', values: {} } },
      { not: true, says: { text: 'سفارش‌های {amountMinor} یا بیشتر', values: { amountMinor: { as: 'money', money: euros(2000) } } } },
    ]);
    expect(day).toMatchObject({ says: { values: { points: { as: 'points', points: 50 } } }, once: 'year', limit: null });
  });

  it.each(['en', 'fa', 'he'] as const)('has words and a value for every blank of every kind, in %s', (locale) => {
    const view = programView(everyKindProgram(), locale, now);
    const script = { en: /[a-z]/i, fa: /\p{Script=Arabic}/u, he: /\p{Script=Hebrew}/u }[locale];
    expect(said(view).length).toBeGreaterThan(30);
    for (const { text, values } of said(view)) {
      expect([text, Object.keys(values)]).toEqual([text, names(text)]);
      expect([text, script.test(text.replaceAll(/\{\w+\}/g, ''))]).toEqual([text, true]);
      expect(JSON.stringify(values)).not.toContain('"text":""');
    }
  });

  it('names nothing of the store’s own ids', () => {
    expect(JSON.stringify(programView(program(), 'en', now))).not.toContain('gid://');
  });

  it('shows the catalogue in force, the cheapest first, and the merchant’s words in a language they have', () => {
    const rewards = [shipping, coupon, { ...coupon, id: 'over', until: now }, { ...coupon, id: 'off', on: false }];
    const view = programView(program({ rewards }), 'fa', now);
    expect(view.rewards.map(({ name, points }) => [name, points])).toEqual([['پنج یورو', 100], ['Free shipping', 200]]); // prettier-ignore
  });
});

describe('what bringing a friend gives', () => {
  const terms = {
    friend: { kind: 'reward', rewardId: 'five' },
    advocate: [
      { from: 1, every: true, gift: { kind: 'points', points: 200 } },
      { from: 3, every: false, gift: { kind: 'reward', rewardId: 'ship' } },
      { from: 10, every: false, gift: { kind: 'reward', rewardId: 'gone' } },
    ],
    minimumMinor: 3000,
    hold: { days: 14, after: 'delivery' },
    windowDays: 30,
    codeDays: 30,
    caps: { day: null, month: null, lifetime: null },
    programCap: null,
    thresholds: { reviewFrom: 40, refuseFrom: 80 },
  } as const satisfies Program['referrals'];
  const nothing = { kind: 'nothing', points: null, name: null, worth: null };

  it('is told of both sides, with the merchant’s own names and what they are worth', () => {
    const { referrals } = programView(program({ referrals: terms }), 'fa', now);
    expect(referrals?.friend).toEqual({ ...nothing, kind: 'reward', name: 'پنج یورو', worth: { amountMinor: 500, currency: 'EUR' } });
    expect(referrals?.steps.map(({ from, every, gift }) => [from, every, gift])).toEqual([
      [1, true, { ...nothing, kind: 'points', points: 200 }],
      [3, false, { ...nothing, kind: 'reward', name: 'Free shipping' }],
      [10, false, nothing],
    ]);
    expect(referrals).toMatchObject({ minimum: { amountMinor: 3000, currency: 'EUR' }, holdDays: 14 });
  });

  it('promises nothing without referrals, or while the program is paused, and tells nobody where fraud begins', () => {
    expect(programView(program(), 'en', now).referrals).toBeNull();
    expect(programView(program({ referrals: terms, active: false }), 'en', now).referrals).toBeNull();
    expect(JSON.stringify(programView(program({ referrals: terms }), 'en', now))).not.toMatch(/review|refuse|threshold|cap/i);
  });
});

describe('what a member can have and has done', () => {
  const asking = (available: number, counters: { rule: string; period: string; n: number; points: number }[] = []) => ({
    program: program(),
    state: { ...EMPTY_STATE, available, counters },
    tierId: null,
    now,
  });
  const offers = (available: number): storefront.Offer[] => offersOf(new Map(), asking(available));

  it('counts the points that are missing', () => {
    expect(offers(120)).toEqual([
      { id: 'ship', available: false, reason: 'not-enough-points', missingPoints: 80, maxSteps: 0 },
      { id: 'five', available: true, reason: null, missingPoints: 0, maxSteps: 1 },
    ]);
  });

  it('says that a reward is sold out, for another level, or not yet there', () => {
    const rewards = [
      { ...coupon, id: 'gone', stock: 3 },
      { ...coupon, id: 'gold', tierIds: ['gold'] },
      { ...coupon, id: 'soon', from: now + 1 },
    ];
    const found = offersOf(new Map([['gone', 0]]), { ...asking(1000), program: program({ rewards }) });
    expect(found.map(({ reason }) => reason)).toEqual(['out-of-stock', 'other-tier', 'not-yet']);
  });

  it('asks the ledger how many of a limited reward were taken', async () => {
    const head = () => Promise.resolve({ after: { ...EMPTY_STATE, taken: 2 } });
    const services = { ledger: { head } } as unknown as Parameters<typeof stocksLeft>[0];
    const rewards = [coupon, { ...coupon, id: 'few', stock: 3 }];
    expect(await stocksLeft(services, storeId('store-1'), program({ rewards }), now)).toEqual(new Map([['few', 1]]));
  });

  it('knows what is done, what is full and what is still to do', () => {
    const used = (id: string, period: 'month' | 'year', n: number) => ({
      rule: `action/${id}`,
      period: periodName(period, now, program()),
      n,
      points: 0,
    });
    const states = (...counters: ReturnType<typeof used>[]) => wayStates(asking(0, counters)).map(({ state }) => state);
    expect(states()).toEqual(['open', 'open']);
    expect(states(used('birthday', 'year', 1), used('survey-answered', 'month', 1))).toEqual(['done', 'open']);
    expect(states(used('survey-answered', 'month', 2))).toEqual(['open', 'limit-reached']);
  });
});

describe('the endpoints of the storefront', () => {
  let world: ShopWorld;
  beforeAll(async () => {
    world = await aShopWorld();
  });
  afterAll(() => world.close());
  const ask = (path: string, more: Record<string, string> = {}) =>
    world.app.fetch(
      `${path}?${new URLSearchParams({ shop: world.store, signature: 'good', logged_in_customer_id: 'c-Mina', ...more }).toString()}`,
    );

  it('gives the program in a language, to anybody, and refuses a language nobody wrote', async () => {
    const { program: endpoint } = STOREFRONT_ENDPOINTS;
    const read = async (locale: string) => endpoint.answer.parse(await (await ask(endpoint.path, { locale })).json());
    expect((await read('he')).ways[0]?.says.text).toMatch(/\p{Script=Hebrew}/u);
    expect((await ask(endpoint.path, { locale: 'xx' })).status).toBe(400);
    expect(JSON.stringify(await read('en'))).not.toContain('Mina');
  });

  it('gives the look the merchant saved, and none of ours where nobody saved any', async () => {
    const { look } = STOREFRONT_ENDPOINTS;
    const read = async () => look.answer.parse(await (await ask(look.path)).json());
    expect(await read()).toEqual({ branding: null, languages: ['en', 'fa', 'he'], pointNames: {} });
    const branding = {
      primary: '#7a1f5f',
      onPrimary: '#ffffff',
      side: 'start',
      offsetPx: { side: 8, bottom: 90 },
      launcher: { en: 'Leaves' },
    };
    const { accounts, referrals } = DEFAULT_SETTINGS;
    const values = { branding, accounts, referrals, languages: ['he', 'en'], pointNames: { en: { one: 'leaf', other: 'leaves' } } };
    expect((await world.call('PUT', '/admin/api/settings', { body: { values, expectedRevision: 0 } })).status).toBe(200);
    expect(await read()).toEqual({ branding, languages: ['he', 'en'], pointNames: { en: { one: 'leaf', other: 'leaves' } } });
    expect((await ask(look.path)).headers.get('cache-control')).toMatch(/^public, max-age=60/);
  });
});
