// What we read of a wc/v3 order and of its refunds, and nothing more. Unknown fields are ignored, a changed one is an error with its name.
import { z } from 'zod';

const id = z.number().int().positive();
/** 0 stands for "none": a guest, a product without variation, a product that was deleted. */
const idOrZero = z.number().int().nonnegative();
const money = z.string();
/** `_gmt` dates are UTC although they carry no zone. */
const gmt = z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}$/, 'not a date without zone');
/** Plugins that filter it in PHP turn the list into an object, so it is read by {@link metaValue}, leniently. */
const meta = z.unknown().optional();

const lineItem = z.object({
  id,
  name: z.string().nullable(),
  product_id: idOrZero,
  variation_id: idOrZero,
  quantity: z.number().nonnegative(),
  subtotal: money,
  /** Plugins that make lines of their own may leave it out. */
  subtotal_tax: money.optional(),
  total: money,
  total_tax: money,
  meta_data: meta,
});

const feeLine = z.object({ total: money, total_tax: money });

/** Says from where an order came; whatever it is, the order can be read. */
const trace = z.string().nullish().catch(null);
const place = { company: trace, address_1: trace, address_2: trace, city: trace, state: trace, postcode: trace };

export const orderBody = z.object({
  id,
  /** Plugins that number orders in sequence may send a number. */
  number: z.union([z.string(), z.number()]),
  status: z.string(),
  /** Plugins add codes of their own (IRHT, a thousand toman). */
  currency: z.string().regex(/^[A-Z]{3,5}$/, 'not a currency code'),
  prices_include_tax: z.boolean(),
  date_created_gmt: gmt,
  date_modified_gmt: gmt.nullable(),
  date_paid_gmt: gmt.nullable(),
  date_completed_gmt: gmt.nullable(),
  total: money,
  shipping_total: money,
  shipping_tax: money,
  customer_id: idOrZero,
  billing: z.object({
    email: z.string().nullish(),
    phone: z.string().nullish(),
    first_name: z.string().nullish(),
    last_name: z.string().nullish(),
    country: z.string().nullish(),
    ...place,
  }),
  shipping: z.object({ first_name: trace, last_name: trace, country: z.string().nullish(), phone: trace, ...place }).nullish(),
  customer_ip_address: trace,
  customer_user_agent: trace,
  created_via: z.string().nullish(),
  meta_data: meta,
  line_items: z.array(lineItem),
  fee_lines: z.array(feeLine),
  coupon_lines: z.array(z.object({ code: z.string() })),
  /** As pushed: one negative sum each. Its parts are only in GET /orders/ID/refunds. */
  refunds: z.array(z.object({ id, total: money })),
});

export const refundBody = z.object({
  id,
  date_created_gmt: gmt.nullable(),
  amount: money,
  line_items: z.array(z.object({ quantity: z.number().nonpositive(), total: money, total_tax: money, meta_data: meta })),
  shipping_lines: z.array(feeLine),
  fee_lines: z.array(feeLine),
});

export type OrderBody = z.infer<typeof orderBody>;
export type LineBody = z.infer<typeof lineItem>;
export type RefundBody = z.infer<typeof refundBody>;

/** The value of one meta entry of a line, or undefined. */
export function metaValue(metaData: unknown, key: string): unknown {
  if (typeof metaData !== 'object' || metaData === null) return undefined;
  const entries: unknown[] = Object.values(metaData);
  return entries.map((entry) => metaEntry.safeParse(entry).data).find((entry) => entry?.key === key)?.value;
}

const metaEntry = z.object({ key: z.string(), value: z.unknown() });
