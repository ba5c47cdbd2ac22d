// Rewards on their way: asked for, prepared in the store, carried by an order, or back to points. One shape for the panel, the cart, checkout and accounts.
import { z } from 'zod';
import { instant, money, points } from './shapes.ts';

/**
 * `preparing`: the points are set aside, and the store has not made the code yet. `ready`: to be used. `on-order`: an order carries it that is not paid yet.
 * `used`: an order that carries it is paid, or the store gave it (a gift card, store credit). `returning`: on its way back to points.
 * `returned`: the points are back. `failed`: the store could not make it, and the points are back.
 */
export const heldState = z.enum(['preparing', 'ready', 'on-order', 'used', 'returning', 'returned', 'failed']);

export const heldReward = z.object({
  id: z.string(),
  rewardId: z.string(),
  kind: z.string(),
  /** The merchant's own name for it, in the reader's language where they wrote one. */
  name: z.string(),
  points,
  /** What it is worth; null where that follows from the cart. */
  worth: money.nullable(),
  state: heldState,
  /** What is typed at checkout, or the number of a gift card; null while it is prepared, and where nothing is typed. */
  code: z.string().nullable(),
  /** On the shop's own host: whoever opens it has the code in their cart. */
  applyPath: z.string().nullable(),
  /** Then the points go back by themselves; null: it does not end. */
  until: instant.nullable(),
  minimumOrder: money.nullable(),
  /** Of what the shop hands out itself. */
  instructions: z.string().nullable(),
  /** The shopper may still give it back. */
  cancellable: z.boolean(),
});

/** The cart in which a reward is wanted. A hint of the page: it never makes a reward larger, because the store checks the minimum itself. */
export const cartHint = z.strictObject({
  /** Names the cart or checkout, so that its reward is released when the cart is left behind. */
  token: z.string().min(1).max(200),
  /** After other discounts, in the shop's currency. */
  amountMinor: z.int().min(0).max(1_000_000_000_000),
});

/** The same `requestId` asks once, however often it is sent. */
export const redeemRequest = z.strictObject({
  requestId: z.uuid(),
  rewardId: z.string().min(1).max(100),
  steps: z.int().min(1).max(1_000_000).default(1),
  cart: cartHint.nullable().default(null),
});

export const heldAnswer = z.object({ reward: heldReward });
export const cancelRequest = z.strictObject({});
export const languageQuery = z.object({ locale: z.enum(['en', 'fa', 'he']).default('en') });

/** One line of goods: product, pieces, what all of them cost in minor units of the shop's currency after discounts; "gift" where it is a gift card. */
const ESTIMATED_LINE = String.raw`[\w-]{1,64}:[1-9]\d{0,4}:\d{1,13}(:gift)?`;
/** Lines joined by commas, as many as fit. */
export const estimateQuery = z.object({
  lines: z
    .string()
    .min(1)
    .max(4_000)
    .regex(new RegExp(`^${ESTIMATED_LINE}(,${ESTIMATED_LINE})*$`, 'u'), 'lines are "product:pieces:amount", joined by commas'),
});
/** What buying it would earn by the rules in force, for the one who asks; `null`: nothing can be said. */
export const estimate = z.object({ points: points.nullable() });

/** What an order of the one who asks gave; `coming`: the store has not told of it yet. */
export const orderPoints = z.object({ state: z.enum(['known', 'coming']), points, pending: points, availableAt: instant.nullable() });

export type HeldState = z.infer<typeof heldState>;
export type HeldReward = z.infer<typeof heldReward>;
export type RedeemRequest = z.infer<typeof redeemRequest>;
export type Estimate = z.infer<typeof estimate>;
export type OrderPoints = z.infer<typeof orderPoints>;
