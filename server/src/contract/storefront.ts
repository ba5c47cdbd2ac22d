// What the shop's own pages may ask for (`/proxy` behind the store's signed app proxy). Identity comes from the signature, never from input.
import { z } from 'zod';
import { membership } from './accounts.ts';
import { historyLine, historyPage } from './history.ts';
import { heldReward } from './redemption.ts';
import { referralGift, referralStep } from './referrals.ts';
import { saying } from './saying.ts';
import { branding, pointName } from './settings.ts';
import { instant, locale, money, points, tierStanding } from './shapes.ts';

/** As much of the program as goes with every answer. */
export const storefrontTerms = z.object({
  active: z.boolean(),
  pointsPerUnit: z.number(),
  currency: z.string().length(3),
});

const period = z.enum(['order', 'day', 'week', 'month', 'year', 'lifetime']);

/** One way to earn: a rule about orders, a campaign, something to do. `name` is the merchant's own. */
export const wayToEarn = z.object({
  id: z.string(),
  source: z.enum(['rule', 'campaign', 'action']),
  kind: z.string(),
  name: z.string(),
  says: saying,
  /** All of them; `not` turns one round. */
  when: z.array(z.object({ not: z.boolean(), says: saying })),
  /** For one member; the half that is null is not limited. */
  limit: z.object({ period, times: z.int().nullable(), points: points.nullable() }).nullable(),
  /** Once by its nature, whatever the limit. */
  once: z.enum(['lifetime', 'year']).nullable(),
  until: instant.nullable(),
});

export const reward = z.object({
  id: z.string(),
  kind: z.string(),
  name: z.string(),
  says: saying,
  /** What it costs; of rewards with a choice, the least of it. */
  points,
  /** What the least of it is worth; null where that follows from the cart. */
  worth: money.nullable(),
  /** Where the member chooses how much (a slider): every step costs and is worth the same; `max` null: as many as there are points for. */
  steps: z.object({ min: z.int(), max: z.int().nullable(), points, worth: money }).nullable(),
  minimumOrder: money.nullable(),
  /** Part of the shop's goods only. */
  onlySome: z.boolean(),
  /** Names of the levels it is for; empty: everybody. */
  tiers: z.array(z.string()),
  from: instant.nullable(),
  until: instant.nullable(),
});

/** What of an order counts beside the goods. */
const basis = z.object({
  shipping: z.boolean(),
  tips: z.boolean(),
  giftCardLines: z.boolean(),
  beforeDiscounts: z.boolean(),
  paidByGiftCard: z.boolean(),
  paidByStoreCredit: z.boolean(),
});

/** Public and cacheable: what the program offers, in one language. */
export const storefrontProgram = storefrontTerms.extend({
  basis,
  ways: z.array(wayToEarn),
  /** Those that are on and not over, the cheapest first. */
  rewards: z.array(reward),
  /** From low to high. */
  levels: z.array(z.object({ id: z.string(), name: z.string(), perks: z.array(z.string()) })),
  /** What bringing a friend gives to both; null: the program has no referrals, or is paused. */
  referrals: z
    .object({ friend: referralGift, steps: z.array(referralStep), minimum: money.nullable(), holdDays: z.int() })
    .nullable()
    .optional(),
});
export const programQuery = z.object({ locale: locale.default('en') });

/** Public and cacheable: how the launcher looks and speaks. `branding` null: nobody chose, what the page itself says holds. */
export const storefrontLook = z.object({
  branding: branding.nullable(),
  /** The first one is for whoever speaks none of them. */
  languages: z.array(locale).min(1),
  pointNames: z.partialRecord(locale, pointName),
});

export const offerReason = z.enum(['not-yet', 'over', 'other-tier', 'out-of-stock', 'limit-reached', 'not-enough-points', 'not-now']);

/** Whether the member who asks can have a reward. A reward that is named here and nowhere in the program, or the other way round, has just changed. */
export const offer = z.object({
  id: z.string(),
  available: z.boolean(),
  reason: offerReason.nullable(),
  /** 0 where points are not what is missing. */
  missingPoints: points,
  /** How many steps the points are enough for; 0 where it is not to be had. */
  maxSteps: z.int().min(0).default(0),
});

/** How far the member is with something that can be done only so often; what has no end is not named. */
export const wayState = z.object({ id: z.string(), state: z.enum(['open', 'done', 'limit-reached']) });

/** Personal, `no-store`: `member` is null for a visitor who is not signed in or never earned anything. */
export const storefrontMe = z.object({
  signedIn: z.boolean(),
  program: storefrontTerms,
  member: z
    .object({
      available: points,
      pending: points,
      /** What the available points are worth; null where the merchant does not say. */
      worth: money.nullable(),
      nextPendingAt: instant.nullable(),
      nextExpiry: z.object({ points, at: instant }).nullable(),
      /** What the balance is made of, in the order in which it is spent; waiting points last. The first hundred. */
      lots: z.array(z.object({ points, waits: z.boolean(), availableAt: instant.nullable(), expiresAt: instant.nullable() })).default([]),
      /** Orders of this member earn nothing, as far as it is known. */
      excluded: z.boolean(),
      tier: tierStanding.nullable().optional(),
      history: z.array(historyLine),
      next: z.string().nullable(),
    })
    .nullable(),
  /** Empty for a visitor. */
  ways: z.array(wayState),
  offers: z.array(offer),
  /** Rewards the member asked for that can still be used or are on their way back, the newest first, and those that ended in the last days. */
  held: z.array(heldReward).default([]),
  /** Null for a visitor; of a signed-in person also before they have anything. */
  membership: membership.nullable().optional(),
});

export { historyPage };
export type StorefrontTerms = z.infer<typeof storefrontTerms>;
export type StorefrontMe = z.infer<typeof storefrontMe>;
export type StorefrontProgram = z.infer<typeof storefrontProgram>;
export type StorefrontLook = z.infer<typeof storefrontLook>;
export type WayToEarn = z.infer<typeof wayToEarn>;
export type TierStanding = z.infer<typeof tierStanding>;
export type WayState = z.infer<typeof wayState>;
export type Reward = z.infer<typeof reward>;
export type Offer = z.infer<typeof offer>;
export type OfferReason = z.infer<typeof offerReason>;
