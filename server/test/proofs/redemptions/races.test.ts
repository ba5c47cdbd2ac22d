// Several who reach for the same points, the same reward, the same code at the same moment, in processes of their own as far as the database can tell.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { cancelReward, redeem } from '../../../src/answer-requests.ts';
import { defaultProgram } from '../../../src/loyalty/program/default-program.ts';
import { isRefused, type Refused } from '../../../src/loyalty/refusal.ts';
import type { Entry } from '../../../src/loyalty/ledger/entry.ts';
import { givingEffectId } from '../../../src/redemptions/effects-wanted.ts';
import { MINUTE, SHOP, aSellingWorld, type SellingWorld } from '../../redemptions/selling-world.ts';
import { settle } from './crashes.ts';
import { foundByProof, wrongWith } from './right.ts';
import { REWARDS, workOn } from './stories.ts';

let world: SellingWorld;
beforeAll(async () => {
  const { earning } = defaultProgram('EUR');
  world = await aSellingWorld(REWARDS, { earning: { ...earning, rules: [] } }, { oneClock: true });
});
afterAll(() => world.close());

type Answer = Entry | Refused;
const had = (answers: readonly Answer[]): number => answers.filter((answer) => !isRefused(answer)).length;

async function right(member: { readonly memberId: Parameters<typeof wrongWith>[1][number] }, given: number): Promise<void> {
  await settle(world);
  expect(await wrongWith(world, [member.memberId], given)).toEqual([]);
  expect(await foundByProof(world)).toEqual([]);
}

it('of fifty who redeem at once with points for three, exactly three have something', async () => {
  const member = await world.member(300);
  const cores = [world.core, world.another(), world.another()];
  const ask = (at: number): Promise<Answer> => {
    const core = cores[at % cores.length] ?? world.core;
    const cart = { token: `cart-${at}`, amountMinor: 5_000 };
    return redeem(
      core,
      { storeId: SHOP, memberId: member.memberId, rewardId: 'five-off', reservationId: randomUUID(), steps: 1, cart },
      world.clock(),
    );
  };
  const answers = await Promise.all(Array.from({ length: 50 }, (_, at) => ask(at)));
  expect(had(answers)).toBe(3);
  for (const answer of answers) if (isRefused(answer)) expect(answer.refused).toBe('not-enough-points');
  await right(member, 300);
  expect(await world.state(member.memberId)).toMatchObject({ available: 0, reserved: 300, open: 3 });
});

it('the last points in two tabs, for two different rewards: one is had', async () => {
  const member = await world.member(100);
  const other = world.another();
  const wish = { storeId: SHOP, memberId: member.memberId, steps: 1, cart: null };
  const answers = await Promise.all([
    redeem(world.core, { ...wish, rewardId: 'five-off', reservationId: randomUUID() }, world.clock()),
    redeem(other, { ...wish, rewardId: 'scarce', reservationId: randomUUID() }, world.clock()),
  ]);
  expect(had(answers)).toBe(1);
  await right(member, 100);
});

it('a double click is one wish, also when two processes answer it', async () => {
  const member = await world.member(1_000);
  const wish = { storeId: SHOP, memberId: member.memberId, rewardId: 'five-off', reservationId: randomUUID(), steps: 1, cart: null };
  const answers = await Promise.all([world.core, world.another(), world.another()].map((core) => redeem(core, wish, world.clock())));
  expect(had(answers)).toBe(3);
  await right(member, 1_000);
  expect(await world.state(member.memberId)).toMatchObject({ available: 900, reserved: 100, open: 1 });
});

it('given back in one process while the news of the order that used it comes to another: the order has it', async () => {
  const other = world.another();
  for (let round = 0; round < 5; round += 1) {
    const member = await world.member(1_000);
    const reward = await world.gets(member.memberId, 'five-off');
    const wish = { customerEmail: member.email, lines: [{ sku: 'TEA-SENCHA-100', quantity: 4 }], discountCode: await world.codeOf(reward) };
    const { id } = await world.line.call<{ id: number }>('/orders', wish);
    const body = Buffer.from(JSON.stringify({ order_edit: { order_id: id } }));
    const news = { itemId: randomUUID(), storeId: SHOP, origin: 'webhook', topic: 'orders/edited', dedupe: null, headers: {} } as const;
    await world.core.inbox.insert({ ...news, body, receivedAt: world.clock() });
    await Promise.all([
      other.drain.once(),
      cancelReward(world.core, { storeId: SHOP, reservationId: reward.reservationId }, world.clock()),
    ]);
    await settle(world);
    expect((await world.core.entries.redeemed(SHOP, reward.reservationId)).settled).toBe(100);
    await right(member, 1_000);
  }
});

