// The small schemas from which programs are made. Each says by `field` which form field draws it, so a new kind touches no screen.
import { z } from 'zod';
import { POINTS_MAX } from '../points.ts';

/** Which form field draws a value; what has none is drawn by its JSON type. */
export type FieldName =
  'points' | 'money' | 'money-per' | 'percent' | 'factor' | 'text' | 'ids' | 'tags' | 'countries' | 'tiers' | 'instant' | 'days';

const drawn = (field: FieldName): { field: FieldName } => ({ field });

/** Minor units; far above any order, far below where doubles lose integers. */
export const AMOUNT_MAX = 10_000_000_000_000;
const LIST_MAX = 500;
const INSTANT_MAX = 8_640_000_000_000_000;

const listOf = <T extends z.ZodType>(item: T) => z.array(item).min(1).max(LIST_MAX);
/** A name that a store or a merchant gave; compared letter by letter, after the edge has put it into one case where the store does not care. */
const name = z.string().trim().min(1).max(255);

/** Of a rule, campaign, level or reward: named in parts, limits and budgets for ever, so it is short and has no separator in it. */
export const id = z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/);
export const currency = z.string().regex(/^[A-Z]{3,5}$/);
export const points = z.int().min(1).max(POINTS_MAX).meta(drawn('points'));
export const amountMinor = z.int().min(1).max(AMOUNT_MAX).meta(drawn('money'));
export const instant = z.int().min(-INSTANT_MAX).max(INSTANT_MAX).meta(drawn('instant'));
export const days = z.int().min(0).max(36_500).meta(drawn('days'));
/** 10000 is the whole: 12.5 percent are 1250. */
export const percent = z.int().min(1).max(10_000).meta(drawn('percent'));
/** 10000 is "as much as without it", 20000 twice as much. */
export const factor = z.int().min(10_000).max(1_000_000).meta(drawn('factor'));
/** Of variants of products; no store can be asked for their names. */
export const variantIds = listOf(name).meta(drawn('ids'));
/** `of`: the store can be asked for their names. */
export const productIds = listOf(name).meta({ ...drawn('ids'), of: 'products' });
export const collectionIds = listOf(name).meta({ ...drawn('ids'), of: 'collections' });
/** As many as what a store runs in a cart may be told of; none is fine. */
const LEFT_OUT_MAX = 100;
export const leftOut = z.strictObject({
  productIds: z.array(name).max(LEFT_OUT_MAX).meta({ ...drawn('ids'), of: 'products' }),
  collectionIds: z.array(name).max(LEFT_OUT_MAX).meta({ ...drawn('ids'), of: 'collections' }),
}); // prettier-ignore
export const tags = listOf(name).meta(drawn('tags'));
/** ISO 3166-1, two letters. */
export const countries = listOf(z.string().regex(/^[A-Z]{2}$/)).meta(drawn('countries'));
export const tierIds = listOf(id).meta(drawn('tiers'));
export const names = listOf(name);
/** `points` for every `perMinor` minor units of one currency. */
export const rates = z
  .array(z.strictObject({ currency, points: z.int().min(1).max(1_000_000_000), perMinor: z.int().min(1).max(AMOUNT_MAX) }))
  .min(1)
  .max(50)
  .meta(drawn('money-per'));
export type Rate = z.infer<typeof rates>[number];
