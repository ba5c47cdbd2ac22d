// What referrals brought and cost, added up: pure, from rows that each say one thing about one friend or one day.
import type { ReferralState } from '../../loyalty/referrals/outcome.ts';
import type { MemberId } from '../../loyalty/ids.ts';
import type { ShareChannel } from '../referral.ts';

/** How often a link was passed on and followed on one day, by one way. `memberId`: the advocate's person. */
export interface ReachFigures {
  readonly day: string;
  readonly channel: ShareChannel;
  readonly memberId: MemberId;
  readonly shares: number;
  readonly visits: number;
}

/** One friend. Days are null where nothing happened on a day that was asked for. */
export interface FriendFigures {
  readonly advocateId: MemberId;
  readonly channel: ShareChannel;
  readonly state: ReferralState;
  readonly claimedOn: string | null;
  readonly orderedOn: string | null;
  /** Paid by the friend for this order and later ones, net of refunds. */
  readonly revenueMinor: number;
  /** Points and codes that both sides have because of it; null: nobody says what points are worth. */
  readonly costMinor: number | null;
  /** Of the cost: what should have been taken back and was used already. */
  readonly lossMinor: number;
}

export interface Counts {
  readonly shares: number;
  readonly visits: number;
  readonly claims: number;
  readonly orders: number;
  readonly kept: number;
}

export interface Result extends Counts {
  readonly refused: number;
  readonly clawedBack: number;
  readonly revenueMinor: number;
  readonly costMinor: number | null;
  readonly lossMinor: number;
}

export interface Leader {
  readonly advocateId: MemberId;
  readonly kept: number;
  readonly orders: number;
  readonly revenueMinor: number;
  readonly costMinor: number | null;
}

const NOTHING: Counts = { shares: 0, visits: 0, claims: 0, orders: 0, kept: 0 };

function plus(a: Counts, b: Partial<Counts>): Counts {
  const { shares = 0, visits = 0, claims = 0, orders = 0, kept = 0 } = b;
  return {
    shares: a.shares + shares,
    visits: a.visits + visits,
    claims: a.claims + claims,
    orders: a.orders + orders,
    kept: a.kept + kept,
  };
}

/** Null is contagious: half of a cost is not a cost. */
export const addCosts = (a: number | null, b: number | null): number | null => (a === null || b === null ? null : a + b);

const isKept = ({ state, orderedOn }: FriendFigures): boolean => orderedOn !== null && state === 'rewarded';

/** What one friend adds to the counts of the days, by the key of each: nobody is counted on a day on which nothing happened. */
function steps(friend: FriendFigures): { readonly day: string; readonly counts: Partial<Counts> }[] {
  const { claimedOn, orderedOn } = friend;
  return [
    ...(claimedOn === null ? [] : [{ day: claimedOn, counts: { claims: 1 } }]),
    ...(orderedOn === null ? [] : [{ day: orderedOn, counts: { orders: 1, kept: isKept(friend) ? 1 : 0 } }]),
  ];
}

type Keyed = readonly { readonly key: string; readonly counts: Partial<Counts> }[];

function grouped(rows: Keyed): Map<string, Counts> {
  const sums = new Map<string, Counts>();
  for (const { key, counts } of rows) sums.set(key, plus(sums.get(key) ?? NOTHING, counts));
  return sums;
}

/** Newest day first; days on which nothing happened are left out. */
export function byDay(reach: readonly ReachFigures[], friends: readonly FriendFigures[]): ({ readonly day: string } & Counts)[] {
  const rows = [
    ...reach.map(({ day, shares, visits }) => ({ key: day, counts: { shares, visits } })),
    ...friends.flatMap((friend) => steps(friend).map(({ day, counts }) => ({ key: day, counts }))),
  ];
  return [...grouped(rows)].map(([day, counts]) => ({ day, ...counts })).toSorted((a, b) => b.day.localeCompare(a.day));
}

/** The one that brought most friends who stayed first. */
export function byChannel(
  reach: readonly ReachFigures[],
  friends: readonly FriendFigures[],
): ({ readonly channel: ShareChannel } & Counts)[] {
  const rows = [
    ...reach.map(({ channel, shares, visits }) => ({ key: channel, counts: { shares, visits } })),
    ...friends.flatMap((friend) => steps(friend).map(({ counts }) => ({ key: friend.channel, counts }))),
  ];
  return [...grouped(rows)]
    .map(([channel, counts]) => ({ channel: channel as ShareChannel, ...counts }))
    .toSorted((a, b) => b.kept - a.kept || b.orders - a.orders || b.visits - a.visits || a.channel.localeCompare(b.channel));
}

export function total(reach: readonly ReachFigures[], friends: readonly FriendFigures[]): Result {
  const counts = [...byDay(reach, friends)].reduce<Counts>((all, { day: _day, ...row }) => plus(all, row), NOTHING);
  const ordered = friends.filter(({ orderedOn }) => orderedOn !== null);
  const inState = (wanted: ReferralState): number => ordered.filter(({ state }) => state === wanted).length;
  return {
    ...counts,
    refused: inState('refused'),
    clawedBack: inState('clawed-back'),
    revenueMinor: ordered.reduce((sum, { revenueMinor }) => sum + revenueMinor, 0),
    costMinor: friends.reduce<number | null>((sum, { costMinor }) => addCosts(sum, costMinor), 0),
    lossMinor: friends.reduce((sum, { lossMinor }) => sum + lossMinor, 0),
  };
}

/** Those who brought friends who bought, the best first, at most `most`. */
export function leaders(friends: readonly FriendFigures[], most: number): Leader[] {
  const own = Map.groupBy(
    friends.filter(({ orderedOn }) => orderedOn !== null),
    ({ advocateId }) => advocateId,
  );
  const all = [...own].map(([advocateId, theirs]) => {
    const { kept, orders, revenueMinor, costMinor } = total([], theirs);
    return { advocateId, kept, orders, revenueMinor, costMinor };
  });
  return all
    .toSorted((a, b) => b.kept - a.kept || b.orders - a.orders || b.revenueMinor - a.revenueMinor || (a.advocateId < b.advocateId ? -1 : 1))
    .slice(0, most);
}
