// A small believable shop for the fake server: names in three scripts, an order with a refund, a dead message.
import type { admin, HistoryLine } from '#contract/index.ts';

export const NOW = '2026-11-21T09:30:00.000Z';
const DAY_MS = 86_400_000;

export function daysAgo(days: number): string {
  return new Date(Date.parse(NOW) - days * DAY_MS).toISOString();
}

export function sampleSession(changes: Partial<admin.Session['user']> = {}): admin.Session {
  return {
    store: {
      id: 'store-1',
      name: 'Birch & Bean',
      platform: 'shopify',
      domain: 'birch.example',
      currency: 'EUR',
      timeZone: 'Europe/Berlin',
    },
    user: { id: 'u-1', name: 'Dana', role: 'owner', locale: 'en', ...changes },
    sandbox: { shopUrl: 'http://127.0.0.1:3001/' },
  };
}

const PEOPLE = [
  ['Mira Lindqvist', 'mira@example.com'],
  ['سارا محمدی', 'sara@example.com'],
  ['נועה כהן', 'noa@example.com'],
  ['Jonas Weber', 'jonas.weber@example.com'],
  [null, 'guest.buyer@example.com'],
  [null, null],
  ['Amélie Fontaine-Desrosiers', 'amelie.fontaine-desrosiers@a-rather-long-domain.example.com'],
] as const;

export function sampleMembers(count: number): admin.MemberRow[] {
  return Array.from({ length: count }, (_, index) => {
    const [name, email] = PEOPLE[index % PEOPLE.length] ?? [null, null];
    return {
      memberId: `m-${index + 1}`,
      name: index < PEOPLE.length || name === null ? name : `${name} ${index + 1}`,
      email,
      kind: name === null ? 'guest' : 'account',
      joinedAt: daysAgo(200 - index),
      lastActivityAt: index === 5 ? null : daysAgo(index),
      tierId: index % 4 === 0 ? 'gold' : null,
      balance: { available: 1240 - index * 37, pending: index % 3 === 0 ? 120 : 0, reserved: 0, deficit: index === 3 ? -40 : 0 },
    };
  });
}

export const EARNED: HistoryLine = {
  id: 'h-1',
  at: daysAgo(3),
  kind: 'order-earned',
  change: 87,
  balanceAfter: 1327,
  order: { id: 'o-1', name: '#1042' },
  reason: null,
  explanation: {
    rule: 'points-per-unit',
    pointsPerUnit: 2,
    basis: { amountMinor: 4350, currency: 'EUR' },
    rounding: 'floor',
    deserved: 87,
    given: 0,
    lines: [
      { lineId: 'l-1', title: 'Sencha, 100 g', quantity: 2, basis: { amountMinor: 2400, currency: 'EUR' }, points: 48, left: null },
      { lineId: 'l-2', title: 'فنجان سفالی', quantity: 1, basis: { amountMinor: 1950, currency: 'EUR' }, points: 39, left: null },
    ],
    parts: [],
    withheld: [],
    programVersion: 3,
    note: 'paid',
  },
};

export const REDUCED: HistoryLine = {
  ...EARNED,
  id: 'h-2',
  at: daysAgo(1),
  kind: 'order-reduced',
  change: -39,
  balanceAfter: 1288,
  explanation: { ...expectExplanation(EARNED), deserved: 48, given: 87, basis: { amountMinor: 2400, currency: 'EUR' } },
};

export const ADJUSTED: HistoryLine = {
  id: 'h-3',
  at: daysAgo(40),
  kind: 'adjusted-up',
  change: 50,
  balanceAfter: 1240,
  order: null,
  reason: 'The parcel came late',
  explanation: null,
};

export const SAMPLE_HISTORY: readonly HistoryLine[] = [REDUCED, EARNED, ADJUSTED];

export function sampleMember(row: admin.MemberRow): admin.MemberDetail {
  return {
    ...row,
    entryCount: SAMPLE_HISTORY.length,
    closed: null,
    merges: [],
    membership: {
      state: row.kind === 'guest' ? 'guest' : 'member',
      consents: row.kind === 'guest' ? [] : [{ kind: 'newsletter', version: 'newsletter/1', at: daysAgo(12), surface: 'thank-you' }],
      birthday: row.kind === 'guest' ? null : '03-21',
      asked: [],
    },
    tier: {
      id: row.tierId,
      since: daysAgo(40),
      validUntil: null,
      losesAt: daysAgo(-20),
      figures: { spend: { amountMinor: 21_800, currency: 'EUR' }, points: 236, orders: 4 },
      next: { id: 'gold', missing: { spend: { amountMinor: 38_200, currency: 'EUR' }, points: null, orders: 1 } },
    },
    lots: [
      {
        lotId: 'lot-1',
        points: 1120,
        state: 'available',
        source: 'order',
        orderId: 'o-1',
        availableAt: daysAgo(3),
        expiresAt: daysAgo(-300),
      },
      { lotId: 'lot-2', points: 120, state: 'pending', source: 'order', orderId: 'o-2', availableAt: daysAgo(-9), expiresAt: null },
      { lotId: 'lot-3', points: 50, state: 'available', source: 'adjustment', orderId: null, availableAt: null, expiresAt: null },
    ],
    orders: [sampleOrder('o-1', '#1042', 'paid', 48), sampleOrder('o-2', '#1040', 'unpaid', 0), sampleOrder('o-3', '#1031', 'refunded', 0)],
  };
}

