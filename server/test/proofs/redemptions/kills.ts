// A shop that goes on selling while the workers beside it are killed at any moment, again and again.
import { setTimeout as wait } from 'node:timers/promises';
import { rewardCode } from '../../../src/redemptions/reward-code.ts';
import { MINUTE, SHOP, type SellingWorld } from '../../redemptions/selling-world.ts';
import { ProofChild } from '../process/child.ts';
import type { Seeded } from '../process/seeded.ts';
import { settle } from './crashes.ts';
import type { RewardTask } from './kill-worker.ts';
import { foundByProof, wrongWith } from './right.ts';
import { GIVEN, REWARDS } from './stories.ts';

const WORKER = new URL('kill-worker.ts', import.meta.url);

export interface Killed {
  readonly kills: number;
  readonly redemptions: number;
  readonly orders: number;
  readonly byStage: Readonly<Record<string, number>>;
  readonly wrong: readonly string[];
}

type Member = Awaited<ReturnType<SellingWorld['member']>>;

/** Somebody buys with a code that is ready, and pays, cancels or gives back; the shop tells of it, and we hear it later. */
async function sell(world: SellingWorld, members: readonly Member[], random: Seeded): Promise<number> {
  const member = members[random.below(members.length)];
  if (member === undefined) return 0;
  const theirs = await world.core.redemptions.ofMembers(SHOP, [member.memberId], 20);
  const ready = theirs.filter(({ stage, orders, terms }) => stage === 'ready' && orders.length === 0 && terms !== null);
  const reward = ready[random.below(Math.max(1, ready.length))];
  if (reward === undefined) return 0;
  const discountCode = rewardCode(await world.store(), reward.reservationId);
  const order = { customerEmail: member.email, lines: [{ sku: 'TEA-SENCHA-100', quantity: 4 }], discountCode, pay: random.below(2) === 0 };
  // It may have been given back in this moment: then the shop says no.
  const bought = await world.line.call<{ id: number }>('/orders', order).catch(() => null);
  if (bought === null) return 0;
  const afterwards = ['pay', 'cancel', 'refund', null][random.below(4)];
  const body = afterwards === 'refund' ? { lines: [{ sku: 'TEA-SENCHA-100', quantity: 1 + random.below(4) }] } : {};
  await tell(world, bought.id);
  if (afterwards != null) await world.line.call(`/orders/${bought.id}/${afterwards}`, body).catch(() => null);
  await tell(world, bought.id);
  return 1;
}

async function tell({ core, clock }: SellingWorld, order: number): Promise<void> {
  const body = Buffer.from(JSON.stringify({ order_edit: { order_id: order } }));
  const item = {
    itemId: crypto.randomUUID(),
    storeId: SHOP,
    origin: 'webhook',
    topic: 'orders/edited',
    dedupe: null,
    headers: {},
  } as const;
  await core.inbox.insert({ ...item, body, receivedAt: clock() });
}

async function oneKill(
  world: SellingWorld,
  child: ProofChild,
  task: RewardTask,
  members: readonly Member[],
  random: Seeded,
): Promise<number> {
  await child.tell(task);
  const until = Date.now() + 800 + random.below(1_800);
  let orders = 0;
  while (Date.now() < until) {
    orders += await sell(world, members, random);
    await wait(10);
  }
  await child.kill();
  return orders;
}

export async function killAll(world: SellingWorld, key: Uint8Array, kills: number, random: Seeded): Promise<Killed> {
  const members = await Promise.all(Array.from({ length: 12 }, () => world.member(GIVEN)));
  const { uri, name } = world.database;
  const rewards = REWARDS.map(({ id }) => id);
  const shared = {
    uri,
    name,
    shopUrl: world.line.sandbox.url,
    key,
    store: SHOP,
    members: members.map(({ memberId }) => memberId),
    rewards,
  };
  let orders = 0;
  let next = new ProofChild(WORKER);
  for (let kill = 0; kill < kills; kill += 1) {
    const child = next;
    next = new ProofChild(WORKER);
    orders += await oneKill(world, child, { ...shared, ahead: world.clock() - Date.now() }, members, random);
    // The leases of whoever was killed have run out.
    world.later(3 * MINUTE);
  }
  await next.kill();
  // Longer than anything that failed waits.
  for (let round = 0; round < 4; round += 1) {
    await settle(world);
    world.later(60 * MINUTE);
    await world.releaseDue();
  }
  await settle(world);
  const ids = members.map(({ memberId }) => memberId);
  const wrong = [...(await wrongWith(world, ids, GIVEN * members.length)), ...(await foundByProof(world))];
  const all = await world.core.redemptions.ofMembers(SHOP, ids, 10_000);
  const byStage = Object.fromEntries([...Map.groupBy(all, ({ stage }) => stage)].map(([stage, some]) => [stage, some.length]));
  return { kills, redemptions: all.length, orders, byStage, wrong };
}
