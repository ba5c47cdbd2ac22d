// Members: the list with its filters, one member's page, and what may be done to a member.
import { z } from 'zod';
import { membership } from './accounts.ts';
import { historyLine } from './history.ts';
import { instant, money, pageOf, pageQuery, points, tierStanding } from './shapes.ts';

export const balance = z.object({ available: points, pending: points, reserved: points, deficit: points });
export const memberKind = z.enum(['guest', 'account']);

export const memberRow = z.object({
  memberId: z.string(),
  name: z.string().nullable(),
  email: z.string().nullable(),
  kind: memberKind,
  joinedAt: instant,
  lastActivityAt: instant.nullable(),
  balance,
  /** The tier's id in the program in force; null: none. */
  tierId: z.string().nullable().default(null),
});
export const memberPage = pageOf(memberRow);

const amount = z.coerce.number().int().min(-1_000_000_000_000).max(1_000_000_000_000);
const yes = z.literal('true');

/**
 * Filters hold together. A page may be shorter than asked, even empty, and still have a next one: filters that hold for very few members are
 * looked for page by page.
 */
export const memberQuery = pageQuery.extend({
  search: z.string().trim().max(200).optional(),
  kind: memberKind.optional(),
  tierId: z.string().min(1).max(100).optional(),
  /** Available points. */
  balanceFrom: amount.optional(),
  balanceTo: amount.optional(),
  /** Half-open. */
  joinedFrom: instant.optional(),
  joinedTo: instant.optional(),
  /** The last change of their points is at or after, before. */
  activeSince: instant.optional(),
  quietSince: instant.optional(),
  hasDebt: yes.optional(),
  /** Left out: the order that finds these filters' members fastest. By all but `joined`, only members whose points ever changed. */
  sort: z.enum(['joined', 'balance', 'activity', 'debt']).optional(),
});

export const lot = z.object({
  lotId: z.string(),
  points,
  state: z.enum(['pending', 'available']),
  source: z.enum(['order', 'award', 'referral', 'adjustment', 'import', 'transfer']),
  orderId: z.string().nullable(),
  availableAt: instant.nullable(),
  expiresAt: instant.nullable(),
});

export const memberOrder = z.object({
  orderId: z.string(),
  name: z.string(),
  placedAt: instant,
  total: money,
  goods: money,
  state: z.enum(['unpaid', 'partly-paid', 'paid', 'cancelled', 'refunded', 'deleted', 'test']),
  points,
});

/** Somebody else's account that became part of this one. `undoUntil` null: undone, or too long ago. */
export const mergeRecord = z.object({
  mergeId: z.string(),
  from: z.object({ memberId: z.string(), name: z.string().nullable() }),
  into: z.object({ memberId: z.string(), name: z.string().nullable() }),
  at: instant,
  undoneAt: instant.nullable(),
  undoUntil: instant.nullable(),
  /** `store`: by itself, because an address was proven or the store made one of two customers. */
  by: z.enum(['staff', 'store']).default('staff'),
});

/** `closed`: nothing is earned or spent here any more. */
export const closed = z.object({ how: z.enum(['merged', 'erased']), into: z.string().nullable() });
/** `since` null: nothing that is measured ever happened. `figures`: in the window by which the levels are measured now. */
const memberTier = tierStanding.extend({
  since: instant.nullable(),
  /** Honoured until then whatever happens; null: there is no such promise. */
  validUntil: instant.nullable(),
  figures: z.object({ spend: money, points, orders: z.int() }),
});
export const memberDetail = memberRow.extend({
  lots: z.array(lot),
  orders: z.array(memberOrder),
  entryCount: z.int(),
  closed: closed.nullable().default(null),
  merges: z.array(mergeRecord).default([]),
  /** What the program and they agreed on; null: nothing is known of it. */
  membership: membership.nullable().optional(),
  /** Null: the program has no levels, or the member is somebody else now. */
  tier: memberTier.nullable().optional(),
});

