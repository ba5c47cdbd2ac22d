import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  EMAIL_LIKENESS,
  MISSING,
  type Alike,
  type Evidence,
  type KnownBy,
  type OfOrder,
} from '../../../src/loyalty/referrals/fraud/evidence.ts';
import { scored, scoreOf, verdictOf } from '../../../src/loyalty/referrals/fraud/score.ts';
import { SIGNALS } from '../../../src/loyalty/referrals/fraud/signals/index.ts';

const maybe = fc.constantFrom(true, false, null);
const count = fc.nat(200);
const evidence: fc.Arbitrary<Evidence> = fc.record({
  missing: fc.uniqueArray(fc.constantFrom(...MISSING)),
  alike: fc.record<Alike>({
    member: fc.boolean(),
    email: fc.constantFrom(null, ...EMAIL_LIKENESS),
    phone: maybe,
    shipping: maybe,
    billing: maybe,
    network: maybe,
    device: maybe,
    payment: maybe,
    name: maybe,
  }),
  among: fc.record({ email: count, phone: count, address: count, network: count, device: count, payment: count }),
  friend: fc.record({
    boughtBefore: fc.constantFrom<KnownBy | null>(null, 'customer', 'email', 'phone', 'history', 'store'),
    accountBeforeLink: maybe,
    disposableMail: fc.boolean(),
  }),
  advocate: fc.record({
    memberForMs: fc.option(fc.nat(200_000_000)),
    hasBought: maybe,
    claimsLastHour: count,
    claimsLastDay: count,
    ordersLastDay: count,
    refusedBefore: count,
    broughtByFriend: fc.boolean(),
  }),
  source: fc.record({
    networkClaimsLastHour: count,
    deviceClaimsLastDay: count,
    referrer: fc.constantFrom(null, 'www.google.com', 'retailmenot.com'),
    automated: fc.boolean(),
  }),
  order: fc.option(fc.record<OfOrder>({ beforeLink: fc.boolean(), free: fc.boolean(), madeByStaff: fc.boolean(), renewal: fc.boolean() })),
});

const either = (a: boolean | null, b: boolean | null): boolean | null => (a === true || b === true ? true : (a ?? b));
const likeness = (email: Alike['email']): number => (email === null ? -1 : EMAIL_LIKENESS.indexOf(email));
const least = (a: number | null, b: number | null): number | null => (a === null || b === null ? (a ?? b) : Math.min(a, b));

/** Counts the more, yes before no, the more alike, the younger. */
function bothSeen(a: Evidence, b: Evidence): Evidence {
  const most = <K extends string>(x: Readonly<Record<K, number>>, y: Readonly<Record<K, number>>, keys: readonly K[]): Record<K, number> =>
    Object.fromEntries(keys.map((key) => [key, Math.max(x[key], y[key])])) as Record<K, number>;
  const any = (key: Exclude<keyof Alike, 'member' | 'email'>): boolean | null => either(a.alike[key], b.alike[key]);
  const [x, y] = [a.order, b.order];
  return {
    missing: [...new Set([...a.missing, ...b.missing])],
    alike: {
      member: a.alike.member || b.alike.member,
      email: likeness(a.alike.email) >= likeness(b.alike.email) ? a.alike.email : b.alike.email,
      phone: any('phone'),
      shipping: any('shipping'),
      billing: any('billing'),
      network: any('network'),
      device: any('device'),
      payment: any('payment'),
      name: any('name'),
    },
    among: most(a.among, b.among, ['email', 'phone', 'address', 'network', 'device', 'payment']),
    friend: {
      boughtBefore: a.friend.boughtBefore ?? b.friend.boughtBefore,
      accountBeforeLink: either(a.friend.accountBeforeLink, b.friend.accountBeforeLink),
      disposableMail: a.friend.disposableMail || b.friend.disposableMail,
    },
    advocate: {
      ...most(a.advocate, b.advocate, ['claimsLastHour', 'claimsLastDay', 'ordersLastDay', 'refusedBefore']),
      memberForMs: least(a.advocate.memberForMs, b.advocate.memberForMs),
      hasBought: a.advocate.hasBought === false || b.advocate.hasBought === false ? false : (a.advocate.hasBought ?? b.advocate.hasBought),
      broughtByFriend: a.advocate.broughtByFriend || b.advocate.broughtByFriend,
    },
    source: {
      ...most(a.source, b.source, ['networkClaimsLastHour', 'deviceClaimsLastDay']),
      referrer: a.source.referrer === 'retailmenot.com' ? a.source.referrer : (b.source.referrer ?? a.source.referrer),
      automated: a.source.automated || b.source.automated,
    },
    order:
      x === null || y === null
        ? (x ?? y)
        : {
            beforeLink: x.beforeLink || y.beforeLink,
            free: x.free || y.free,
            madeByStaff: x.madeByStaff || y.madeByStaff,
            renewal: x.renewal || y.renewal,
          },
  };
}

