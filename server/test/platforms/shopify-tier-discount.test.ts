// What members pay, written to a shop over HTTP: one discount, however often it is written, and what is left of it when there is nothing to give.
import { afterEach, describe, expect, it } from 'vitest';
import { defaultProgram } from '../../src/loyalty/program/default-program.ts';
import { tierDiscountConfiguration, type TierDiscount } from '../../src/loyalty/tiers/members-prices.ts';
import { aLevel, someTiers } from '../builders/programs.ts';
import { aDiscountShop, type DiscountShop } from './shopify-discount-shop.ts';

const running: DiscountShop[] = [];

afterEach(async () => {
  for (const { sandbox } of running.splice(0)) await sandbox.close();
});

async function aShop(options: { functionFolder?: string } = {}): Promise<DiscountShop> {
  const shop = await aDiscountShop(options);
  running.push(shop);
  return shop;
}

interface Seen {
  readonly status: string;
  readonly updatedAt: string;
  readonly configuration: unknown;
  readonly variables: unknown;
}

async function seen({ ask }: DiscountShop): Promise<Seen[]> {
  const data = await ask<{
    discountNodes: {
      nodes: {
        configuration: { jsonValue: unknown };
        variables: { jsonValue: unknown };
        discount: { status: string; updatedAt: string };
      }[];
    };
  }>(`{ discountNodes(first: 10) { nodes {
    configuration: metafield(namespace: "$app", key: "configuration") { jsonValue } variables: metafield(namespace: "$app", key: "variables") { jsonValue }
    discount { ... on DiscountAutomaticApp { status updatedAt } } } } }`);
  return data.discountNodes.nodes.map(({ configuration, variables, discount }) => ({
    ...discount,
    configuration: configuration.jsonValue,
    variables: variables.jsonValue,
  }));
}

function discountOf(basisPoints: number): TierDiscount {
  const levels = [aLevel('gold', {}, { membersDiscountBasisPoints: basisPoints })];
  const leavesOut = { productIds: ['9100000000001'], collectionIds: ['7001', 'not-an-id'] };
  const program = { ...defaultProgram('EUR'), tiers: someTiers({ levels, discountLeavesOut: leavesOut }) };
  const discount = tierDiscountConfiguration(program);
  if (discount === null) throw new Error('nothing to write');
  return discount;
}

describe('what members pay, in the shop', () => {
  it('is one discount with the configuration beside it, and the same again changes nothing', async () => {
    const world = await aShop();
    await world.write(discountOf(1_000));
    const [first] = await seen(world);
    expect(first).toMatchObject({ status: 'ACTIVE', configuration: discountOf(1_000).configuration });
    expect(first?.variables).toEqual({ excludedCollectionIds: ['gid://shopify/Collection/7001'] });
    await world.write(discountOf(1_000));
    expect(await seen(world)).toEqual([first]);
  });

  it('changes with the program, is switched off with it, and on again', async () => {
    const world = await aShop();
    await world.write(discountOf(1_000));
    await world.write(discountOf(2_000));
    expect(await seen(world)).toMatchObject([{ status: 'ACTIVE', configuration: discountOf(2_000).configuration }]);
    await world.write(null);
    await world.write(null);
    expect(await seen(world)).toMatchObject([{ status: 'EXPIRED' }]);
    await world.write(discountOf(2_000));
    expect(await seen(world)).toMatchObject([{ status: 'ACTIVE' }]);
  });

  it('is nothing where there was never anything to give', async () => {
    const world = await aShop();
    await world.write(null);
    expect(await seen(world)).toEqual([]);
  });

  it('is one also when the answer was lost, or two write at once', async () => {
    const lost = await aShop();
    await lost.post('/sandbox/faults', { calls: [{ field: 'discountAutomaticAppCreate', kind: 'cutAfter', skip: 0, times: 1 }] });
    await expect(lost.write(discountOf(1_000))).rejects.toThrow('no answer');
    await lost.write(discountOf(1_000));
    expect(await seen(lost)).toHaveLength(1);
    const busy = await aShop();
    const both = await Promise.allSettled([busy.write(discountOf(1_000)), busy.write(discountOf(1_000))]);
    expect(both.map(({ status }) => status)).toContain('fulfilled');
    expect(await seen(busy)).toHaveLength(1);
  });

  it('heals itself: of several of ours the oldest stays', async () => {
    const world = await aShop();
    await world.write(discountOf(1_000));
    const extra = `mutation { discountAutomaticAppCreate(automaticAppDiscount: { title: "Another", functionHandle: "lasting-members-prices",
      startsAt: "2026-01-01T00:00:00Z", metafields: [{ namespace: "$app", key: "configuration", type: "json", value: "{}" }] }) { userErrors { code } } }`;
    const others = `mutation { discountAutomaticAppCreate(automaticAppDiscount: { title: "Not ours", functionHandle: "lasting-members-prices",
      startsAt: "2026-01-01T00:00:00Z" }) { userErrors { code } } }`;
    await world.ask(extra);
    await world.ask(others);
    await world.write(discountOf(1_000));
    const data = await world.ask('{ discountNodes(first: 10) { nodes { discount { ... on DiscountAutomaticApp { title } } } } }');
    expect(data).toEqual({ discountNodes: { nodes: [{ discount: { title: 'Lasting members' } }, { discount: { title: 'Not ours' } }] } });
  });

  it('is refused where the function is not deployed, and that is said', async () => {
    const world = await aShop({ functionFolder: '/nowhere' });
    await expect(world.write(discountOf(1_000))).rejects.toThrow('INVALID (automaticAppDiscount.functionHandle)');
    expect(await seen(world)).toEqual([]);
  });
});