/** The staff's own history of a member: `note` is for them alone, `reason` for the member too. */
export const memberHistoryLine = historyLine.extend({ note: z.string().nullable().default(null) });
export const memberHistoryPage = pageOf(memberHistoryLine);

/** The client makes it once per intention, so that a double click or a retry counts once. */
const requestId = z.uuid();

export const adjustRequest = z.object({
  points: z.int().min(-1_000_000).max(1_000_000),
  /** What the member reads. */
  reason: z.string().trim().min(1).max(200),
  /** For staff alone. */
  note: z.string().trim().max(1_000).optional(),
  requestId,
});
/** Takes an adjustment back; `requestId` is the one it was made with. */
export const undoAdjustRequest = adjustRequest.pick({ requestId: true });
export const adjustAnswer = z.object({ balance, line: historyLine });

const otherMember = z.string().min(1).max(200);
export const mergePreviewRequest = z.object({ into: otherMember });
/** `refused` null: it can be done; else why not. */
export const mergePreview = z.object({
  from: memberRow,
  into: memberRow,
  after: balance,
  lots: z.int(),
  orders: z.int(),
  undoDays: z.int(),
  refused: z.enum(['same-member', 'already-merged', 'erased']).nullable(),
});
/** `requestId` becomes the merge's id. */
export const mergeRequest = z.object({ into: otherMember, requestId });
export const mergeAnswer = z.object({ merge: mergeRecord, balance });
export const undoMergeRequest = z.object({ mergeId: z.string().min(1).max(100) });

/** What stays behind is points without a person: entries and orders name nobody. */
export const erasePreview = z.object({
  points: points.min(0),
  debt: points.min(0),
  orders: z.int(),
  notes: z.int(),
  /** Names of what is known of the person and will be forgotten. */
  personal: z.array(z.string()),
  refused: z.enum(['already-merged', 'erased']).nullable(),
});
/** `confirm` is the member's own id, typed or chosen: nobody is erased by a slip. */
export const eraseRequest = z.object({ confirm: z.string().min(1).max(200), requestId });
export const eraseAnswer = z.object({ writtenOff: points, erasedAt: instant });

/** Everything that is kept about a member, to hand over. Entries and orders are as they are stored, so their shape may grow. */
export const memberExport = z.object({
  format: z.literal('lasting-member/1'),
  exportedAt: instant,
  store: z.object({ name: z.string(), domain: z.string() }),
  member: z.record(z.string(), z.json()),
  /** Accounts that were merged into this one. */
  merged: z.array(z.record(z.string(), z.json())),
  balance,
  lots: z.array(z.record(z.string(), z.json())),
  entries: z.array(z.record(z.string(), z.json())),
  orders: z.array(z.record(z.string(), z.json())),
  /** What was asked for with points, and what became of it; never a code. */
  rewards: z.array(z.record(z.string(), z.json())).default([]),
  notes: z.array(z.record(z.string(), z.json())),
  /** What was agreed to and taken back, in which words; also what waits for an order's owner to sign in. */
  consents: z.array(z.record(z.string(), z.json())).default([]),
  /** As told; null: none is kept. */
  birthday: z.string().nullable().default(null),
  /** What became of offers of an account after their orders. */
  offers: z.array(z.record(z.string(), z.json())).default([]),
  /** Links, friends that were brought, by whom they came themselves, and codes that were given for it; nobody else's name or order. */
  referrals: z.array(z.record(z.string(), z.json())).default([]),
});

export type MemberExport = z.infer<typeof memberExport>;
export type MemberRow = z.infer<typeof memberRow>;
export type MemberQuery = z.output<typeof memberQuery>;
export type MemberDetail = z.infer<typeof memberDetail>;
export type MergeRecord = z.infer<typeof mergeRecord>;
export type MergePreview = z.infer<typeof mergePreview>;
export type ErasePreview = z.infer<typeof erasePreview>;
export type MemberHistoryLine = z.infer<typeof memberHistoryLine>;