it('the clock wants it back in the moment in which it is paid: it is spent, whoever comes first', async () => {
  const other = world.another();
  for (let round = 0; round < 3; round += 1) {
    const member = await world.member(1_000);
    const reward = await world.gets(member.memberId, 'five-off', { cart: { token: 'cart', amountMinor: 5_000 } });
    const wish = { customerEmail: member.email, lines: [{ sku: 'TEA-SENCHA-100', quantity: 4 }], discountCode: await world.codeOf(reward) };
    const { id } = await world.line.call<{ id: number }>('/orders', wish);
    world.later(126 * MINUTE);
    const body = Buffer.from(JSON.stringify({ order_edit: { order_id: id } }));
    const news = { itemId: randomUUID(), storeId: SHOP, origin: 'webhook', topic: 'orders/edited', dedupe: null, headers: {} } as const;
    await Promise.all([
      world.releaseDue().then(() => workOn(other)),
      world.core.inbox.insert({ ...news, body, receivedAt: world.clock() }).then(() => workOn(world.core)),
    ]);
    await settle(world);
    expect((await world.core.entries.redeemed(SHOP, reward.reservationId)).settled).toBe(100);
    await right(member, 1_000);
  }
});

it('one effect that three processes perform at once makes one reward', async () => {
  for (const rewardId of ['five-off', 'card', 'credit']) {
    const member = await world.member(1_000);
    await world.line.strike({ field: 'codeDiscountNodeByCode', kind: 'failBefore', status: 500 }, { field: 'giftCardCreate', kind: 'failBefore', status: 500 }, { field: 'storeCreditAccountCredit', kind: 'failBefore', status: 500 }); // prettier-ignore
    const reward = await world.gets(member.memberId, rewardId);
    expect(reward.stage).toBe('preparing');
    await world.line.strike();
    world.later(5 * MINUTE);
    const cores = [world.core, world.another(), world.another()];
    await Promise.all(cores.map((core) => core.performer.one(SHOP, givingEffectId(reward))));
    await right(member, 1_000);
    expect(['ready', 'given']).toContain((await world.read(reward.reservationId)).stage);
  }
});

it('of a slow process whose reward was given up meanwhile, the points it sets aside go back', async () => {
  const member = await world.member(1_000);
  const slow = world.another();
  const wish = { storeId: SHOP, memberId: member.memberId, rewardId: 'five-off', reservationId: randomUUID(), steps: 1, cart: null };
  const { promise: reached, resolve: reach } = Promise.withResolvers<void>();
  const { promise: goOn, resolve: go } = Promise.withResolvers<void>();
  const append = slow.entries.append.bind(slow.entries);
  slow.entries.append = async (entry) => {
    if (entry.kind === 'reserve') {
      reach();
      await goOn;
    }
    return append(entry);
  };
  const asked = redeem(slow, wish, world.clock());
  await reached;
  await cancelReward(world.core, wish, world.clock());
  await workOn(world.core);
  expect((await world.read(wish.reservationId)).stage).toBe('returned');
  go();
  await asked;
  await right(member, 1_000);
  expect(await world.state(member.memberId)).toMatchObject({ available: 1_000, reserved: 0 });
});

it('a slow process that saw an order as paid does not spend what was refunded in part meanwhile', async () => {
  const member = await world.member(1_000);
  const slow = world.another();
  const reward = await world.gets(member.memberId, 'five-off');
  const wish = { customerEmail: member.email, lines: [{ sku: 'TEA-SENCHA-100', quantity: 4 }], discountCode: await world.codeOf(reward) };
  const { id } = await world.line.call<{ id: number }>('/orders', wish);
  const { promise: reached, resolve: reach } = Promise.withResolvers<void>();
  const { promise: goOn, resolve: go } = Promise.withResolvers<void>();
  const append = slow.entries.append.bind(slow.entries);
  slow.entries.append = async (entry) => {
    if (entry.kind === 'settle') {
      reach();
      await goOn;
    }
    return append(entry);
  };
  const body = Buffer.from(JSON.stringify({ order_edit: { order_id: id } }));
  await slow.inbox.insert({ itemId: randomUUID(), storeId: SHOP, origin: 'webhook', topic: 'orders/edited', dedupe: null, headers: {}, body, receivedAt: world.clock() }); // prettier-ignore
  const working = slow.drain.once();
  await reached;
  await world.does(String(id), 'refund', { lines: [{ sku: 'TEA-SENCHA-100', quantity: 1 }] });
  go();
  await working;
  await right(member, 1_000);
  expect((await world.core.entries.redeemed(SHOP, reward.reservationId)).settled).toBe(75);
});
