// Commands with everything a test is not about already said, and the sums of a chain as the database would give them.
import { orderId, type OrderId } from '../../src/loyalty/ids.ts';
import type { Adjust, Award, Circumstances, Given, SettleOrder } from '../../src/loyalty/ledger/command.ts';
import type { Entry } from '../../src/loyalty/ledger/entry.ts';
import { givenTo } from '../../src/loyalty/ledger/sums.ts';

export const DAY = 86_400_000;

export function circumstances(now: number, change: Partial<Circumstances> = {}): Circumstances {
  return { now, watermark: now, issuedMonth: '2026-11', negative: 'allow', graceMs: 30 * DAY, approvalAbove: null, ...change };
}

export function award(points: number, change: Partial<Award> = {}): Award {
  return { kind: 'award', ref: 'welcome', points, availableAt: 0, expiresAt: null, limit: null, explain: null, ...change };
}

export function adjust(points: number, change: Partial<Adjust> = {}): Adjust {
  return { kind: 'adjust', ref: 'a-1', points, expiresAt: null, approvedBy: null, explain: null, ...change };
}

const NOTHING: Given = { entries: 0, parts: [], expired: 0 };

interface SettleChange {
  readonly order?: string;
  readonly part?: string;
  readonly availableAt?: number | null;
  readonly expiresAt?: number | null;
}

/** An order that deserves `points` for its one part; `given` is what entries did before, as a number or in full. */
export function settleOrder(points: number, given: Given | number = NOTHING, change: SettleChange = {}): SettleOrder {
  const { order = '1001', part = 'purchase', availableAt = 0, expiresAt = null } = change;
  const parts = typeof given === 'number' && given !== 0 ? [{ part, points: given, alreadyExpired: 0, writtenOff: 0 }] : [];
  const before = typeof given === 'number' ? { entries: parts.length, parts, expired: 0 } : given;
  return {
    kind: 'settle-order',
    orderId: orderId(order),
    deserved: [{ part, points, availableAt, expiresAt }],
    given: before,
    explain: null,
  };
}

/** What a chain did for an order so far. */
export function givenIn(chain: readonly Pick<Entry, 'kind' | 'moves' | 'order' | 'redemption'>[], order: string | OrderId): Given {
  return givenTo(orderId(order), chain);
}
