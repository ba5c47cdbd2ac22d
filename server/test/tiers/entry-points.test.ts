// What a level gives on being entered: once for ever, whatever is repeated, merged or reached again.
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TIER_ENTRY } from '../../src/inbox/request-bodies.ts';
import { mergeMembers, undoMerge } from '../../src/ledger/merge.ts';
import type { MemberId } from '../../src/loyalty/ids.ts';
import { aLevel } from '../builders/programs.ts';
import { DAY, levels, START, TierWorld } from './tier-world.ts';

let world: TierWorld;
beforeEach(async () => {
  world = await TierWorld.open(levels({}, 500));
});
afterEach(async () => {
  await world.core.levelRows.advance(world.shop);
  const { ok, problems } = await world.core.proof.verify(world.shop);
  await world.close();
  expect([ok, problems]).toEqual([true, []]);
});

const has = async (member: MemberId): Promise<number> => {
  await world.core.drainAll();
  return world.core.available(world.shop, member);
};
const awards = async (): Promise<number> => {
  let count = 0;
  for await (const { kind } of world.core.entries.chains(world.shop)) count += kind === 'award' ? 1 : 0;
  return count;
};
const asksAgain = async (memberId: MemberId): Promise<void> => {
  const item = { itemId: randomUUID(), storeId: world.shop, origin: 'request', topic: TIER_ENTRY, dedupe: null, headers: {} } as const;
  const body = Buffer.from(JSON.stringify({ memberId, tierId: 'gold', enteredAt: START }));
  await world.core.inbox.insert({ ...item, body, receivedAt: world.core.time.now });
};

describe('the points of a level', () => {
  it('come with entering it, and with nothing below it', async () => {
    const anna = await world.someone();
    await world.buys(anna, 15_000);
    expect(await has(anna)).toBe(150);
    await world.buys(anna, 15_000);
    expect(await has(anna)).toBe(800);
  });

  it('come once, whoever asks again, and also when the level is entered again', async () => {
    const anna = await world.someone();
    await world.buys(anna, 30_000);
    expect(await has(anna)).toBe(800);
    await asksAgain(anna);
    world.passes(60 * DAY);
    expect(await world.level(anna)).toBe('member');
    await world.buys(anna, 30_000);
    expect([await world.level(anna), await has(anna), await awards()]).toEqual(['gold', 1_100, 1]);
  });

  it('come once when rows are lost and made again, long after the inbox forgot', async () => {
    const anna = await world.someone();
    await world.buys(anna, 30_000);
    await world.core.drainAll();
    for (const name of ['statuses', 'inbox']) await world.core.database.connection.collection(name).deleteMany({ storeId: world.shop });
    await world.core.proof.rebuild(world.shop);
    expect([await has(anna), await awards()]).toEqual([800, 1]);
  });

  it('come when a process dies between asking for them and writing the row', async () => {
    const anna = await world.someone();
    const { connection } = world.core.database;
    await world.buys(anna, 30_000);
    await connection.collection('statuses').deleteMany({ memberId: anna });
    await connection.collection('inbox').updateMany({ storeId: world.shop }, { $set: { state: 'new' } });
    await world.core.statuses.refresh(world.shop, anna);
    expect([await has(anna), await awards()]).toEqual([800, 1]);
  });

  it('come once for two who turn out to be one, and who entered it before or after', async () => {
    const [guest, account] = [await world.someone(), await world.someone()];
    await world.buys(guest, 30_000);
    await world.core.drainAll();
    const merge = { storeId: world.shop, mergeId: randomUUID(), from: guest, into: account, cause: 'test' };
    await mergeMembers(world.core, merge);
    expect([await world.level(account), await has(account), await awards()]).toEqual(['gold', 800, 1]);
    await undoMerge(world.core, merge);
    expect([await has(guest), await has(account), await awards()]).toEqual([800, 0, 1]);
  });

  it('are what the budget of the program has left', async () => {
    const program = await world.publish(levels({}, 500), 2);
    await world.publish(levels({}, 500), 3, { earning: { ...program.earning, budget: { points: 700, period: 'lifetime' } } });
    const [anna, ben] = [await world.someone(), await world.someone()];
    await world.buys(anna, 30_000);
    expect(await has(anna)).toBe(700);
    await world.buys(ben, 30_000);
    expect(await has(ben)).toBe(0);
  });

  it('make nobody reach the next level', async () => {
    const asked = [aLevel('silver', { points: 100 }, { entryPoints: 500 }), aLevel('gold', { points: 300 })];
    await world.publish(levels({ levels: asked }), 2);
    const anna = await world.someone();
    await world.buys(anna, 15_000);
    expect([await has(anna), await world.level(anna)]).toEqual([650, 'silver']);
  });

  it('come by the job where new levels reach somebody who does nothing', async () => {
    const anna = await world.someone();
    await world.buys(anna, 15_000);
    await world.core.levelRows.advance(world.shop);
    const known = [aLevel('silver', { spendMinor: 10_000 }), aLevel('gold', { spendMinor: 15_000 }, { entryPoints: 70 })];
    await world.publish(levels({ levels: known }), START + DAY);
    await world.core.levelRows.advance(world.shop);
    expect(await has(anna)).toBe(150);
    world.passes(DAY);
    await world.core.levelRows.advance(world.shop);
    expect(await has(anna)).toBe(220);
  });
});
