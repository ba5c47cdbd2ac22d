// What the fake server knows of referrals: one in each state, figures of some days, decisions and bans.
import { referrals } from '#contract/index.ts';
import { daysAgo, NOW } from './sample-data.ts';

type Detail = referrals.ReferralDetail;

export interface FakeReferrals {
  referrals: Detail[];
  stats: referrals.ReferralStats;
  banned: Set<string>;
}

const ADA = { memberId: 'm-1', name: 'Mira Lindqvist', email: 'mira@example.com' };
const SARA = { memberId: 'm-2', name: 'سارا محمدی', email: 'sara@example.com' };
const NOBODY = { memberId: null, name: null, email: null };

export function aReferral(change: Partial<Detail>): Detail {
  const friend = { memberId: 'm-9', name: 'Bo Hansen', email: 'bo@example.com' };
  return {
    id: 'f-1',
    advocate: ADA,
    friend,
    state: 'on-hold',
    reason: null,
    since: daysAgo(2),
    createdAt: daysAgo(6),
    by: 'code',
    channel: 'whatsapp',
    score: 0,
    order: { id: 'o-7', name: '#1077', net: { amountMinor: 4350, currency: 'EUR' } },
    dueAt: daysAgo(-12),
    position: null,
    touches: [
      { at: daysAgo(6), code: 'MIRA-7KQ2', by: 'visit', channel: 'whatsapp', advocate: ADA },
      { at: daysAgo(5), code: 'MIRA-7KQ2', by: 'claim', channel: 'whatsapp', advocate: ADA },
    ],
    claim: { at: daysAgo(5), score: 0, verdict: 'allow', reasons: [] },
    judged: { at: daysAgo(2), by: 'code', isNew: true, programVersion: 3, score: 0, verdict: 'allow', reasons: [] },
    evidence: [],
    decision: null,
    banned: false,
    gave: {
      advocatePoints: 0,
      friendPoints: 0,
      advocateReward: null,
      friendReward: { name: { en: 'Five off' }, state: 'used' },
      loss: null,
    },
    ...change,
  };
}

const DOUBTS = [
  { signal: 'same-network', weight: 30, seen: {} },
  { signal: 'same-address', weight: 35, seen: { shipping: true, billing: false } },
  { signal: 'burst', weight: 20, seen: { networkClaimsLastHour: 4, deviceClaimsLastDay: 0 } },
];
const JUDGED = { at: daysAgo(1), by: 'code', isNew: true, programVersion: 3 } as const;
const EVIDENCE = [
  { about: 'email', advocate: 'mira@example.com', friend: 'cy@example.com', same: false },
  { about: 'network', advocate: null, friend: null, same: true },
  { about: 'phone', advocate: '+49 30 1234', friend: null, same: null },
];

function doubtful(id: string, name: string, change: Partial<Detail> = {}): Detail {
  return aReferral({
    id,
    friend: { memberId: null, name, email: `${id}@example.com` },
    state: 'in-review',
    since: daysAgo(1),
    dueAt: null,
    score: 85,
    judged: { ...JUDGED, score: 85, verdict: 'review', reasons: DOUBTS },
    evidence: EVIDENCE,
    ...change,
  });
}

