// What a referral that counts gives, by what its caps and the program's budget leave.
import { expect, it } from 'vitest';
import { advocateGets, friendGets, postedOf, type Giving } from '../../../src/loyalty/referrals/granted.ts';
import { ledgerName, referralNamed } from '../../../src/loyalty/referrals/subject.ts';
import { aProgram, someReferrals } from '../../builders/programs.ts';
import { PLACED } from '../../builders/orders.ts';

const DAY = 86_400_000;
const terms = someReferrals({ caps: { day: 1, month: 5, lifetime: 9 }, programCap: { times: 20, period: 'year' } });
const program = aProgram([], { budget: { points: 1_000, period: 'lifetime' } }, { referrals: terms, expiry: { kind: 'days', days: 30 } });
const giving: Giving = { program, placedAt: PLACED, countsFrom: PLACED + DAY, gift: { kind: 'points', points: 100 } };
const keysOf = (claims: readonly { readonly key: string }[]): string[] => claims.map(({ key }) => key.replace(/\d+$/u, 'n'));

it('asks for a turn of the advocate’s day, month and life, of the program’s year, and last for the points', () => {
  const { claims, counts, points } = advocateGets(terms, giving, null);
  expect(keysOf(claims)).toEqual(['referral/day/n', 'referral/month/n', 'referral/lifetime', 'referral/program/year/n', 'budget/program/lifetime']); // prettier-ignore
  expect([counts, points]).toEqual([true, 100]);
  expect(claims.map(({ scope }) => scope)).toEqual(['member', 'member', 'member', 'program', 'program']);
});

it('counts as a whole or not at all, and asks for nothing more once one cap is reached', () => {
  const { claims, counts, points } = advocateGets(terms, giving, {});
  expect([claims.length, counts, points]).toEqual([1, false, 0]);
});

it('cuts points where the budget is short, and does not count where nothing of it is left', () => {
  const all = Object.fromEntries(advocateGets(terms, giving, null).claims.map(({ key }) => [key, 1]));
  expect(advocateGets(terms, giving, { ...all, 'budget/program/lifetime': 30 })).toMatchObject({ counts: true, points: 30 });
  expect(advocateGets(terms, giving, { ...all, 'budget/program/lifetime': 0 })).toMatchObject({ counts: false, points: 0, tranches: [] });
});

it('takes a turn for a code as for points, and none of the points', () => {
  const { claims, counts, points } = advocateGets(terms, { ...giving, gift: { kind: 'reward', rewardId: 'five-off' } }, null);
  expect([keysOf(claims).length, counts, points]).toEqual([4, true, 0]);
});

it('asks for a friend’s points of the program’s budget alone', () => {
  expect(keysOf(friendGets(giving, null).claims)).toEqual(['budget/program/lifetime']);
  expect(friendGets({ ...giving, gift: { kind: 'nothing' } }, null)).toMatchObject({ claims: [], counts: true, points: 0 });
});

it('dates points from when the referral counts, and for guests no longer than theirs are kept', () => {
  const [tranche] = postedOf(100, giving, false).tranches;
  expect([tranche?.part, tranche?.availableAt]).toEqual(['referral', PLACED + DAY]);
  expect(tranche?.expiresAt ?? 0).toBeGreaterThan(PLACED + 31 * DAY - 1);
  const guests = { ...giving, program: { ...program, guests: { keepDays: 3 } } };
  expect(postedOf(100, guests, true).tranches[0]?.expiresAt ?? 0).toBeLessThan(PLACED + 6 * DAY);
  expect(postedOf(0, giving, false)).toEqual({ tranches: [], activityUntil: null });
});

it('stands in the ledger under names that no order of a store has', () => {
  expect(ledgerName('r-1', 'friend')).toBe('referral:r-1:friend');
  expect(referralNamed('referral:r-1:advocate')).toEqual({ referralId: 'r-1', side: 'advocate' });
  expect(['1001', 'gid://shopify/Order/1', 'referral:r-1:stranger', 'referral::friend'].map(referralNamed)).toEqual([
    null,
    null,
    null,
    null,
  ]);
});
