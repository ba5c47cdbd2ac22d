// A store with levels, members who buy there, and a clock the test moves.
import { randomUUID } from 'node:crypto';
import { digestOf } from '../../src/orders/order-desk.ts';
import { orderId, type MemberId, type OrderId, type StoreId } from '../../src/loyalty/ids.ts';
import type { OrderState } from '../../src/loyalty/orders/order-state.ts';
import type { Program } from '../../src/loyalty/program/program.ts';
import type { Standing } from '../../src/loyalty/tiers/life.ts';
import type { Tiers } from '../../src/loyalty/tiers/tiers.ts';
import { anAccount } from '../builders/customers.ts';
import { aCore, type TestCore } from '../builders/core.ts';
import { aLine, anOrder } from '../builders/orders.ts';
import { aLevel, aProgram, perMoney, someTiers } from '../builders/programs.ts';

export const DAY = 86_400_000;
export const START = Date.UTC(2026, 0, 10, 12);

/** Silver from 100.00, gold from 300.00 and then half as much again; all that is left out is plain. */
export function levels(change: Partial<Tiers> = {}, entryPoints = 0): Tiers {
  const known = [
    aLevel('member'),
    aLevel('silver', { spendMinor: 10_000 }),
    aLevel('gold', { spendMinor: 30_000 }, { factorBasisPoints: 15_000, entryPoints }),
  ];
  return someTiers({ window: { kind: 'rolling', days: 30 }, downgrade: 'at-once', graceDays: 0, levels: known, ...change });
}

export class TierWorld {
  readonly core: TestCore;
  readonly shop: StoreId;
  #version = 1;

  private constructor(core: TestCore, shop: StoreId) {
    this.core = core;
    this.shop = shop;
  }

  static async open(tiers: Tiers | null, change: Partial<Program> = {}): Promise<TierWorld> {
    const core = await aCore();
    core.time.now = START;
    const world = new TierWorld(core, await core.addStore());
    await world.publish(tiers, 1, change);
    return world;
  }

  /** In force from an instant on. */
  async publish(tiers: Tiers | null, inForceFrom = this.core.time.now, change: Partial<Program> = {}): Promise<Program> {
    this.#version += 1;
    const program = { ...aProgram([perMoney()], {}, { tiers, ...change }), version: this.#version, inForceFrom };
    await this.core.stores.publish(this.shop, program);
    this.core.directory.forget(this.shop);
    return program;
  }

  async someone(externalId = randomUUID()): Promise<MemberId> {
    return (
      (await this.core.registry.memberFor(await this.store(), anAccount(externalId), 'account', null)) ??
      Promise.reject(new Error('nobody'))
    );
  }

  async store() {
    return (await this.core.stores.get(this.shop)) ?? Promise.reject(new Error('the store is missing'));
  }

  /** An order of so many minor units, placed and paid now. */
  async buys(member: MemberId, amount: number, change: Partial<OrderState> = {}): Promise<OrderState> {
    const { now } = this.core.time;
    const id: OrderId = orderId(randomUUID());
    const order = anOrder({ orderId: id, placedAt: now, paidAt: now, version: now, lines: [aLine(amount)], ...change });
    await this.tells(order, member);
    return order;
  }

  async tells(order: OrderState, member: MemberId): Promise<void> {
    const sighting = { order, provenance: 'pushed', seenAt: this.core.time.now, digest: digestOf(order) } as const;
    await this.core.desk.keep(await this.store(), sighting, member, true);
    await this.core.desk.settle(await this.store(), order.orderId, 'test');
  }

  passes(ms: number): void {
    this.core.time.now += ms;
  }

  async stands(member: MemberId, at = this.core.time.now): Promise<Standing> {
    return (await this.core.statuses.standing(this.shop, member, at)) ?? Promise.reject(new Error('there are no levels'));
  }

  async level(member: MemberId, at = this.core.time.now): Promise<string | null> {
    return (await this.stands(member, at)).status.tierId;
  }

  /** As a list of members finds it. */
  async listed(member: MemberId): Promise<string | null | undefined> {
    return (await this.core.levelList.levelsOf(this.shop, [member])).get(member);
  }

  async points(order: OrderState): Promise<number> {
    return (await this.core.entries.sharesOfOrder(this.shop, order.orderId)).reduce((sum, { points }) => sum + points, 0);
  }

  close(): Promise<void> {
    return this.core.database.close();
  }
}