export function fakeReferrals(): FakeReferrals {
  const nothing = { order: null, judged: null, score: null, dueAt: null } as const;
  const counts = { shares: 0, visits: 0, claims: 0, orders: 0, kept: 0 };
  return {
    banned: new Set(),
    referrals: [
      aReferral({}),
      doubtful('f-2', 'Cy Young'),
      doubtful('f-3', 'نیما'),
      aReferral({ id: 'f-4', state: 'rewarded', since: daysAgo(3), dueAt: null, position: 3, advocate: SARA }),
      aReferral({ id: 'f-5', state: 'refused', reason: 'not-new', dueAt: null, claim: null }),
      aReferral({ id: 'f-6', state: 'clawed-back', reason: 'refunded', dueAt: null }),
      aReferral({ id: 'f-7', state: 'claimed', ...nothing, friend: NOBODY }),
      aReferral({ id: 'f-8', state: 'lapsed', ...nothing, claim: null, by: null }),
    ],
    stats: {
      from: '2026-10-23',
      until: '2026-11-21',
      currency: 'EUR',
      total: { shares: 40, visits: 120, claims: 30, orders: 12, kept: 9, refused: 2, clawedBack: 1, revenueMinor: 84_000, costMinor: 10_000, lossMinor: 500 }, // prettier-ignore
      days: [
        { ...counts, day: '2026-11-20', shares: 20, visits: 60, claims: 14, orders: 5, kept: 0 },
        { ...counts, day: '2026-11-02', shares: 20, visits: 60, claims: 16, orders: 7, kept: 9 },
      ],
      channels: [
        { ...counts, channel: 'whatsapp', shares: 30, visits: 90, claims: 25, orders: 10, kept: 8 },
        { ...counts, channel: 'email', shares: 10, visits: 30, claims: 5, orders: 2, kept: 1 },
        { ...counts, channel: 'qr' },
      ],
      leaders: [
        { advocate: ADA, kept: 6, orders: 8, revenueMinor: 50_000, costMinor: 6_000 },
        { advocate: SARA, kept: 3, orders: 4, revenueMinor: 34_000, costMinor: null },
      ],
      waitingForReview: 2,
    },
  };
}

interface Asked {
  readonly path: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly body: unknown;
}

type Answer = (state: FakeReferrals, asked: Asked) => unknown;

export const REFERRAL_ANSWERS = {
  referralStats: ({ stats }, { query }) => ({ ...stats, from: query.get('from') ?? stats.from, until: query.get('until') ?? stats.until }),
  referrals: (state, { query }) => ({
    items: state.referrals.filter(
      (one) =>
        (!query.has('state') || one.state === query.get('state')) &&
        (!query.has('advocate') || one.advocate.memberId === query.get('advocate')),
    ),
    next: null,
  }),
  referral(state, { path }) {
    const found = state.referrals.find(({ id }) => id === path['referralId']);
    return found === undefined ? null : { ...found, banned: state.banned.has(found.advocate.memberId ?? '') };
  },
  decideReferrals(state, { body }) {
    const { ids, decision, note } = referrals.decideReferrals.parse(body);
    const items = ids.map((id) => {
      const found = state.referrals.find((one) => one.id === id);
      if (found === undefined) return { id, outcome: 'unknown', state: null };
      if (found.decision?.decision === decision) return { id, outcome: 'unchanged', state: found.state };
      const decided: Detail = {
        ...found,
        ...(decision === 'approve' ? { state: 'on-hold', reason: null } : { state: 'refused', reason: 'by-person' }),
        decision: { decision, at: NOW, by: 'Dana', note },
      };
      state.referrals = state.referrals.map((one) => (one.id === id ? decided : one));
      return { id, outcome: 'decided', state: decided.state };
    });
    return { items };
  },
  memberReferrals(state, { path }) {
    const memberId = path['memberId'] ?? '';
    const banned = state.banned.has(memberId);
    const friends = state.referrals.filter(({ advocate }) => advocate.memberId === memberId);
    return {
      ban: { banned, at: banned ? NOW : null, by: banned ? 'Dana' : null, note: '' },
      counts: Object.fromEntries(friends.map(({ state: one }) => [one, friends.filter((other) => other.state === one).length])),
      broughtBy: memberId === 'm-1' ? { referralId: 'f-4', advocate: SARA, state: 'rewarded' } : null,
      codes: friends.length === 0 ? [] : ['MIRA-7KQ2', 'TEA-MIRA'],
    };
  },
  banAdvocate(state, { path, body }) {
    const { banned, note } = referrals.banRequest.parse(body);
    const memberId = path['memberId'] ?? '';
    if (banned) state.banned.add(memberId);
    else state.banned.delete(memberId);
    return { banned, at: banned ? NOW : null, by: banned ? 'Dana' : null, note };
  },
} as const satisfies Record<string, Answer>;
