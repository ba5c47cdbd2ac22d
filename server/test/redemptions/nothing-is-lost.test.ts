// Whatever the shop does to a call, and wherever we die, points are never lost and no reward is given twice.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Redemption } from '../../src/redemptions/redemption.ts';
import { aReward } from '../builders/programs.ts';
import { aSellingWorld, MINUTE, SHOP, type SellingWorld } from './selling-world.ts';

const REWARDS = [
  aReward('amount-off', { points: 100, amountMinor: 500 }, { id: 'five-off' }),
  aReward('free-shipping', { points: 100, maximumMinor: null }, { id: 'shipping' }),
  aReward('gift-card', { points: 100, amountMinor: 500 }, { id: 'card' }),
  aReward('store-credit', { points: 100, amountMinor: 500 }, { id: 'credit' }),
];

let world: SellingWorld;
let mina: Awaited<ReturnType<SellingWorld['member']>>;

beforeAll(async () => {
  world = await aSellingWorld(REWARDS);
});
afterAll(() => world.close());
beforeEach(async () => {
  world.presently();
  await world.line.strike();
  mina = await world.member(1_000);
});

/** Until everything that was put off has been tried again. */
async function patiently(): Promise<void> {
  for (let round = 0; round < 12; round += 1) {
    world.later(30 * MINUTE);
    await world.work();
  }
}

/** Points and rewards together: every reward that exists in the shop has its points set aside or spent, and nothing else has. */
async function inBalance(redemption: Redemption): Promise<void> {
  const { stage, points } = await world.read(redemption.reservationId);
  const { available, reserved, deficit } = await world.state(mina.memberId);
  const spent = (await world.core.entries.redeemed(SHOP, redemption.reservationId)).settled;
  expect(available + reserved + spent).toBe(1_000);
  expect(deficit).toBe(0);
  const code = await world.line.connection.rewards?.findCode(await world.codeOf(redemption));
  if (stage === 'returned') expect([code, reserved, spent]).toEqual([null, 0, 0]);
  if (stage === 'ready') expect([code?.externalId, reserved, spent]).toEqual([redemption.externalId ?? code?.externalId, points, 0]);
  if (stage === 'given') expect([reserved, spent]).toEqual([0, points]);
  expect((await world.core.proof.verify(SHOP)).problems).toEqual([]);
}

const FAULTS = [
  { kind: 'failBefore', status: 500 },
  { kind: 'failAfter', status: 502 },
  { kind: 'cutBefore' },
  { kind: 'cutAfter' },
  { kind: 'tooMany' },
  { kind: 'throttled' },
] as const;

describe('a call of the shop goes wrong', () => {
  const calls = [
    ['five-off', 'codeDiscountNodeByCode'],
    ['five-off', 'discountCodeBasicCreate'],
    ['shipping', 'discountCodeFreeShippingCreate'],
    ['card', 'giftCardCreate'],
    ['credit', 'storeCreditAccountCredit'],
    ['credit', 'customer'],
  ] as const;
  const cases = calls.flatMap(([reward, field]) => FAULTS.map((fault) => ({ reward, field, fault })));

  it.each(cases)('$field, $fault.kind, while "$reward" is made: it is had once in the end', async ({ reward, field, fault }) => {
    await world.line.strike({ field, times: 2, ...fault });
    const asked = await world.gets(mina.memberId, reward);
    await patiently();
    const { stage } = await world.read(asked.reservationId);
    expect(['ready', 'given']).toContain(stage);
    await inBalance(asked);
  });

  it.each(FAULTS)('$kind while the code is taken away: the points come back once, and only when it is gone', async (fault) => {
    const asked = await world.gets(mina.memberId, 'five-off');
    await world.line.strike({ field: 'discountCodeDelete', times: 2, ...fault });
    await world.cancels(asked.reservationId);
    await patiently();
    expect((await world.read(asked.reservationId)).stage).toBe('returned');
    await inBalance(asked);
  });

  it('does not take the code away: the points stay set aside for as long as it can be used', async () => {
    const asked = await world.gets(mina.memberId, 'five-off');
    await world.line.strike({ field: 'discountCodeDelete', kind: 'failBefore', status: 500 });
    await world.cancels(asked.reservationId);
    await world.work();
    expect(await world.state(mina.memberId)).toMatchObject({ available: 900, reserved: 100 });
    await world.line.strike();
    await patiently();
    expect(await world.state(mina.memberId)).toMatchObject({ available: 1_000, reserved: 0 });
    await inBalance(asked);
  });

  it('says no for good: the points come back, and their lots have the time they were set aside', async () => {
    await world.line.strike({ field: 'discountCodeBasicCreate', kind: 'userError', code: 'MAX_APP_DISCOUNTS' });
    const asked = await world.gets(mina.memberId, 'five-off');
    await patiently();
    expect(await world.read(asked.reservationId)).toMatchObject({ stage: 'returned', why: 'failure' });
    expect(await world.state(mina.memberId)).toMatchObject({ available: 1_000, reserved: 0 });
    await inBalance(asked);
  });

  it('is away for a day: a code that is wanted back meanwhile is not free when it is made after all', async () => {
    await world.line.strike({ field: 'discountCodeBasicCreate', kind: 'failAfter' });
    const asked = await world.gets(mina.memberId, 'five-off');
    await world.cancels(asked.reservationId);
    await world.work();
    // The code is there, we do not know it, and the member wants the points: they wait.
    expect(await world.state(mina.memberId)).toMatchObject({ available: 900, reserved: 100 });
    await world.line.strike();
    await patiently();
    expect((await world.read(asked.reservationId)).stage).toBe('returned');
    expect(await world.state(mina.memberId)).toMatchObject({ available: 1_000, reserved: 0 });
    await inBalance(asked);
  });

  it('the merchant deletes the code in the shop: the points come back', async () => {
    const asked = await world.gets(mina.memberId, 'five-off');
    await world.line.connection.rewards?.removeCode(await world.codeOf(asked));
    await world.cancels(asked.reservationId);
    await patiently();
    await inBalance(asked);
    expect((await world.read(asked.reservationId)).stage).toBe('returned');
  });
});
