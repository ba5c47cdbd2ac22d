// From a store's own facts to a program that suits them, and what it would give.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ADMIN_ENDPOINTS, problem, type admin } from '../../src/contract/index.ts';
import { orderId } from '../../src/loyalty/ids.ts';
import { problemsOf } from '../../src/loyalty/program/problems.ts';
import { usualReferrals } from '../../src/loyalty/referrals/usual-terms.ts';
import { aLine } from '../builders/orders.ts';
import { aStoreLine } from '../builders/lines.ts';
import { aShopWorld, type ShopWorld } from './shop-world.ts';

let world: ShopWorld;
beforeEach(async () => {
  world = await aShopWorld();
});
afterEach(() => world.close());

const E = ADMIN_ENDPOINTS;
const json = (answer: Response): Promise<unknown> => answer.json();
const suggest = async (goal: admin.Goal) =>
  E.suggestProgram.answer.parse(await json(await world.call('POST', '/admin/api/onboarding/suggest', { body: { goal } })));
const preview = (body: unknown): Promise<Response> => world.call('POST', '/admin/api/program/preview', { body });

async function tenOrders(): Promise<void> {
  for (let n = 1; n <= 10; n += 1) {
    await world.order(world.store, world.mina, { orderId: orderId(`h-${n}`), name: `#h${n}`, lines: [aLine(n * 1_000)], total: n * 1_000 });
  }
}

describe('onboarding', () => {
  it('knows the store, also when the store cannot be asked', async () => {
    const facts = E.onboarding.answer.parse(await json(await world.call('GET', '/admin/api/onboarding')));
    expect(facts.facts).toMatchObject({ name: 'Tea and Clay', currency: 'EUR', timeZone: 'Europe/Berlin', source: 'remembered' });
    expect(facts.facts.reason).not.toBeNull();
    expect(facts.facts.orders).toMatchObject({ sampled: 1 });
    expect(facts.steps).toEqual({ published: false, draft: false, storefront: null });
  });

  it('says what the store says of itself when it answers', async () => {
    const facts = { name: 'Clay and Tea', currency: 'EUR', timeZone: 'Europe/Paris' };
    const connect = () => aStoreLine({ fetchFacts: () => Promise.resolve(facts) });
    const other = await aShopWorld({ connect });
    const answer = E.onboarding.answer.parse(await json(await other.call('GET', '/admin/api/onboarding')));
    await other.close();
    expect(answer.facts).toMatchObject({ ...facts, source: 'store', reason: null });
  });

  it.each(['repeat', 'bigger-orders', 'accounts', 'referrals'] as const)(
    'suggests a whole program for %s, with what it costs',
    async (goal) => {
      const assumed = await suggest(goal);
      expect(problemsOf(assumed.terms, 'EUR')).toEqual([]);
      expect([assumed.from, assumed.orders.length]).toEqual(['assumed', 3]);
      await tenOrders();
      const own = await suggest(goal);
      expect(own.from).toBe('history');
      expect(own.orders.map(({ name }) => name)).toEqual(['#h3', '#h5', '#h7']);
      for (const { points, cost } of own.orders) {
        expect(points).toBeGreaterThan(0);
        expect(cost?.amountMinor).toBeGreaterThan(0);
      }
      expect(own.costBasisPoints).toBeGreaterThan(0);
      expect(own.costBasisPoints).toBeLessThan(2_000);
    },
  );

  it('suggests to who wants to be recommended that friends and those who bring them are rewarded, and nothing that nobody would pay', async () => {
    const { terms } = await suggest('referrals');
    expect(terms['referrals']).toEqual(usualReferrals());
    expect(terms['earning']).toMatchObject({ actions: [] });
  });

  it.each(['IRT', 'IRR', 'JPY', 'KRW', 'USD'])('suggests points that people can read in %s', async (currency) => {
    const store = await world.core.addStore({ platform: 'shopify', currency });
    const token = await world.token('owner', store);
    const body = { goal: 'repeat' };
    const answer = E.suggestProgram.answer.parse(await json(await world.call('POST', '/admin/api/onboarding/suggest', { body, token })));
    expect(problemsOf(answer.terms, currency)).toEqual([]);
    for (const { points } of answer.orders) expect(points).toBeLessThan(1_000);
  });

  it('looks at the shop, and tells honestly when it cannot', async () => {
    const check = E.checkStorefront.answer.parse(await json(await world.call('GET', '/admin/api/onboarding/storefront')));
    expect(check).toMatchObject({ state: 'unknown', reason: 'unreachable' });
    const facts = E.onboarding.answer.parse(await json(await world.call('GET', '/admin/api/onboarding')));
    expect(facts.steps.storefront).toBeNull();
  });
});

describe('a preview', () => {
  const line = { amountMinor: 5_000 };

  it('tells what described orders would earn, why, and what it costs', async () => {
    const { terms } = await suggest('repeat');
    const orders = [{ name: 'first', lines: [line], orderNumber: 1 }, { name: 'second', lines: [line], orderNumber: 2 }]; // prettier-ignore
    const answer = E.previewProgram.answer.parse(await json(await preview({ terms, orders })));
    expect(answer.from).toBe('given');
    const [first, second] = answer.orders;
    expect(first).toMatchObject({ name: 'first', total: { amountMinor: 5_000, currency: 'EUR' }, points: 50 });
    expect(second).toMatchObject({ name: 'second', points: 100 });
    expect(second?.explanation.map(({ ruleId, points }) => [ruleId, points])).toEqual([['purchase', 50], ['second-order', 50]]); // prettier-ignore
    expect(second?.cost).toEqual({ amountMinor: 300, currency: 'EUR' });
  });

  it('takes orders that are typical of this store when none are described', async () => {
    const { terms } = await suggest('repeat');
    expect(E.previewProgram.answer.parse(await json(await preview({ terms, orders: null }))).from).toBe('assumed');
    await tenOrders();
    expect(E.previewProgram.answer.parse(await json(await preview({ terms, orders: null }))).from).toBe('history');
  });

  it('names the place where terms are not whole, and what an order lacks', async () => {
    const { terms } = await suggest('repeat');
    const incomplete = await preview({ terms: { ...terms, graceMs: -1 }, orders: null });
    expect([incomplete.status, problem.parse(await json(incomplete)).error.field]).toEqual([400, 'terms.graceMs']);
    const empty = await preview({ terms, orders: [{ lines: [] }] });
    expect([empty.status, problem.parse(await json(empty)).error.field]).toEqual([400, 'orders.0.lines']);
    const wrong = await preview({ terms, orders: [{ lines: [{ amountMinor: 1.5 }] }] });
    expect([wrong.status, problem.parse(await json(wrong)).error.field]).toEqual([400, 'orders.0.lines.0.amountMinor']);
  });

  it('keeps nothing and changes nothing', async () => {
    const { terms } = await suggest('repeat');
    await preview({ terms, orders: null });
    expect(E.programState.answer.parse(await json(await world.call('GET', '/admin/api/program/state')))).toMatchObject({
      draft: null,
      newest: { version: 1 },
    });
  });
});
