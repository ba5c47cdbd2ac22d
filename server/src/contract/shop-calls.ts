// What a WooCommerce shop's plugin asks in the shop's own name, signed: quotes and reservations of rewards that are used in a cart, and the goodbye.
import { z } from 'zod';
import { memberExport } from './members.ts';

const digits = z.string().regex(/^\d{1,19}$/u);
/** Minor units of the shop's currency. */
const amount = z.int().min(0).max(1_000_000_000_000);
const empty = z.strictObject({});

/** Named by the plugin with a random UUID: the same name is the same reward, however often it is asked for. */
export const quoteRequest = z.strictObject({
  requestId: z.uuid(),
  /** The shop's own id of the signed-in customer. */
  customerId: digits,
  rewardId: z.string().min(1).max(100),
  steps: z.int().min(1).max(1_000_000).default(1),
  /** The goods in the cart after other discounts. */
  amountMinor: amount,
  locale: z.enum(['en', 'fa', 'he']).default('en'),
});

export const gives = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('amount-off'), amountMinor: z.int() }),
  z.object({ kind: z.literal('percent-off'), basisPoints: z.int() }),
  z.object({ kind: z.literal('free-shipping'), maximumMinor: z.int().nullable() }),
  z.object({ kind: z.literal('free-product'), variantId: z.string() }),
]);

/** Takes nothing: what the code would be and give if the order were placed now. */
export const quoteAnswer = z.object({
  code: z.string(),
  name: z.string(),
  points: z.int(),
  minimumMinor: z.int().nullable(),
  gives,
  appliesTo: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('all') }),
    z.object({ kind: z.literal('products'), ids: z.array(z.string()) }),
    z.object({ kind: z.literal('collections'), ids: z.array(z.string()) }),
  ]),
  combines: z.object({ order: z.boolean(), product: z.boolean(), shipping: z.boolean() }),
});

/** `points` and `gives`, as they were quoted: what costs or gives something else by now is refused. Left out, whatever is in force counts. */
export const reserveRequest = quoteRequest.extend({ orderId: digits, points: z.int().optional(), gives: gives.optional() });
export const reserveAnswer = z.object({ state: z.literal('reserved'), ...quoteAnswer.shape });

export const releaseRequest = z.strictObject({ requestId: z.uuid() });
/** `on-order`: an order carries it, and decides what becomes of it. `released`: the points are back or on their way. `unknown`: nothing was reserved. */
export const releaseAnswer = z.object({ state: z.enum(['released', 'on-order', 'unknown']) });

/** Somebody asks their shop what is known of them, or to be forgotten. `customerId` null: the shop knows nobody with this address but as a guest. */
export const personRequest = z.strictObject({ email: z.email().max(254), customerId: digits.nullable().default(null) });
/** One for each account or guest that is meant; none where nothing is kept. */
export const exportAnswer = z.object({ members: z.array(memberExport) });
/** How many were known. Also of who was not known nothing is taken in again. */
export const eraseAnswer = z.object({ erased: z.int() });

/** `POST /woocommerce/:storeId/calls/<name>`. */
export const SHOP_CALLS = {
  quote: { body: quoteRequest, answer: quoteAnswer },
  reserve: { body: reserveRequest, answer: reserveAnswer },
  release: { body: releaseRequest, answer: releaseAnswer },
  export: { body: personRequest, answer: exportAnswer },
  erase: { body: personRequest, answer: eraseAnswer },
  goodbye: { body: empty, answer: empty },
} as const satisfies Record<string, { readonly body: z.ZodType; readonly answer: z.ZodType }>;

export type ShopCall = keyof typeof SHOP_CALLS;
export type PersonRequest = z.infer<typeof personRequest>;
export type QuoteRequest = z.infer<typeof quoteRequest>;
export type QuoteAnswer = z.infer<typeof quoteAnswer>;
export type ReserveRequest = z.infer<typeof reserveRequest>;
export type ReserveAnswer = z.infer<typeof reserveAnswer>;
export type ReleaseAnswer = z.infer<typeof releaseAnswer>;
