// What must hold after any life of people who bring each other, told from orders, people and decisions by arithmetic of its own.
import type { MemberId } from '../../src/loyalty/ids.ts';
import type { OrderState } from '../../src/loyalty/orders/order-state.ts';
import { ledgerName, type Side } from '../../src/loyalty/referrals/subject.ts';
import type { Referral } from '../../src/referrals/referral.ts';
import { DAY, type ReferralShop } from './desk-world.ts';

/** The program of these lives; the numbers below are its own, not read from it. */
export const LIVED_TERMS = {
  friend: { kind: 'points', points: 5 },
  advocate: [
    { from: 1, every: false, gift: { kind: 'points', points: 10 } },
    { from: 2, every: false, gift: { kind: 'points', points: 1_000 } },
    { from: 3, every: true, gift: { kind: 'points', points: 7 } },
  ],
  minimumMinor: 1_000,
  hold: { days: 2, after: 'payment' },
  caps: { day: 2, month: null, lifetime: 2 },
  programCap: { times: 3, period: 'lifetime' },
} as const;
const GIVES = [0, 10, 1_000, 7, 7, 7] as const;
const FRIEND_GETS = 5;

interface Known {
  readonly referral: Referral;
  readonly order: OrderState;
  readonly advocate: MemberId;
  readonly friend: MemberId;
  readonly banned: boolean;
}

const wasPaid = ({ standing, paidAt }: OrderState): boolean => standing === 'open' || paidAt !== null;

/** The order is kept, paid, large enough, and its hold is over. */
function isGood({ standing, payment, paidAt, placedAt, refunds }: OrderState, now: number): boolean {
  const kept = 4_500 - refunds.reduce((sum, { amount }) => sum + amount, 0);
  return standing === 'open' && payment === 'paid' && kept >= 1_000 && now >= (paidAt ?? placedAt) + 2 * DAY;
}

function isFirst(one: Known, all: readonly Known[]): boolean {
  const key = ({ referral, order }: Known): string => `${String(order.placedAt).padStart(20, '0')}/${referral.referralId}`;
  const rivals = all.filter((each) => each.friend === one.friend && wasPaid(each.order)).map(key);
  return rivals.every((rival) => rival >= key(one));
}

/** A ban changes nothing of what was given before. */
const isKept = ({ banned, referral: { standing } }: Known, side: Side): boolean =>
  !banned || standing.firstCountedAt !== null || (side === 'friend' && standing.friendPoints > 0);

function mayCount(one: Known, all: readonly Known[], now: number, side: Side): boolean {
  return isKept(one, side) && isFair(one, all, now);
}

function isFair(one: Known, all: readonly Known[], now: number): boolean {
  const { referral, order, advocate, friend } = one;
  const { judged, decision } = referral;
  if (judged === null || advocate === friend || !judged.isNew || decision?.decision === 'refuse') return false;
  if (judged.verdict !== 'allow' && decision?.decision !== 'approve') return false;
  return isFirst(one, all) && isGood(order, now);
}

const countsFromOf = ({ order }: Known): number => (order.paidAt ?? order.placedAt) + 2 * DAY;

async function knownOf(shop: ReferralShop, orders: readonly { referralId: string; order: OrderState }[]): Promise<Known[]> {
  return Promise.all(
    orders.map(async ({ referralId, order }) => {
      const referral = await shop.referral(referralId);
      const present = (member: MemberId | null | undefined): Promise<MemberId> =>
        member == null ? Promise.reject(new Error('nobody')) : shop.core.persons.present(shop.storeId, member);
      const advocate = await present(referral.judged?.advocateId);
      const banned = (await shop.core.referring.bans.of(shop.storeId, advocate)) !== null;
      return { referral, order, advocate, friend: await present(referral.friendId), banned };
    }),
  );
}

async function givenTo(shop: ReferralShop, { referral, advocate, friend }: Known, side: Side): Promise<{ owner: number; others: number }> {
  const shares = await shop.core.entries.sharesOfOrder(shop.storeId, ledgerName(referral.referralId, side));
  let [owner, others] = [0, 0];
  for (const { memberId, points } of shares) {
    const whose = await shop.core.persons.present(shop.storeId, memberId);
    if (whose === (side === 'advocate' ? advocate : friend)) owner += points;
    else others += points;
  }
  return { owner, others };
}

