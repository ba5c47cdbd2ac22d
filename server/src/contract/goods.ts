// What the store sells, by the names that a merchant knows: to choose from, beside typing ids by hand.
import { z } from 'zod';

const IDS = /^[^,]{1,255}(,[^,]{1,255}){0,99}$/u;

/** Words of the title, or the ids whose titles are wanted (with commas between them). */
export const goodsQuery = z.object({ search: z.string().max(100).optional(), ids: z.string().max(4_000).regex(IDS).optional() });

export const goods = z.object({
  items: z.array(z.object({ id: z.string(), title: z.string() })),
  /** Why the store could not be asked, and then there are no items; null: it was. */
  reason: z.enum(['no-credentials', 'refused', 'unreachable']).nullable(),
});

export type Goods = z.infer<typeof goods>;
