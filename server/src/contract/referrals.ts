// Referrals: what an advocate sees of their friends, what a friend is told on the page that a link opens, and what the merchant decides about. The advocate
// never hears a friend's address, name or order; the friend hears of the advocate a first name, if there is one.
import { z } from 'zod';
import { ATTRIBUTED_BY } from '../loyalty/referrals/attribution.ts';
import { SHARE_CHANNELS } from '../loyalty/referrals/channel.ts';
import { REFERRAL_REASONS, REFERRAL_STATES } from '../loyalty/referrals/outcome.ts';
import { ownText } from './own-text.ts';
import { instant, locale, money, pageOf, pageQuery, points } from './shapes.ts';

export const referralState = z.enum(REFERRAL_STATES);
export const referralReason = z.enum(REFERRAL_REASONS);
export const shareChannel = z.enum(SHARE_CHANNELS);
export const attributedBy = z.enum(ATTRIBUTED_BY);

/** What somebody gets, in one language. `kind` nothing: nothing is promised. */
export const referralGift = z.object({
  kind: z.enum(['nothing', 'points', 'reward']),
  points: points.nullable(),
  /** The reward's name by the merchant; null: it is no reward. */
  name: z.string().nullable(),
  worth: money.nullable(),
});

/** A step of the ladder: the `from`-th friend who counts; `every`: and each one after it. */
export const referralStep = z.object({ from: z.int(), every: z.boolean(), gift: referralGift });

/** A code that costs no points, as its owner sees it. */
export const giftCode = z.object({ id: z.string(), code: z.string(), name: z.string(), endsAt: instant.nullable(), applyUrl: z.url().nullable(), state: z.enum(['preparing', 'ready', 'used', 'taken-back', 'failed']) }); // prettier-ignore

/** One friend, as the advocate sees them. */
export const ownFriend = z.object({
  id: z.string(),
  /** "A. L."; null: nobody knows a name. */
  initials: z.string().nullable(),
  state: referralState,
  reason: referralReason.nullable(),
  since: instant,
  /** When the hold ends; null: it does not run. */
  dueAt: instant.nullable(),
  points,
});

/** Personal, `no-store`: the page of an advocate. */
export const ownReferrals = z.object({
  /** False: the program has no referrals, or whoever asks cannot take part (visitor, left, excluded, banned); then the rest is empty. */
  on: z.boolean(),
  link: z.object({ code: z.string(), url: z.url(), changeable: z.boolean() }).nullable(),
  /** The words that go with the link, in the language that was asked for; `{url}` is already in them. */
  share: z.object({ title: z.string(), message: z.string(), subject: z.string() }).nullable(),
  /** Where to send somebody for each way that is an address; copy, native and qr have none. */
  shareUrls: z.partialRecord(shareChannel, z.string()),
  /** Where the picture of the link as a QR code is; an SVG. */
  qrUrl: z.url().nullable(),
  friend: referralGift.nullable(),
  steps: z.array(referralStep),
  minimum: money.nullable(),
  holdDays: z.int().nullable(),
  progress: z.object({
    visits: z.int(),
    claimed: z.int(),
    ordered: z.int(),
    onHold: z.int(),
    rewarded: z.int(),
    points,
    /** What the next friend who counts gives, and at which step; null: nothing. */
    next: z.object({ position: z.int(), gift: referralGift }).nullable(),
  }),
  friends: z.array(ownFriend),
  codes: z.array(giftCode),
});
export const ownReferralsQuery = z.object({ locale: locale.default('en') });

/** The member's own choice, once. Letters of any script become A to Z and digits where they can; the answer shows what it is. */
export const changeLinkRequest = z.strictObject({ code: z.string().trim().min(4).max(24), locale: locale.default('en') });
/** `taken`: somebody else has it, or it looks like one that somebody has; `already-changed`; `not-allowed`: a word that is reserved, or nothing is left of it. */
export const changeLinkAnswer = z.object({ outcome: z.enum(['changed', 'taken', 'already-changed', 'not-allowed']), link: ownReferrals.shape.link }); // prettier-ignore

