// What the shop's own pages may ask for (`/proxy` behind the store's signed app proxy). Identity comes from the signature, never from input.
import { z } from 'zod';
import { historyLine, historyPage } from './history.ts';
import { instant, points } from './shapes.ts';

/** Public and cacheable: what the program offers. */
export const storefrontProgram = z.object({
  active: z.boolean(),
  pointsPerUnit: z.number(),
  currency: z.string().length(3),
});

/** Personal, `no-store`: `member` is null for a visitor who is not signed in or never earned anything. */
export const storefrontMe = z.object({
  signedIn: z.boolean(),
  program: storefrontProgram,
  member: z
    .object({
      available: points,
      pending: points,
      nextPendingAt: instant.nullable(),
      nextExpiry: z.object({ points, at: instant }).nullable(),
      history: z.array(historyLine),
      next: z.string().nullable(),
    })
    .nullable(),
});

export { historyPage };
export type StorefrontMe = z.infer<typeof storefrontMe>;
export type StorefrontProgram = z.infer<typeof storefrontProgram>;
