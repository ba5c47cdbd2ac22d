// What a product page and a cart are told of the points that buying would give.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { STOREFRONT_ENDPOINTS } from '../../src/contract/index.ts';
import type { ProductFacts } from '../../src/loyalty/earning/facts.ts';
import type { Earning, Program } from '../../src/loyalty/program/program.ts';
import { aCampaign, aLevel, aProgram, perMoney, someTiers, when } from '../builders/programs.ts';
import { aShopWorld, type ShopWorld } from './shop-world.ts';

const { path, answer } = STOREFRONT_ENDPOINTS.estimate;

describe('the points that goods would give', () => {
  let world: ShopWorld;
  let products: Readonly<Record<string, ProductFacts>> | null;
  let version = 1;
  beforeAll(async () => {
    world = await aShopWorld({ knownProducts: { of: () => Promise.resolve(products) } });
  });
  afterAll(() => world.close());
  beforeEach(() => {
    products = {};
  });

  async function inForce(change: Partial<Earning> = {}, more: Partial<Program> = {}, rules = [perMoney()]): Promise<void> {
    version += 1;
    await world.core.stores.publish(world.store, { ...aProgram(rules, change, more), version, inForceFrom: version });
    world.core.directory.forget(world.store);
  }
  const ask = (lines: string, who = '') =>
    world.app.fetch(
      `${path}?${new URLSearchParams({ lines, shop: world.store, signature: 'good', ...(who === '' ? {} : { logged_in_customer_id: who }) }).toString()}`,
    );
  const points = async (lines: string, who?: string) => answer.parse(await (await ask(lines, who)).json()).points;

  it('are those of a paid order of exactly these lines, gift cards aside', async () => {
    await inForce();
    expect(await points('9:1:1299')).toBe(12);
    expect(await points('9:2:2598,10:1:50')).toBe(26);
    expect(await points('9:1:1000,11:1:2500:gift')).toBe(10);
  });

  it('may be kept for a visitor, by any cache, and never for a member', async () => {
    await inForce();
    expect((await ask('9:1:1299')).headers.get('cache-control')).toBe('public, max-age=60');
    expect((await ask('9:1:1299', 'c-Mina')).headers.get('cache-control')).toBe('no-store');
  });

  it('count the level of the member who asks, and no level for a visitor', async () => {
    const levels = [aLevel('member'), aLevel('silver', { spendMinor: 1 }, { factorBasisPoints: 20_000 })];
    await inForce({}, { tiers: someTiers({ levels }) });
    expect(await points('9:1:1000', 'c-Mina')).toBe(20);
    expect(await points('9:1:1000')).toBe(10);
  });

  it('are the same for everybody where the answer may be kept: a first order is promised to nobody who did not sign in', async () => {
    const campaign = aCampaign({ kind: 'bonus', points: 100 }, { when: [when('first-order', {})] });
    await inForce({}, { campaigns: [campaign] });
    expect(await points('9:1:1000')).toBe(10);
    expect(await points('9:1:1000', 'c-Nobody')).toBe(10);
    expect(await points('9:1:1000', 'c-Mina')).toBe(10);
  });

  it('follow the collection of the goods, and nothing is said while that is not known', async () => {
    await inForce({}, {}, [perMoney(100, { when: [when('collection', { ids: ['teas'] })] })]);
    products = { '9': { collections: ['teas'], tags: [] } };
    expect(await points('9:1:1000,10:1:1000')).toBe(10);
    products = null;
    const answered = await ask('9:1:1000');
    expect(answer.parse(await answered.json()).points).toBeNull();
    expect(answered.headers.get('cache-control')).toBe('no-store');
  });

  it('are none while earning is paused', async () => {
    await inForce({}, { active: false });
    expect(await points('9:1:1000')).toBe(0);
  });

  it.each([
    '',
    '9',
    '9:1',
    '9:0:100',
    '9:1:-5',
    '9:1:1e9',
    '9:1:100,',
    '9:1:100:free',
    '$where:1:100',
    '9:1:100;DROP',
    '9:1.5:100',
    '9:1:100\n',
    `${'9:1:100,'.repeat(600)}9:1:100`,
  ])('are refused for what is no list of lines: %j', async (lines) => {
    // prettier-ignore
    expect((await ask(lines)).status).toBe(400);
  });

  it('are told to nobody without a signature', async () => {
    expect((await world.app.fetch(`${path}?lines=9:1:100&shop=${world.store}`)).status).toBe(401);
  });
});
