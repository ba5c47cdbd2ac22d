// Accounts after the purchase: what is offered to who bought as a guest, what they agree to, and what became of it. One shape for checkout, accounts,
// the panel and the claim page. No answer says whether an address has an account.
import { z } from 'zod';
import { instant, locale, money, points } from './shapes.ts';
import { estimateQuery } from './redemption.ts';

/** Where an offer was seen or taken up. */
export const surface = z.enum(['thank-you', 'order-status', 'account', 'panel', 'mail']);
export const consentKind = z.enum(['terms', 'newsletter', 'birthday']);

/** One thing to agree to, in the words that are shown and kept. Never ticked before somebody ticks it. */
export const consentAsked = z.object({
  kind: consentKind,
  /** Exactly what is shown beside the box. */
  wording: z.string(),
  /** Names the wording; sent back with the consent, so that what was agreed to is known. */
  version: z.string(),
  /** What agreeing earns, once; null: nothing. */
  points: points.nullable(),
  /** The whole text of the terms; null for the others. */
  url: z.string().nullable(),
});

export const consentGiven = z.object({ kind: consentKind, version: z.string(), at: instant, surface });

/**
 * What is within reach with the points of this order. `reward`: the nearest one; `missingPoints` 0: the points are enough. `level`: the next one, with
 * what is missing to it. `goods`: what buying the same goods again would earn more than others do, by the rule of this name.
 */
export const personalOffer = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('reward'), name: z.string(), missingPoints: points }),
  z.object({ kind: z.literal('level'), name: z.string(), missingSpend: money.nullable(), missingPoints: points.nullable(), missingOrders: z.int().nullable() }), // prettier-ignore
  z.object({ kind: z.literal('goods'), name: z.string(), points }),
]);

const orderNumber = z.string().min(1).max(40);

/** `lines` as for the estimate: a guest's order is told by what the page shows, never looked up for who only knows its number. */
export const offerRequest = z.strictObject({
  locale: locale.default('en'),
  surface,
  orderId: orderNumber.nullable().default(null),
  lines: estimateQuery.shape.lines.nullable().default(null),
});

export const accountOffer = z.object({
  /** False: switched off, signed in already, or of the few to whom nothing is offered for comparison. Then nothing below is shown. */
  offered: z.boolean(),
  /** What the order of these lines earns; null: nothing can be said. */
  points: points.nullable(),
  worth: money.nullable(),
  /** Guests' points are kept for so many days; null: as long as everybody's. */
  keptDays: z.int().nullable(),
  /** What having an account earns by itself, once; null: nothing. */
  accountPoints: points.nullable(),
  consents: z.array(consentAsked),
  within: z.array(personalOffer),
});

/** A month and a day; nobody has to tell a year. 29 February is a birthday. */
export const birthday = z.string().regex(/^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/u, 'a birthday is written like 03-21');

export const consentWish = z.strictObject({
  kind: consentKind,
  version: z.string().min(1).max(80),
  /** Only of a birthday. */
  birthday: birthday.nullable().default(null),
});

/** One tap. What is agreed to by somebody who is not signed in waits until they are. */
export const startRequest = z.strictObject({
  locale: locale.default('en'),
  surface,
  orderId: orderNumber.nullable().default(null),
  consents: z.array(consentWish).max(3).default([]),
});
/** Where the store lets them sign in; the address of their order is asked for there and never told by us. */
export const startAnswer = z.object({ signInUrl: z.string() });

/** Of somebody signed in: agree, or take it back. */
export const consentsRequest = z.strictObject({
  locale: locale.default('en'),
  surface,
  give: z.array(consentWish).max(3).default([]),
  takeBack: z.array(consentKind).max(3).default([]),
});

/** `termsVersion`: the terms that were shown; null where the store has none, or where they were agreed to before. */
export const membershipRequest = z.strictObject({
  locale: locale.default('en'),
  /** Left out: where this door usually is. */
  surface: surface.nullable().default(null),
  action: z.enum(['join', 'leave']),
  termsVersion: z.string().max(80).nullable().default(null),
});

/** What the program and a person agreed on. */
export const membership = z.object({
  /** `guest`: their points wait for them. `left`: nothing is earned and nothing written to them; what they have stays. */
  state: z.enum(['guest', 'member', 'left']),
  consents: z.array(consentGiven),
  birthday: birthday.nullable(),
  /** What could still be agreed to. */
  asked: z.array(consentAsked),
});

export const claimRequest = z.strictObject({ token: z.string().min(1).max(1_000) });
/** `not-yours` also for what was never ours, is over, or was used: nobody learns which. */
export const claimAnswer = z.object({ state: z.enum(['claimed', 'on-its-way', 'not-yours']) });

/** What became of the offers of one day, on one surface. Each counts once for an order. */
export const funnelRow = z.object({
  day: z.string(),
  surface,
  offered: z.int(),
  opened: z.int(),
  started: z.int(),
  created: z.int(),
  claimed: z.int(),
  /** Of those who claimed. */
  secondOrder: z.int(),
  /** Of paid orders after the offered one, by those who claimed. */
  revenueAfterMinor: z.int(),
});

/**
 * The same days told for those who were offered an account and those who were held back for comparison: each is an order of a guest, because orders are
 * what is drawn. Second orders and revenue are those of all of them, whether or not they claimed.
 */
export const funnelGroup = z.object({ guests: z.int(), accounts: z.int(), secondOrder: z.int(), revenueAfterMinor: z.int() });

export const funnel = z.object({
  from: z.string(),
  until: z.string(),
  currency: z.string().length(3),
  rows: z.array(funnelRow),
  /** Null: nobody is held back. */
  holdout: z.object({ offered: funnelGroup, heldBack: funnelGroup }).nullable(),
});
/** Days in the store's time zone, the last one included; at most a year. Left out: the thirty days up to today. */
export const funnelQuery = z.object({ from: z.iso.date().optional(), until: z.iso.date().optional() });

export type Surface = z.infer<typeof surface>;
export type ConsentsRequest = z.output<typeof consentsRequest>;
export type MembershipRequest = z.output<typeof membershipRequest>;
export type ConsentWish = z.infer<typeof consentWish>;
export type ConsentKind = z.infer<typeof consentKind>;
export type ConsentAsked = z.infer<typeof consentAsked>;
export type ConsentGiven = z.infer<typeof consentGiven>;
export type PersonalOffer = z.infer<typeof personalOffer>;
export type AccountOffer = z.infer<typeof accountOffer>;
export type Membership = z.infer<typeof membership>;
export type Funnel = z.infer<typeof funnel>;
export type FunnelRow = z.infer<typeof funnelRow>;
