// Levels in operation: who is in which one, and what that does to what they earn.
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ACTION, ERASE } from '../../src/inbox/request-bodies.ts';
import { advanceTiers } from '../../src/jobs/advance-tiers.ts';
import { mergeMembers, undoMerge } from '../../src/ledger/merge.ts';
import { pino } from 'pino';
import { aRefund } from '../builders/orders.ts';
import { aLevel, anAction, when } from '../builders/programs.ts';
import { DAY, levels, START, TierWorld } from './tier-world.ts';

let world: TierWorld;
beforeEach(async () => {
  world = await TierWorld.open(levels());
});
afterEach(async () => {
  await world.core.levelRows.advance(world.shop);
  const { ok, problems } = await world.core.proof.verify(world.shop);
  await world.close();
  expect([ok, problems]).toEqual([true, []]);
});

const job = () => advanceTiers({ ...world.core, clock: () => world.core.time.now, log: pino({ level: 'silent' }) });

describe('an order that reaches a level', () => {
  it('is not multiplied itself, and the next one is', async () => {
    const anna = await world.someone();
    const first = await world.buys(anna, 30_000);
    expect([await world.points(first), await world.level(anna), await world.listed(anna)]).toEqual([300, 'gold', 'gold']);
    world.passes(DAY);
    const second = await world.buys(anna, 10_000);
    expect(await world.points(second)).toBe(150);
  });

  it('counts from when it was paid for', async () => {
    const anna = await world.someone();
    const unpaid = await world.buys(anna, 30_000, { payment: 'unpaid', paidAt: null });
    expect(await world.level(anna)).toBe('member');
    world.passes(DAY);
    await world.tells({ ...unpaid, payment: 'paid', paidAt: START + DAY, version: START + DAY }, anna);
    expect([await world.level(anna, START + DAY - 1), await world.level(anna)]).toEqual(['member', 'gold']);
  });

  it('keeps the level it was judged by, also after a downgrade', async () => {
    const anna = await world.someone();
    await world.buys(anna, 30_000);
    world.passes(DAY);
    const multiplied = await world.buys(anna, 10_000);
    world.passes(60 * DAY);
    expect(await world.level(anna)).toBe('member');
    await world.tells({ ...multiplied, name: 'changed', version: multiplied.version + 1 }, anna);
    expect([await world.points(multiplied), await world.points(await world.buys(anna, 1_000))]).toEqual([150, 10]);
  });

  it('asks nothing of the database where there never were levels', async () => {
    await world.close();
    world = await TierWorld.open(null);
    const anna = await world.someone();
    await world.buys(anna, 30_000);
    expect([await world.core.statuses.standing(world.shop, anna, START), await world.listed(anna)]).toEqual([null, undefined]);
    expect(await world.core.database.connection.collection('statuses').countDocuments({})).toBe(0);
  });
});

