// When points can be spent, until when, and what happens when more is taken back than is there.
import { z } from 'zod';
import { days, points } from './fields.ts';

/** Points wait this many days after the moment; a moment that has not come yet makes them wait for an unknown time. */
export const hold = z.strictObject({ days, after: z.enum(['payment', 'fulfilment', 'delivery']) });

export const expiry = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('never') }),
  /** At the end of the day that lies this many days after the points became available. */
  z.strictObject({ kind: z.literal('days'), days: days.min(1) }),
  /** At the end of the month, quarter or year that lies `ahead` of the one in which they became available. */
  z.strictObject({ kind: z.literal('end-of'), unit: z.enum(['month', 'quarter', 'year']), ahead: z.int().min(0).max(120) }),
  /** When the member earns nothing for this many days; every earning gives all points the time anew. */
  z.strictObject({ kind: z.literal('inactivity'), days: days.min(1) }),
]);

/** See the glossary, "deficit". */
export const negative = z.enum(['allow', 'carry', 'write-off']);

/** Points of whoever has no account are kept for so many days after they became available, to the end of the day. */
export const guestPolicy = z.strictObject({ keepDays: days.min(1) });

/** How rewards meet an order. */
export const redemptionPolicy = z.strictObject({
  /** Of the goods of an order, so much (10000 is the whole) is always paid by the customer, whatever rewards there are; 0: no such floor. */
  floorBasisPoints: z.int().min(0).max(10_000).meta({ field: 'percent' }),
  /** Whether a reward may stand beside other discounts of the store, by what they are on. */
  combines: z.strictObject({ order: z.boolean(), product: z.boolean(), shipping: z.boolean() }),
  /** A reward that was asked for in a cart is given back when the cart was left alone for so long. */
  abandonMinutes: z.int().min(5).max(43_200),
});

/** Rewards beside discounts on shipping only, no floor, and two hours for a cart. */
export const PLAIN_REDEMPTION: RedemptionPolicy = {
  floorBasisPoints: 0,
  combines: { order: false, product: false, shipping: true },
  abandonMinutes: 120,
};

const YEARS_MS = 10 * 366 * 86_400_000;

export const policies = {
  hold: hold.nullable(),
  expiry,
  negative,
  /** How long a lot that comes back from a reward stays after its expiry, once. */
  graceMs: z.int().min(0).max(YEARS_MS),
  /** An adjustment of more points needs approval; null: none does. */
  approvalAbove: points.nullable(),
  /** Drafts that were begun before it was asked have the plain one. */
  redemption: redemptionPolicy.default(PLAIN_REDEMPTION),
  /** Null: guests' points are kept as long as everybody's. Drafts that were begun before it was asked have none. */
  guests: guestPolicy.nullable().default(null),
};

export type Hold = z.infer<typeof hold>;
export type GuestPolicy = z.infer<typeof guestPolicy>;
export type RedemptionPolicy = z.infer<typeof redemptionPolicy>;
export type Expiry = z.infer<typeof expiry>;
