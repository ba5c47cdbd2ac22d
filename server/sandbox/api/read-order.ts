import { z } from 'zod';

const line = z.object({ sku: z.string(), quantity: z.int().min(1).max(1000) });
/** A moment: ISO text or milliseconds. */
const at = z.union([z.iso.datetime({ offset: true }).transform((text) => Date.parse(text)), z.int().min(0)]).optional();

export const orderRequest = z.strictObject({
  customerEmail: z.email(),
  lines: z.array(line).min(1).max(100),
  /** true: paid by card, false: bank transfer that waits, "authorized": the card is only reserved. */
  pay: z.union([z.boolean(), z.literal('authorized')]).default(true),
  at,
  firstName: z.string().max(80).optional(),
  lastName: z.string().max(80).optional(),
  discountCode: z.string().max(255).optional(),
  discountCodes: z.array(z.string().max(255)).max(10).optional(),
  giftCards: z.array(z.string().max(40)).max(10).optional(),
  /** Pays with the customer's store credit, as if they were signed in. */
  storeCredit: z.boolean().optional(),
  /** Payments that were declined before. */
  declined: z.int().min(0).max(10).optional(),
  cartToken: z.string().max(64).optional(),
  locale: z.enum(['en', 'fa', 'he']).optional(),
  acceptsMarketing: z.boolean().optional(),
  noteAttributes: z.array(z.strictObject({ name: z.string(), value: z.string() })).optional(),
  test: z.boolean().optional(),
  /** An order of the till or the merchant: with an address, and no customer. */
  withoutCustomer: z.boolean().optional(),
  channel: z.literal('pos').optional(),
});

export const actionRequest = z
  .strictObject({
    at,
    reason: z.enum(['customer', 'inventory', 'fraud', 'declined', 'staff', 'other']).optional(),
    /** Lines of a refund or an edit; a sku or a line id names the line. For an edit, quantity is the new quantity. */
    lines: z.array(z.strictObject({ lineId: z.int().optional(), sku: z.string().optional(), quantity: z.int().min(0) })).optional(),
    /** Money as text in the shop's currency ("4.90"). */
    shipping: z.string().optional(),
    amount: z.string().optional(),
    note: z.string().max(500).optional(),
    restock: z.boolean().optional(),
    test: z.boolean().optional(),
  })
  .default({});

/** The customer that stays: an id or an e-mail. `fails`: Shopify says that it could not, and changes nothing. */
export const mergeRequest = z.strictObject({ into: z.union([z.string().min(1).max(120), z.int()]), fails: z.boolean().default(false) });

export const customerRequest = z.strictObject({ email: z.email(), verifiedEmail: z.boolean().default(true) });
export const emailRequest = z.strictObject({ email: z.email() });
