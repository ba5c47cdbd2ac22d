// A reward of the catalogue, whatever its kind: what it costs and what it is worth.
import { z } from 'zod';
import { kindNamed, schemasOf } from '../program/kind.ts';
import { REWARDS } from './kinds/index.ts';
import type { Price } from './kinds/reward-kind.ts';

export const reward = z.discriminatedUnion('kind', schemasOf(REWARDS));
export type Reward = z.infer<typeof reward>;

/** What `steps` of a reward cost and are worth; null: it is not to be had in so many. Rewards without a choice have one step. */
export function priceOf(one: Reward, steps = 1): Price | null {
  return kindNamed(REWARDS, one.kind).price(one, steps);
}

/** How many steps a member can choose; `max` null: as many as there are points for. */
export function stepsOf(one: Reward): { readonly min: number; readonly max: number | null } {
  return kindNamed(REWARDS, one.kind).steps(one);
}