function sampleOrder(orderId: string, name: string, state: admin.MemberDetail['orders'][number]['state'], points: number) {
  const money = { amountMinor: 4350, currency: 'EUR' };
  return { orderId, name, placedAt: daysAgo(3), total: money, goods: money, state, points };
}

export function sampleActivity(count: number): admin.ActivityLine[] {
  const members = sampleMembers(PEOPLE.length);
  return Array.from({ length: count }, (_, index) => {
    const line = SAMPLE_HISTORY[index % SAMPLE_HISTORY.length] ?? EARNED;
    const member = members[index % members.length];
    return {
      ...line,
      id: `a-${index}`,
      at: daysAgo(index / 5),
      member: { memberId: member?.memberId ?? 'm-1', name: member?.name ?? null },
    };
  });
}

export function sampleOverview(): admin.Overview {
  return {
    members: { total: 1284, guests: 312 },
    last30Days: { issued: 18_420, reversed: 1310, redeemed: 0, expired: 0 },
    outstanding: 96_210,
    rewards: { open: 3, setAside: 400, spentWorth: { amountMinor: 2_150, currency: 'EUR' } },
    trend: Array.from({ length: 30 }, (_, index) => ({
      day: daysAgo(29 - index).slice(0, 10),
      issued: 380 + ((index * 173) % 520),
      reversed: index % 4 === 0 ? 90 + index * 4 : 0,
      redeemed: (index * 61) % 190,
      expired: 0,
    })),
    inbox: { waiting: 2, failing: 0, dead: 0, doneLastDay: 418, lastDeliveryAt: daysAgo(0.01) },
    outbox: { waiting: 3, failing: 0, dead: 0, unclear: 0, oldestDueAt: null },
    program: { active: true, pointsPerUnit: 2 },
    activity: sampleActivity(6),
    months: {
      month: '2026-11',
      current: { issued: 18_420, reversed: 1310, redeemed: 6200, expired: 340, adjusted: 50 },
      previous: { issued: 24_900, reversed: 2210, redeemed: 7100, expired: 0, adjusted: -20 },
      previousSameDays: { issued: 16_100, reversed: 1400, redeemed: 6400, expired: 0, adjusted: 0 },
    },
    liability: { points: 96_210, money: { amountMinor: 96_210, currency: 'EUR' } },
    todo: [],
  };
}

export function sampleOutbox(): admin.OutboxEffectView[] {
  const base = { attempts: 1, createdAt: daysAgo(0.2), dueAt: null, doneAt: null, reason: null, unclear: false, canBeSettled: false };
  const lost = 'Unclear: 2 equal credits were given since; one of them may be this one';
  return [
    {
      ...base,
      id: 'give-store-credit/r-1',
      kind: 'give-store-credit',
      state: 'dead',
      attempts: 3,
      reason: lost,
      unclear: true,
      canBeSettled: true,
    },
    { ...base, id: 'make-code/r-2', kind: 'make-code', state: 'dead', attempts: 14, reason: 'StoreUnreachable: the shop answered 503' },
    { ...base, id: 'make-code/r-5', kind: 'make-code', state: 'dead', attempts: 14, reason: 'StoreUnreachable: the shop answered 502' },
    { ...base, id: 'remove-code/r-3/2', kind: 'remove-code', state: 'new', attempts: 2, dueAt: NOW, reason: 'StoreUnreachable: throttled' },
    { ...base, id: 'write-member-facts/m-1', kind: 'write-member-facts', state: 'done', doneAt: daysAgo(0.1) },
  ];
}

export function sampleInbox(): admin.InboxItemView[] {
  const base = { attempts: 1, receivedAt: daysAgo(0.1), dueAt: null, doneAt: daysAgo(0.1), reason: null };
  return [
    { ...base, id: 'i-1', topic: 'orders/updated', state: 'dead', attempts: 8, doneAt: null, reason: 'total_price is no number: "n/a"' },
    { ...base, id: 'i-2', topic: 'orders/paid', state: 'done' },
    { ...base, id: 'i-3', topic: 'refunds/create', state: 'new', attempts: 0, doneAt: null, dueAt: NOW },
    { ...base, id: 'i-4', topic: 'themes/publish', state: 'ignored', reason: 'nothing in it concerns points' },
  ];
}

function expectExplanation(line: HistoryLine) {
  if (line.explanation === null) throw new Error('this sample has an explanation');
  return line.explanation;
}