export const shareRequest = z.strictObject({ channel: shareChannel });
export const shareAnswer = z.object({ counted: z.boolean() });

/** Public: what a link promises, for the page it opens and for shops that build their own. */
export const referralOffer = z.object({
  /** False: the link is unknown, over, or the program has no referrals; the page then greets without promising anything. */
  open: z.boolean(),
  /** First name of the advocate; null: not known, or they left. */
  from: z.string().nullable(),
  friend: referralGift.nullable(),
  minimum: money.nullable(),
  codeDays: z.int().nullable(),
});
export const referralOfferQuery = z.object({ locale: locale.default('en'), channel: shareChannel.default('link') });

/** `device`: something the page made up and kept, so that one device is known again; only its keyed hash is kept. */
export const claimFriendRequest = z.strictObject({
  email: z.string().trim().min(3).max(254),
  locale: locale.default('en'),
  channel: shareChannel.default('link'),
  device: z.string().max(100).nullable().default(null),
});
/** The same for everybody whose address is one: nobody learns whether it is known. `code` null: the friend gets no code (points, or nothing). */
export const claimFriendAnswer = z.object({
  code: z.string().nullable(),
  /** Where a browser goes so that the code is in the cart; null: it must be typed. */
  applyUrl: z.url().nullable(),
  endsAt: instant.nullable(),
  friend: referralGift,
  minimum: money.nullable(),
});

// For the merchant.

const reason = z.object({
  signal: z.string(),
  weight: z.int(),
  seen: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
});
const someone = z.object({ memberId: z.string().nullable(), name: z.string().nullable(), email: z.string().nullable() });

export const referralRow = z.object({
  id: z.string(),
  advocate: someone,
  friend: someone,
  state: referralState,
  reason: referralReason.nullable(),
  since: instant,
  createdAt: instant,
  by: attributedBy.nullable(),
  channel: shareChannel,
  score: z.int().nullable(),
  order: z.object({ id: z.string(), name: z.string(), net: money.nullable() }).nullable(),
});
export const referralPage = pageOf(referralRow);
export const referralQuery = pageQuery.extend({ state: referralState.optional(), advocate: z.string().max(100).optional() });

/** One fact of both, side by side; `same` null: one of them is not known. Values are shown only where staff may see personal data anyway. */
export const evidencePair = z.object({
  about: z.string(),
  advocate: z.string().nullable(),
  friend: z.string().nullable(),
  same: z.boolean().nullable(),
});

export const referralDetail = referralRow.extend({
  dueAt: instant.nullable(),
  position: z.int().nullable(),
  touches: z.array(z.object({ at: instant, code: z.string(), by: z.string(), channel: shareChannel, advocate: someone })),
  claim: z.object({ at: instant, score: z.int(), verdict: z.enum(['allow', 'review', 'refuse']), reasons: z.array(reason) }).nullable(),
  judged: z.object({ at: instant, by: attributedBy, isNew: z.boolean(), programVersion: z.int(), score: z.int(), verdict: z.enum(['allow', 'review', 'refuse']), reasons: z.array(reason) }).nullable(), // prettier-ignore
  evidence: z.array(evidencePair),
  decision: z.object({ decision: z.enum(['approve', 'refuse']), at: instant, by: z.string(), note: z.string() }).nullable(),
  banned: z.boolean(),
  gave: z.object({
    advocatePoints: points,
    friendPoints: points,
    advocateReward: z.object({ name: ownText, state: z.string() }).nullable(),
    friendReward: z.object({ name: ownText, state: z.string() }).nullable(),
    loss: money.nullable(),
  }),
});

