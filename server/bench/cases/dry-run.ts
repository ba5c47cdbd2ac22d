// A draft with rules, campaigns, levels, a limit and a budget tried on 100,000 orders, on one core, from memory: reading them is another case's business.
import { DryRun, type DryRunOrder } from '../../src/loyalty/dry-run/dry-run.ts';
import { defaultProgram } from '../../src/loyalty/program/default-program.ts';
import { programSchema, type Program } from '../../src/loyalty/program/program.ts';
import { sampleOf } from '../load/concurrently.ts';
import { sampleOrders } from '../load/sample-orders.ts';
import type { BenchCase, Context, Side } from './bench-case.ts';

const ORDERS = 100_000;
/** `--tiny` and `--quick` try fewer. */
const ordersOf = ({ scale }: Context): number => Math.min(ORDERS, 2 * scale.verifyEntries);

const RULE = { on: true, priority: 0, stacking: 'adds', when: [], limit: null, name: { en: 'A rule' } };
const RATE = { currency: 'EUR', points: 1, perMinor: 100 };
const when = (kind: string, params: object, not = false): object => ({ kind, not, params });

function draft(): Program {
  const live = defaultProgram('EUR', 'Europe/Berlin');
  const limit = { period: 'month', times: 2, points: null };
  const rules = [
    { ...RULE, id: 'purchase', kind: 'points-per-money', params: { rates: [RATE] } },
    { ...RULE, id: 'tea', when: [when('collection', { ids: ['c-1', 'c-2'] })], kind: 'multiplier', params: { factorBasisPoints: 20_000 } },
    { ...RULE, id: 'first', when: [when('first-order', {})], kind: 'bonus-per-order', params: { points: 100 } },
    { ...RULE, id: 'pieces', limit, when: [when('product-tag', { tags: ['green'] })], kind: 'points-per-item', params: { points: 2 } },
    {
      ...RULE,
      id: 'vip',
      stacking: 'best',
      when: [when('customer-tag', { tags: ['vip'] })],
      kind: 'points-per-money',
      params: { rates: [RATE] },
    },
    {
      ...RULE,
      id: 'large',
      stacking: 'best',
      when: [when('minimum-amount', { amountMinor: 10_000 })],
      kind: 'bonus-per-order',
      params: { points: 50 },
    },
  ];
  const excluded = [when('customer-role', { roles: ['staff'] }), when('product', { ids: ['p-7'] })];
  const campaign = {
    id: 'autumn',
    name: { en: 'Autumn' },
    on: true,
    from: 0,
    until: 4e12,
    when: [],
    budget: 1_000_000,
    effect: { kind: 'bonus', points: 5 },
  };
  const nothing = { spendMinor: null, points: null, orders: null };
  const level = { name: { en: 'A level' }, threshold: nothing, entryPoints: 0, perks: [], membersDiscountBasisPoints: 0 };
  const levels = [
    { ...level, id: 'member', factorBasisPoints: 10_000 },
    { ...level, id: 'gold', factorBasisPoints: 15_000 },
  ];
  const window = { window: { kind: 'lifetime' }, need: 'any', downgrade: 'never', validDays: 365, graceDays: 0, noticeDays: 0 };
  const earning = { ...live.earning, rules, excluded, budget: { points: 100_000_000, period: 'month' } };
  return programSchema.parse({ ...live, earning, campaigns: [campaign], tiers: { ...window, levels } });
}

function dryRunSide(context: Context): Side {
  const [live, tried] = [defaultProgram('EUR', 'Europe/Berlin'), draft()];
  let orders: DryRunOrder[] = [];
  return {
    async prepare() {
      if (orders.length === 0) orders = [...sampleOrders(ordersOf(context))];
    },
    async run() {
      const startedAt = performance.now();
      const run = new DryRun([live], tried, 0);
      for (const order of orders) run.add(order);
      const { draft: cost } = run.result();
      if (cost.points === 0) throw new Error('the draft gave nothing');
      return sampleOf(orders.length, startedAt, null);
    },
    close: () => Promise.resolve(),
  };
}

/** The least that any calculation needs: every amount of every line looked at once. */
function sumSide(context: Context): Side {
  let orders: DryRunOrder[] = [];
  return {
    async prepare() {
      if (orders.length === 0) orders = [...sampleOrders(ordersOf(context))];
    },
    async run() {
      const startedAt = performance.now();
      const sum = orders.reduce((total, { order }) => total + order.lines.reduce((part, { currentNet }) => part + currentNet, 0), 0);
      if (sum === 0) throw new Error('orders without amounts');
      return sampleOf(orders.length, startedAt, null);
    },
    close: () => Promise.resolve(),
  };
}

export const dryRun: BenchCase = {
  name: 'dry-run',
  subjectIs: 'orders judged by the live program and by a draft with six rules, a campaign, levels, a limit and a budget',
  baselineIs: 'the same orders’ amounts added up',
  aims: [{ of: 'rate', value: 10_000 }],
  subject: (context) => Promise.resolve(dryRunSide(context)),
  baseline: (context) => Promise.resolve(sumSide(context)),
};
