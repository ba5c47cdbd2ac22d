// The way to a live program in five minutes: what the store is like, what it wants, what we suggest, and whether shoppers see it.
import { z } from 'zod';
import { orderPreview, terms } from './program.ts';
import { instant, money } from './shapes.ts';

export const onboarding = z.object({
  facts: z.object({
    name: z.string(),
    currency: z.string().length(3),
    timeZone: z.string(),
    /** `remembered`: the store could not be asked just now (`reason`), so this is what it said last. */
    source: z.enum(['store', 'remembered']),
    reason: z.string().nullable(),
    /** Of the newest stored orders; `average` is null without any. */
    orders: z.object({ sampled: z.int(), average: money.nullable(), since: instant.nullable() }),
  }),
  steps: z.object({
    /** A program that the merchant published, not the one that came with the installation. */
    published: z.boolean(),
    draft: z.boolean(),
    /** By the last look; null: nobody looked yet, or it could not be told. */
    storefront: z.boolean().nullable(),
  }),
});

export const goal = z.enum(['repeat', 'bigger-orders', 'accounts', 'referrals']);
export const suggestRequest = z.object({ goal });
export const suggestion = z.object({
  goal,
  terms,
  orders: z.array(orderPreview),
  /** `history`: the orders are this store's own. */
  from: z.enum(['history', 'assumed']),
  /** Points as a share of what these orders came to, in basis points; null while a point has no value. */
  costBasisPoints: z.int().nullable(),
});

/** `unknown` says why: a page behind a password, no answer, an answer that is no page. */
export const storefrontCheck = z.object({
  state: z.enum(['on', 'off', 'unknown']),
  reason: z.enum(['password-page', 'unreachable', 'timeout', 'not-a-page', 'refused', 'private-address']).nullable(),
  checkedAt: instant,
  url: z.string(),
});

export type Onboarding = z.infer<typeof onboarding>;
export type Goal = z.infer<typeof goal>;
export type Suggestion = z.infer<typeof suggestion>;
export type StorefrontCheck = z.infer<typeof storefrontCheck>;