describe('how somebody stands', () => {
  it('says figures and since when, and whose money is another is not counted', async () => {
    const anna = await world.someone();
    await world.buys(anna, 10_000);
    world.passes(DAY);
    await world.buys(anna, 5_000);
    await world.buys(anna, 50_000, { currency: 'USD' });
    expect(await world.stands(anna)).toMatchObject({
      since: START,
      figures: { spendMinor: 15_000, orders: 2 },
      status: { tierId: 'silver' },
    });
  });

  it('is lower at once after a refund where levels are lost at once', async () => {
    const anna = await world.someone();
    const order = await world.buys(anna, 30_000);
    world.passes(DAY);
    const refunded = { ...order, version: order.version + 1, refunds: [aRefund(25_000, { at: START + DAY })] };
    await world.tells(refunded, anna);
    expect([await world.level(anna), await world.listed(anna), await world.level(anna, START + DAY - 1)]).toEqual([
      'member',
      'member',
      'gold',
    ]);
  });

  it('is honoured to its end after a refund where the merchant promised that', async () => {
    await world.publish(levels({ downgrade: 'at-end', validDays: 20, graceDays: 5 }), 2);
    const anna = await world.someone();
    const order = await world.buys(anna, 30_000);
    await world.tells({ ...order, version: order.version + 1, refunds: [aRefund(30_000, { at: START + DAY })] }, anna);
    const { status } = await world.stands(anna, START + 2 * DAY);
    expect([status.tierId, status.losesAt]).toEqual(['gold', Date.UTC(2026, 1, 5)]);
    expect([await world.level(anna, Date.UTC(2026, 1, 5) - 1), await world.level(anna, Date.UTC(2026, 1, 5))]).toEqual(['gold', 'member']);
  });

  it('counts an order that was cancelled until the store said so', async () => {
    const anna = await world.someone();
    const order = await world.buys(anna, 30_000);
    world.passes(3 * DAY);
    await world.tells({ ...order, version: order.version + 1, standing: 'cancelled' }, anna);
    expect([await world.level(anna, START + DAY), await world.level(anna)]).toEqual(['gold', 'member']);
  });

  it('counts points by entries: of orders, and of what members did', async () => {
    const review = anAction('custom', { points: 40, event: 'quiz' }, { id: 'quiz' });
    const asked = levels({ levels: [aLevel('member'), aLevel('gold', { points: 100 })] });
    const program = await world.publish(asked, 2);
    await world.publish(asked, 3, { earning: { ...program.earning, actions: [review] } });
    const anna = await world.someone();
    await world.buys(anna, 7_000);
    expect(await world.stands(anna)).toMatchObject({ figures: { points: 70 }, status: { tierId: 'member' } });
    const body = { memberId: anna, ruleId: 'quiz', actionKey: 'q-1', happenedAt: START };
    const item = { itemId: randomUUID(), storeId: world.shop, origin: 'request', topic: ACTION, dedupe: null, headers: {} } as const;
    await world.core.inbox.insert({ ...item, body: Buffer.from(JSON.stringify(body)), receivedAt: START });
    await world.core.drainAll();
    expect([(await world.stands(anna)).figures.points, await world.listed(anna)]).toEqual([110, 'gold']);
  });
});

describe('an instant that passes', () => {
  const ends = Date.UTC(2026, 1, 10);

  it('ends a level with and without the job: the same answer', async () => {
    const [anna, ben] = [await world.someone(), await world.someone()];
    await world.buys(anna, 30_000);
    await world.buys(ben, 30_000);
    const answers: unknown[] = [];
    for (const at of [ends - 1, ends]) {
      world.core.time.now = at;
      const before = [await world.stands(anna), await world.listed(anna)];
      await job();
      answers.push(before[1]);
      expect([await world.stands(anna), await world.listed(anna)]).toEqual(before);
    }
    expect(answers).toEqual(['gold', 'member']);
    expect(await job()).toBe(0);
  });

  it('ends a calendar year where the program is', async () => {
    await world.publish(levels({ window: { kind: 'calendar-year' } }), 2, { timeZone: 'Asia/Tehran', calendar: 'jalali' });
    const anna = await world.someone();
    await world.buys(anna, 30_000);
    // 1 Farvardin 1405 begins on 21 March 2026 at midnight in Tehran.
    const newYear = Date.UTC(2026, 2, 20, 20, 30);
    expect([await world.level(anna, newYear - 1), await world.level(anna, newYear)]).toEqual(['gold', 'member']);
  });

  it('brings new levels into force for everybody, looked at or not', async () => {
    const anna = await world.someone();
    await world.buys(anna, 15_000);
    await job();
    world.passes(DAY);
    const lower = levels({ levels: [aLevel('member'), aLevel('gold', { spendMinor: 15_000 })] });
    await world.publish(lower, world.core.time.now + DAY);
    expect([await world.level(anna), await world.listed(anna)]).toEqual(['silver', 'silver']);
    world.passes(DAY);
    expect([await world.level(anna), await world.listed(anna)]).toEqual(['gold', 'gold']);
    await job();
    expect([await world.level(anna), await world.listed(anna)]).toEqual(['gold', 'gold']);
  });
});

