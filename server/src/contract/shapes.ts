// The small shapes that every endpoint shares. Server and web validate with the same objects.
import { z } from 'zod';

/** Points shown to a person: an integer, negative only where the merchant's policy shows a deficit. */
export const points = z.int();
export const instant = z.iso.datetime();
/** Money in minor units ("1250" EUR is 12.50); how many digits a currency has is in `loyalty/money.ts`. */
export const money = z.object({ amountMinor: z.int(), currency: z.string().length(3) });
/** An opaque position in a list; `null` means that nothing follows. */
export const cursor = z.string().max(500).nullable();
export const pageQuery = z.object({ cursor: z.string().max(500).optional(), limit: z.coerce.number().int().min(1).max(100).default(25) });
export const locale = z.enum(['en', 'fa', 'he']);

export function pageOf<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), next: cursor });
}

/** Where a member stands among the program's levels. `next` null: there is none above; of what is missing, null is what the level does not ask. */
export const tierStanding = z.object({
  id: z.string().nullable(),
  /** The level is lost then unless it is reached again. */
  losesAt: instant.nullable(),
  next: z
    .object({ id: z.string(), missing: z.object({ spend: money.nullable(), points: points.nullable(), orders: z.int().nullable() }) })
    .nullable(),
});

export type Money = z.infer<typeof money>;
export type Locale = z.infer<typeof locale>;
export type PageQuery = z.infer<typeof pageQuery>;
