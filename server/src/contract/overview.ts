// The first page: what the program gave and took, what it owes, and what somebody should do.
import { z } from 'zod';
import { historyLine } from './history.ts';
import { inboxSummary } from './inbox.ts';
import { outboxSummary } from './outbox.ts';
import { instant, money, points } from './shapes.ts';

export const activityLine = historyLine.extend({ member: z.object({ memberId: z.string(), name: z.string().nullable() }) });

/** Points by what became of them, in a span of the store's own calendar. `adjusted` is signed. */
export const flows = z.object({ issued: points, reversed: points, redeemed: points, expired: points, adjusted: points });

/** Parts of the product that a store has to allow; the page has words for each. */
export const permittedFeature = z.enum([
  'customers',
  'customer-balance',
  'customer-merges',
  'orders',
  'order-history',
  'products',
  'discounts',
  'gift-cards',
  'store-credit',
]);

/** A closed set: the page has words and a way to each of them. */
export const thingToDo = z.discriminatedUnion('code', [
  z.object({ code: z.literal('dead-letters'), count: z.int() }),
  /** Things that should be done in the store, and are not. */
  z.object({ code: z.literal('dead-effects'), count: z.int() }),
  z.object({ code: z.literal('webhooks-silent'), since: instant.nullable() }),
  /** Lost messages are not made up for: the store does not answer, or refuses to. */
  z.object({ code: z.literal('store-not-asked'), kind: z.enum(['unreachable', 'refused']), since: instant }),
  z.object({ code: z.literal('ledger-not-proved'), problems: z.int() }),
  /** What does not work, and what the store calls the permissions that it takes. */
  z.object({ code: z.literal('permission-missing'), feature: permittedFeature, permissions: z.array(z.string()) }),
  /** Files for people who asked what is known of them, which nobody has fetched yet; `until` is when the first of them goes. */
  z.object({ code: z.literal('data-files-waiting'), count: z.int(), until: instant }),
  z.object({ code: z.literal('draft-unpublished'), savedAt: instant }),
  z.object({ code: z.literal('program-paused') }),
  z.object({ code: z.literal('program-scheduled'), version: z.int(), at: instant }),
  /** `reason` is set where it is not known whether the block is there. */
  z.object({ code: z.literal('no-storefront-block'), reason: z.string().nullable() }),
  /** `of` null: the budget of the whole program; else the campaign's id. */
  z.object({ code: z.literal('budget-nearly-spent'), of: z.string().nullable(), spent: points, budget: points }),
  /** Nothing is given for them until somebody has decided. */
  z.object({ code: z.literal('referrals-in-review'), count: z.int() }),
  z.object({ code: z.literal('staff-waiting'), count: z.int() }),
  z.object({ code: z.literal('no-point-value') }),
]);

export const overview = z.object({
  members: z.object({ total: z.int(), guests: z.int() }),
  /** Sums over the last 30 days in the store's time zone, by the time the points moved. */
  last30Days: z.object({ issued: points, reversed: points, redeemed: points, expired: points }),
  outstanding: points,
  trend: z.array(
    z.object({
      day: z.iso.date(),
      issued: points,
      reversed: points,
      redeemed: points.default(0),
      expired: points.default(0),
    }),
  ),
  inbox: inboxSummary,
  /** Null from a server that does not tell yet. */
  outbox: outboxSummary.nullable().default(null),
  program: z.object({ active: z.boolean(), pointsPerUnit: z.number() }),
  activity: z.array(activityLine),
  /** This month so far, and the whole month before; `sameDays` is the month before up to the same day. */
  months: z.object({ month: z.string(), current: flows, previous: flows, previousSameDays: flows }).nullable().default(null),
  /** What members hold, and what that is worth; null while the program does not say what a point is worth. */
  liability: z.object({ points, money: money.nullable() }).nullable().default(null),
  /** Points that rewards on their way hold, how many those are, and what was spent this month is worth (null: the program does not say). */
  rewards: z.object({ open: z.int(), setAside: points, spentWorth: money.nullable() }).nullable().default(null),
  todo: z.array(thingToDo).default([]),
});

export type Overview = z.infer<typeof overview>;
export type ActivityLine = z.infer<typeof activityLine>;
export type Flows = z.infer<typeof flows>;
export type PermittedFeature = z.infer<typeof permittedFeature>;
export type ThingToDo = z.infer<typeof thingToDo>;