/** Bulk: each is answered by itself. The same decision again is no change. */
export const decideReferrals = z.strictObject({
  ids: z.array(z.string().min(1).max(100)).min(1).max(100),
  decision: z.enum(['approve', 'refuse']),
  note: z.string().trim().max(500).default(''),
});
export const decidedReferrals = z.object({ items: z.array(z.object({ id: z.string(), outcome: z.enum(['decided', 'unchanged', 'too-early', 'unknown']), state: referralState.nullable() })) }); // prettier-ignore

export const banRequest = z.strictObject({ banned: z.boolean(), note: z.string().trim().max(500).default('') });
export const banAnswer = z.object({ banned: z.boolean(), at: instant.nullable(), by: z.string().nullable(), note: z.string() });
/** On the member's page. */
export const memberReferrals = z.object({
  /** Codes of their links, those of people who were merged into them too; the one that is shown first. All of them work. */
  codes: z.array(z.string()),
  ban: banAnswer,
  /** How many of their friends stand where; what is left out is 0. */
  counts: z.partialRecord(referralState, z.int()),
  /** Who brought them; null: nobody. */
  broughtBy: z.object({ referralId: z.string(), advocate: someone, state: referralState }).nullable(),
});

/** The days in the store's time zone, the last one included; left out: the thirty days up to today. */
export const referralStatsQuery = z.object({ from: z.iso.date().optional(), until: z.iso.date().optional() });

const counts = z.object({ shares: z.int(), visits: z.int(), claims: z.int(), orders: z.int(), kept: z.int() });
/**
 * Shares, visits and claims by the day they happened; orders and those kept after the hold by the day the order was placed. `revenue`: paid by friends for these orders
 * and later ones, net of refunds; `cost`: points at what the program says they are worth, codes at what was taken off, losses included.
 */
export const referralStats = z.object({
  from: z.string(),
  until: z.string(),
  currency: z.string().length(3),
  total: counts.extend({ refused: z.int(), clawedBack: z.int(), revenueMinor: z.int(), costMinor: z.int().nullable(), lossMinor: z.int() }),
  days: z.array(counts.extend({ day: z.string() })),
  channels: z.array(counts.extend({ channel: shareChannel })),
  leaders: z.array(z.object({ advocate: someone, kept: z.int(), orders: z.int(), revenueMinor: z.int(), costMinor: z.int().nullable() })),
  waitingForReview: z.int(),
});

/** Names and subjects of mails are one line: what follows a break could be taken for something else. */
const oneLine = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .regex(/^\P{Cc}*$/u, 'one line, without control characters');

export const shareText = z.object({ title: oneLine(80), message: z.string().trim().min(1).max(400), subject: oneLine(120) });

/** Words and picture of shared links; part of the settings. A language that is left out has ours. `{store}`, `{gift}` and `{url}` are filled in. */
export const referralSettings = z.object({
  texts: z.partialRecord(locale, shareText),
  /** Shown by networks beside a shared link; null: ours. */
  image: z
    .url({ protocol: /^https?$/u })
    .max(500)
    .nullable(),
});

export type OwnReferrals = z.infer<typeof ownReferrals>;
export type ShareRequest = z.infer<typeof shareRequest>;
export type ReferralGiftView = z.infer<typeof referralGift>;
export type ReferralOffer = z.infer<typeof referralOffer>;
export type ClaimFriendRequest = z.infer<typeof claimFriendRequest>;
export type ClaimFriendAnswer = z.infer<typeof claimFriendAnswer>;
export type ReferralRow = z.infer<typeof referralRow>;
export type ReferralDetail = z.infer<typeof referralDetail>;
export type ReferralStats = z.infer<typeof referralStats>;
export type ReferralSettings = z.infer<typeof referralSettings>;
export type MemberReferrals = z.infer<typeof memberReferrals>;
export type BanAnswer = z.infer<typeof banAnswer>;
export type DecidedReferrals = z.infer<typeof decidedReferrals>;
export type EvidencePair = z.infer<typeof evidencePair>;
