// The clock that the product lives by: the machine's, or in the sandbox so many days ahead of it, so that a hold or a month can be over at the next start.
import type { Env } from './env.ts';

const DAY_MS = 86_400_000;

/** What Shopify's own libraries check (signatures, tokens) keeps to the machine's clock; everything that the product decides follows this one. */
export const clockOf = ({ daysAhead }: Pick<Env, 'daysAhead'>): (() => number) =>
  daysAhead === 0 ? Date.now : () => Date.now() + daysAhead * DAY_MS;
