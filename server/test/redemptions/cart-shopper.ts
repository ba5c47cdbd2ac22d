// A shopper with a reward in their cart, who places the order of it.
import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import { shopCalls } from '../../src/contract/index.ts';
import { aReward } from '../builders/programs.ts';
import type { Buyer, CartWorld } from './cart-world.ts';

export const MINUTE = 60_000;
const five = { points: 100, amountMinor: 500 };
export const REWARDS = [
  aReward('amount-off', five, { id: 'five-off', name: { en: 'Five off', fa: 'پنج یورو تخفیف' } }),
  aReward('amount-off', five, { id: 'large', minimumOrderMinor: 9_000 }),
  aReward('amount-off', five, { id: 'rare', stock: 1 }),
  aReward('amount-off', five, { id: 'once', limit: { period: 'lifetime', times: 1 } }),
  aReward('amount-off', five, { id: 'off', on: false }),
  aReward('amount-off', five, { id: 'gold', tierIds: ['gold'] }),
  aReward('percent-off', { points: 50, basisPoints: 1_000, maximumMinor: 200 }, { id: 'tenth' }),
  aReward('variable-amount', { pointsPerStep: 10, amountMinorPerStep: 100, minSteps: 1, maxSteps: 20 }, { id: 'slider' }),
  aReward('free-shipping', { points: 80, maximumMinor: null }, { id: 'shipping' }),
  aReward('free-product', { points: 80, variantId: '26', title: 'Cup' }, { id: 'cup', appliesTo: { kind: 'products', ids: ['26'] } }),
  aReward('gift-card', { points: 20, amountMinor: 2_000 }, { id: 'card' }),
  aReward('custom', { points: 30, instructions: { en: 'Ask at the till' } }, { id: 'mug' }),
];

export interface Reserved {
  readonly requestId: string;
  readonly order: number;
  readonly code: string;
}

interface Wish {
  readonly requestId: string;
  readonly orderId?: string;
}

/** Goods for 25.00 are in the cart. */
export function wishOf({ customerId }: Buyer, change: object = {}): Wish {
  const usual = { requestId: randomUUID(), customerId, rewardId: 'five-off', amountMinor: 2_500 };
  return { ...usual, ...change };
}

export async function reserve(world: CartWorld, buyer: Buyer, change: object = {}): Promise<Reserved> {
  const asked = { orderId: String(world.shop.nextId()), ...wishOf(buyer, change) };
  const answer = await world.calls('reserve', asked);
  if (answer.status !== 200) throw new Error(await answer.text());
  const { code, state } = shopCalls.reserveAnswer.parse(await answer.json());
  expect(state).toBe('reserved');
  return { requestId: asked.requestId, order: Number(asked.orderId), code };
}

export async function place(world: CartWorld, buyer: Buyer, status: string, change: object = {}): Promise<Reserved> {
  const kept = await reserve(world, buyer, change);
  world.shop.places(kept.order, { customerId: Number(buyer.customerId), code: kept.code, status });
  await world.hears(kept.order);
  return kept;
}

export async function become(world: CartWorld, { order }: Reserved, status: string): Promise<void> {
  world.core.time.now += MINUTE;
  world.shop.becomes(order, status);
  await world.hears(order);
}
