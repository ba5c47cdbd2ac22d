// The merchant's admin API (`/admin/api`): one object per endpoint, used by the server to validate and by the web client to type.
// One file per subject; this is the door to all of them, with the few shapes that belong to none.
import { z } from 'zod';
import { historyPage } from './history.ts';
import { activityLine } from './overview.ts';
import { cursor, instant, locale, pageOf } from './shapes.ts';
import { role } from './settings.ts';

export const platformName = z.enum(['shopify', 'woocommerce']);

export const session = z.object({
  store: z.object({
    id: z.string(),
    name: z.string(),
    platform: platformName,
    domain: z.string(),
    currency: z.string().length(3),
    timeZone: z.string(),
  }),
  user: z.object({ id: z.string(), name: z.string(), role, locale }),
  sandbox: z.object({ shopUrl: z.string() }).nullable(),
});

export const activityPage = pageOf(activityLine);

/** The newest version in a line: points per whole unit of the store's currency by its main rate, on or off. */
export const program = z.object({
  version: z.int(),
  active: z.boolean(),
  pointsPerUnit: z.number().min(0),
  currency: z.string().length(3),
  inForceFrom: instant,
});

export const devLoginAnswer = z.object({ token: z.string(), expiresAt: instant });

export { cursor, historyPage, locale };
export * from './catching-up.ts';
export * from './goods.ts';
export * from './inbox.ts';
export * from './ledger.ts';
export * from './mail.ts';
export * from './members.ts';
export * from './onboarding.ts';
export * from './outbox.ts';
export * from './overview.ts';
export * from './privacy.ts';
export * from './program.ts';
export * from './rewards.ts';
export * from './settings.ts';
export type Session = z.infer<typeof session>;
export type ProgramView = z.infer<typeof program>;