test('a score is a whole number from 0 to 100 and follows from its reasons alone', () => {
  fc.assert(
    fc.property(evidence, (seen) => {
      const { score, reasons } = scoreOf(seen);
      expect(Number.isInteger(score) && score >= 0 && score <= 100).toBe(true);
      expect(score).toBe(
        Math.min(
          100,
          reasons.reduce((sum, { weight }) => sum + weight, 0),
        ),
      );
      expect(reasons.map(({ weight }) => weight)).toEqual(reasons.map(({ weight }) => weight).toSorted((a, b) => b - a));
      expect(reasons.every(({ weight }) => weight >= 0 && weight <= 100)).toBe(true);
    }),
  );
});

test('knowing more that is suspicious never lowers a score', () => {
  fc.assert(
    fc.property(evidence, evidence, (a, b) => {
      const together = scoreOf(bothSeen(a, b)).score;
      expect(together).toBeGreaterThanOrEqual(scoreOf(a).score);
      expect(together).toBeGreaterThanOrEqual(scoreOf(b).score);
    }),
    { numRuns: 1000 },
  );
});

test('the order in which signals look changes neither the score nor its reasons', () => {
  fc.assert(
    fc.property(evidence, fc.shuffledSubarray([...SIGNALS], { minLength: SIGNALS.length }), (seen, shuffled) => {
      const found = shuffled.flatMap(({ name, look }) => {
        const each = look(seen);
        return each === null ? [] : [{ signal: name, ...each }];
      });
      const { reasons } = scoreOf(seen);
      expect(new Set(reasons.map((reason) => JSON.stringify(reason)))).toEqual(new Set(found.map((reason) => JSON.stringify(reason))));
      expect(scoreOf({ ...seen, missing: seen.missing.toReversed() })).toEqual(scoreOf(seen));
    }),
  );
});

test('what could not be found out is never allowed by itself, whatever the thresholds', () => {
  fc.assert(
    fc.property(evidence, fc.integer({ min: 1, max: 100 }), fc.integer({ min: 0, max: 100 }), (seen, reviewFrom, more) => {
      const thresholds = { reviewFrom, refuseFrom: Math.min(101, reviewFrom + more) };
      const { verdict, score } = scored(seen, thresholds);
      if (seen.missing.length > 0) expect(verdict).not.toBe('allow');
      if (verdict === 'allow') expect(score).toBeLessThan(reviewFrom);
      if (verdict === 'refuse') expect(score).toBeGreaterThanOrEqual(thresholds.refuseFrom);
    }),
  );
});

test('a threshold of 101 refuses nobody without a person', () => {
  expect(verdictOf(100, { reviewFrom: 30, refuseFrom: 101 }, true)).toBe('review');
  expect(verdictOf(29, { reviewFrom: 30, refuseFrom: 101 }, true)).toBe('allow');
});
