// The merchant's admin API (`/admin/api`): one object per endpoint, used by the server to validate and by the web client to type.
import { z } from 'zod';
import { historyLine, historyPage } from './history.ts';
import { cursor, instant, locale, money, pageOf, pageQuery, points } from './shapes.ts';

export const role = z.enum(['owner', 'manager', 'support', 'analyst']);
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

export const balance = z.object({ available: points, pending: points, reserved: points, deficit: points });

export const memberRow = z.object({
  memberId: z.string(),
  name: z.string().nullable(),
  email: z.string().nullable(),
  kind: z.enum(['guest', 'account']),
  joinedAt: instant,
  lastActivityAt: instant.nullable(),
  balance,
});
export const memberPage = pageOf(memberRow);
export const memberQuery = pageQuery.extend({ search: z.string().trim().max(200).optional() });

export const lot = z.object({
  lotId: z.string(),
  points,
  state: z.enum(['pending', 'available']),
  source: z.enum(['order', 'award', 'adjustment', 'import', 'transfer']),
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

export const memberDetail = memberRow.extend({ lots: z.array(lot), orders: z.array(memberOrder), entryCount: z.int() });

export const adjustRequest = z.object({
  points: z.int().min(-1_000_000).max(1_000_000),
  reason: z.string().trim().min(1).max(200),
  /** The client makes it once per intention, so that a double click or a retry counts once. */
  requestId: z.uuid(),
});
/** Takes an adjustment back; `requestId` is the one it was made with. */
export const undoAdjustRequest = adjustRequest.pick({ requestId: true });
export const adjustAnswer = z.object({ balance, line: historyLine });

export const activityLine = historyLine.extend({ member: z.object({ memberId: z.string(), name: z.string().nullable() }) });
export const activityPage = pageOf(activityLine);

export const inboxSummary = z.object({
  waiting: z.int(),
  failing: z.int(),
  dead: z.int(),
  doneLastDay: z.int(),
  lastDeliveryAt: instant.nullable(),
});

export const overview = z.object({
  members: z.object({ total: z.int(), guests: z.int() }),
  /** Sums over the last 30 days in the store's time zone, by the time the points moved. */
  last30Days: z.object({ issued: points, reversed: points, redeemed: points, expired: points }),
  outstanding: points,
  trend: z.array(z.object({ day: z.iso.date(), issued: points, reversed: points })),
  inbox: inboxSummary,
  program: z.object({ active: z.boolean(), pointsPerUnit: z.number() }),
  activity: z.array(activityLine),
});

/** The first program: points per whole unit of the store's currency, on or off. Saving makes a new, immutable version. */
export const program = z.object({
  version: z.int(),
  active: z.boolean(),
  pointsPerUnit: z.number().min(0.01).max(1000).multipleOf(0.01),
  currency: z.string().length(3),
  inForceFrom: instant,
});
export const programChange = program.pick({ active: true, pointsPerUnit: true }).extend({ expectedVersion: z.int() });

export const inboxItem = z.object({
  id: z.string(),
  topic: z.string(),
  state: z.enum(['new', 'done', 'ignored', 'dead']),
  attempts: z.int(),
  receivedAt: instant,
  dueAt: instant.nullable(),
  doneAt: instant.nullable(),
  reason: z.string().nullable(),
});
export const inboxPage = pageOf(inboxItem);
export const inboxQuery = pageQuery.extend({ state: z.enum(['new', 'done', 'ignored', 'dead']).optional() });
export const replayAnswer = z.object({ replayed: z.int() });

export const devLoginAnswer = z.object({ token: z.string(), expiresAt: instant });

export { cursor, historyPage, locale };
export * from './ledger.ts';
export type Session = z.infer<typeof session>;
export type Role = z.infer<typeof role>;
export type MemberRow = z.infer<typeof memberRow>;
export type MemberDetail = z.infer<typeof memberDetail>;
export type Overview = z.infer<typeof overview>;
export type ProgramView = z.infer<typeof program>;
export type InboxItemView = z.infer<typeof inboxItem>;
export type ActivityLine = z.infer<typeof activityLine>;