function positionOf(one: Known, counting: readonly Known[]): number {
  const mine = counting.filter(({ advocate }) => advocate === one.advocate);
  const sorted = mine.toSorted((a, b) => countsFromOf(a) - countsFromOf(b) || (a.referral.referralId < b.referral.referralId ? -1 : 1));
  return sorted.indexOf(one) + 1;
}

const dayOf = ({ referral }: Known): string => new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Berlin' }).format(referral.judged?.placedAt ?? 0); // prettier-ignore

/** No cap is passed, and where one is said to be reached it is. */
function wrongCaps(counting: readonly Known[], capped: readonly Known[]): string[] {
  const ofDay = (one: Known): number => counting.filter((each) => each.advocate === one.advocate && dayOf(each) === dayOf(one)).length;
  const ofLife = (one: Known): number => counting.filter((each) => each.advocate === one.advocate).length;
  const isFull = (one: Known): boolean => ofDay(one) >= 2 || ofLife(one) >= 2 || counting.length >= 3;
  const past = counting.filter((one) => ofDay(one) > 2 || ofLife(one) > 2);
  return [
    ...(counting.length > 3 ? [`${counting.length} friends count and the program has 3`] : []),
    ...past.map(({ referral }) => `${referral.referralId} counts beyond a cap`),
    ...capped.filter((one) => !isFull(one)).map(({ referral }) => `${referral.referralId} was refused by a cap that has room`),
  ];
}

async function wrongOne(shop: ReferralShop, one: Known, all: readonly Known[], counting: readonly Known[]): Promise<string[]> {
  const { referral, friend } = one;
  const { standing, referralId } = referral;
  const [counts, may] = [counting.includes(one), mayCount(one, all, shop.now, 'advocate')];
  const position = counts ? positionOf(one, counting) : null;
  const deserved = { advocate: GIVES[position ?? 0] ?? 7, friend: mayCount(one, all, shop.now, 'friend') ? FRIEND_GETS : 0 };
  const [toAdvocate, toFriend] = [await givenTo(shop, one, 'advocate'), await givenTo(shop, one, 'friend')];
  const wrong = (what: string): string => `${referralId} (${standing.state}, ${standing.reason ?? '-'}): ${what}`;
  return [
    ...(counts === (may && standing.reason !== 'cap-reached') ? [] : [wrong(`it ${counts ? 'counts' : 'does not count'}`)]),
    ...(standing.position === position ? [] : [wrong(`it is the ${standing.position}. and should be the ${position}.`)]),
    ...(toAdvocate.owner === deserved.advocate ? [] : [wrong(`gave ${toAdvocate.owner} and deserves ${deserved.advocate}`)]),
    ...(toFriend.owner === deserved.friend ? [] : [wrong(`gave the friend ${toFriend.owner} for ${deserved.friend}`)]),
    ...(toAdvocate.others + toFriend.others === 0 ? [] : [wrong('somebody else has points of it')]),
    ...(counting.filter((each) => each.friend === friend).length > 1 ? [wrong('its friend counts twice')] : []),
  ];
}

/** Points of everybody are the sum of what referrals deserve: nothing is lost and nothing is there twice. */
async function wrongSum(shop: ReferralShop, all: readonly Known[], counting: readonly Known[]): Promise<string[]> {
  const persons = new Set(all.flatMap(({ advocate, friend }) => [advocate, friend]));
  let held = 0;
  for (const person of persons) {
    const head = await shop.core.entries.head(shop.storeId, person);
    held += (head?.after.available ?? 0) + (head?.after.pending ?? 0) - (head?.after.deficit ?? 0);
  }
  const advocates = counting.reduce((sum, one) => sum + (GIVES[positionOf(one, counting)] ?? 7), 0);
  const friends = all.filter((one) => mayCount(one, all, shop.now, 'friend')).length * FRIEND_GETS;
  return held === advocates + friends ? [] : [`${held} points are there and ${advocates + friends} are deserved`];
}

/** `again`: every one was looked at a moment ago, so no turn is free that somebody waits for. */
export async function wrongWith(
  shop: ReferralShop,
  orders: readonly { referralId: string; order: OrderState }[],
  again: boolean,
): Promise<string[]> {
  const all = await knownOf(shop, orders);
  const counting = all.filter(({ referral }) => referral.standing.countsFrom !== null);
  const capped = all.filter(({ referral }) => referral.standing.reason === 'cap-reached');
  const each = await Promise.all(all.map((one) => wrongOne(shop, one, all, counting)));
  return [...each.flat(), ...wrongCaps(counting, again ? capped : []), ...(await wrongSum(shop, all, counting))];
}