describe('people', () => {
  const merging = async () => {
    const [guest, account] = [await world.someone(), await world.someone()];
    await world.buys(guest, 15_000);
    await world.buys(account, 15_000);
    const merge = { storeId: world.shop, mergeId: randomUUID(), from: guest, into: account, cause: 'test' };
    return { guest, account, merge };
  };

  it('who were merged are one, and two again when it is undone', async () => {
    const { guest, account, merge } = await merging();
    expect([await world.level(guest), await world.level(account)]).toEqual(['silver', 'silver']);
    await mergeMembers(world.core, merge);
    expect([await world.level(guest), await world.level(account), await world.listed(account)]).toEqual(['gold', 'gold', 'gold']);
    await undoMerge(world.core, merge);
    expect([await world.level(guest), await world.level(account), await world.listed(account)]).toEqual(['silver', 'silver', 'silver']);
  });

  it('who were merged before there were levels are one from the first moment of them', async () => {
    await world.close();
    world = await TierWorld.open(null);
    const { account, merge } = await merging();
    await mergeMembers(world.core, merge);
    const program = await world.publish(levels(), 2);
    expect([await world.level(account), await world.listed(account)]).toEqual(['gold', 'gold']);
    const higher = {
      ...program,
      tiers: levels({ levels: [aLevel('silver', { spendMinor: 15_000 }), aLevel('gold', { spendMinor: 40_000 })] }),
    };
    expect(await world.core.levelPreview.moves(world.shop, program, higher, 1)).toEqual([
      { from: 'gold', to: 'silver', direction: 'down', members: 1, examples: [account] },
    ]);
  });

  it('who are forgotten leave no row behind, nor do those who were merged into them', async () => {
    const { account, merge } = await merging();
    await mergeMembers(world.core, merge);
    const body = Buffer.from(JSON.stringify({ memberId: account, by: 'test', at: world.core.time.now }));
    const item = { itemId: randomUUID(), storeId: world.shop, origin: 'request', topic: ERASE, dedupe: null, headers: {} } as const;
    await world.core.inbox.insert({ ...item, body, receivedAt: world.core.time.now });
    await world.core.drainAll();
    expect(await world.core.database.connection.collection('statuses').countDocuments({ storeId: world.shop })).toBe(0);
  });

  it('earn by actions in the level in which they did something', async () => {
    const birthday = anAction('custom', { points: 40, event: 'quiz' }, { id: 'quiz', when: [when('tier', { tierIds: ['gold'] })] });
    const program = await world.publish(levels(), 2);
    await world.publish(levels(), 3, { earning: { ...program.earning, actions: [birthday] } });
    const anna = await world.someone();
    await world.buys(anna, 30_000, { placedAt: START - DAY, paidAt: START - DAY });
    for (const [actionKey, happenedAt] of [
      ['before', START - 2 * DAY],
      ['after', START],
    ] as const) {
      const body = Buffer.from(JSON.stringify({ memberId: anna, ruleId: 'quiz', actionKey, happenedAt }));
      const item = { itemId: randomUUID(), storeId: world.shop, origin: 'request', topic: ACTION, dedupe: null, headers: {} } as const;
      await world.core.inbox.insert({ ...item, body, receivedAt: START });
    }
    await world.core.drainAll();
    expect(await world.core.available(world.shop, anna)).toBe(340);
  });
});

describe('rows of levels', () => {
  it('are restored from orders and entries, whatever became of them', async () => {
    const [anna, ben, carl] = [await world.someone(), await world.someone(), await world.someone()];
    for (const member of [anna, ben, carl]) await world.buys(member, 30_000);
    await job();
    const rows = world.core.database.connection.collection('statuses');
    const right = await rows.find({ storeId: world.shop }, { projection: { _id: 0, n: 0 } }).sort({ memberId: 1 }).toArray(); // prettier-ignore
    await rows.deleteOne({ memberId: anna });
    await rows.updateOne({ memberId: ben }, { $set: { spans: [{ tierId: 'silver', from: 0, until: null }] } });
    expect(await world.core.levelRows.wrong(world.shop)).toHaveLength(2);
    expect((await world.core.proof.verify(world.shop)).ok).toBe(false);
    expect((await world.core.proof.rebuild(world.shop)).mended).toMatchObject({ levels: 2 });
    expect(await rows.find({ storeId: world.shop }, { projection: { _id: 0, n: 0 } }).sort({ memberId: 1 }).toArray()).toEqual(right); // prettier-ignore
  });

  it('say the same when many look at one member at once', async () => {
    const anna = await world.someone();
    await Promise.all(Array.from({ length: 8 }, () => world.buys(anna, 4_000)));
    expect([await world.level(anna), await world.listed(anna)]).toEqual(['gold', 'gold']);
  });
});
