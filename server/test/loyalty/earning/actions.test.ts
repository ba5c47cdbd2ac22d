import { describe, expect, it } from 'vitest';
import { ACTIONS, type ActionRule } from '../../../src/loyalty/earning/actions/index.ts';
import { earnAction, earnActions, type Happening } from '../../../src/loyalty/earning/earn-action.ts';
import { NO_FACTS } from '../../../src/loyalty/earning/facts.ts';
import { anniversaryOf, isBirthday } from '../../../src/loyalty/earning/yearly.ts';
import type { Program } from '../../../src/loyalty/program/program.ts';
import { aProgram, anAction, everyKindProgram, when } from '../../builders/programs.ts';

const AT = Date.parse('2026-11-21T12:00:00Z');
const happening = (kind: ActionRule['kind'], change: Partial<Happening> = {}): Happening => ({ kind, at: AT, ref: 'fact-1', ...change });
const program = (...actions: ActionRule[]): Program => aProgram([], { actions });
const earn = (rule: ActionRule, happened: Happening, buyer = NO_FACTS, change: Partial<Program> = {}) =>
  earnAction(rule, { ...program(rule), ...change }, buyer, happened);
const why = (...asked: Parameters<typeof earn>): string => {
  const answer = earn(...asked);
  return answer.earns ? 'earns' : answer.why;
};
const refOf = (...asked: Parameters<typeof earn>): string | null => {
  const answer = earn(...asked);
  return answer.earns ? answer.award.ref : null;
};

const REVIEW = anAction('review', { points: 10, pointsForPhoto: 25, onlyBuyers: true });
const SHARE = anAction('social-share', { points: 5, network: 'Telegram', url: 'https://t.me/teapots' });
const ONE_A_DAY = { limit: { period: 'day', times: 1, points: null } } as const;

describe('what somebody does', () => {
  it('earns an award with its dates, its limit in the period, and its explanation', () => {
    const rule = anAction('survey-answered', { points: 10 }, { limit: { period: 'month', times: 2, points: 15 } });
    expect(earn(rule, happening('survey-answered'), NO_FACTS, { expiry: { kind: 'days', days: 10 } })).toEqual({
      earns: true,
      award: {
        kind: 'award', ref: 'survey-answered/fact-1', points: 10, availableAt: AT, expiresAt: Date.parse('2026-12-02T00:00:00Z'), activityUntil: null,
        limit: { rule: 'action/survey-answered', period: 'month/24322', times: 2, points: 15 },
      },
      explanation: { action: 'survey-answered', ruleId: 'survey-answered', name: { en: 'survey-answered' }, programVersion: 1, points: 10 },
    }); // prettier-ignore
  });

  it.each(ACTIONS.map(({ kind }) => kind))('can earn by %s, and not by something else', (kind) => {
    const every = everyKindProgram();
    const rule = every.earning.actions.find((each) => each.kind === kind) ?? expect.fail(`no ${kind}`);
    const told = happening(kind, { network: 'Telegram', event: 'workshop.attended', bought: true });
    expect(earnAction(rule, every, { ...NO_FACTS, tierId: 'gold' }, told).earns).toBe(true);
    const other = happening(kind === 'birthday' ? 'review' : 'birthday');
    expect(earnAction(rule, every, { ...NO_FACTS, tierId: 'gold' }, other)).toEqual({ earns: false, why: 'another-action' });
  });

  it('earns nothing while the program or the rule is off, or its conditions do not hold', () => {
    const rule = anAction('birthday', { points: 5 }, { when: [when('tier', { tierIds: ['gold'] })] });
    expect(why(rule, happening('birthday'))).toBe('conditions');
    expect(why(rule, happening('birthday'), { ...NO_FACTS, tierId: 'gold' })).toBe('earns');
    expect(why({ ...rule, on: false }, happening('birthday'))).toBe('switched-off');
    expect(why(rule, happening('birthday'), NO_FACTS, { active: false })).toBe('program-paused');
  });

  it('earns more for a review with a picture, and nothing for one of something that was not bought', () => {
    const points = (change: Partial<Happening>) => {
      const answer = earn(REVIEW, happening('review', { bought: true, ...change }));
      return answer.earns ? answer.award.points : answer.why;
    };
    expect([points({}), points({ withPhoto: true }), points({ bought: false })]).toEqual([10, 25, 'not-bought']);
  });

  it('earns for the network and the event it was meant for, and never without a limit where nobody can prove it', () => {
    expect(why({ ...SHARE, ...ONE_A_DAY }, happening('social-share', { network: 'Telegram' }))).toBe('earns');
    expect(why({ ...SHARE, ...ONE_A_DAY }, happening('social-share', { network: 'X' }))).toBe('another-action');
    expect(why(SHARE, happening('social-share', { network: 'Telegram' }))).toBe('needs-a-limit');
    const custom = anAction('custom', { points: 5, event: 'visit' });
    expect([why(custom, happening('custom', { event: 'visit' })), why(custom, happening('custom', { event: 'call' }))]).toEqual([
      'earns',
      'another-action',
    ]);
  });

  it('is one fact for ever where it can happen only once, and one a year where it comes back', () => {
    const account = anAction('account-created', { points: 5 });
    expect([refOf(account, happening('account-created')), refOf(account, happening('account-created', { ref: 'again' }))]).toEqual([
      'account-created/once',
      'account-created/once',
    ]);
    const birthday = anAction('birthday', { points: 5 });
    expect([refOf(birthday, happening('birthday')), refOf(birthday, happening('birthday'), NO_FACTS, { calendar: 'jalali' })]).toEqual([
      'birthday/2026',
      'birthday/1405',
    ]);
    expect(refOf(REVIEW, happening('review', { bought: true }))).toBe('review/fact-1');
  });

  it('earns by every rule that is about it', () => {
    const rules = [anAction('birthday', { points: 5 }, { id: 'a' }), anAction('birthday', { points: 7 }, { id: 'b' }), REVIEW];
    expect(earnActions(program(...rules), NO_FACTS, happening('birthday')).map(({ award }) => [award.ref, award.points])).toEqual([['a/2026', 5], ['b/2026', 7]]); // prettier-ignore
  });
});

describe('a day that comes back every year', () => {
  const UTC = { timeZone: 'UTC', calendar: 'gregorian' } as const;
  const TEHRAN = { timeZone: 'Asia/Tehran', calendar: 'jalali' } as const;
  const on = (text: string): number => Date.parse(text);

  it('is a birthday from the first to the last instant of the day, where the program lives', () => {
    const born = { year: 1990, month: 11, day: 21 };
    const at = ['2026-11-20T23:59:59Z', '2026-11-21T00:00:00Z', '2026-11-21T23:59:59Z', '2026-11-22T00:00:00Z'];
    expect(at.map((each) => isBirthday(born, on(each), UTC))).toEqual([false, true, true, false]);
    const tokyo = { timeZone: 'Asia/Tokyo', calendar: 'gregorian' } as const;
    expect([isBirthday(born, on('2026-11-20T15:00:00Z'), tokyo), isBirthday(born, on('2026-11-21T15:00:00Z'), tokyo)]).toEqual([
      true,
      false,
    ]);
  });

  it('is kept on 28 February by those born on the 29th, but only in years without a 29th', () => {
    const born = { year: null, month: 2, day: 29 };
    const at = ['2027-02-28T12:00:00Z', '2027-03-01T12:00:00Z', '2028-02-28T12:00:00Z', '2028-02-29T12:00:00Z'];
    expect(at.map((each) => isBirthday(born, on(each), UTC))).toEqual([true, false, false, true]);
    expect(isBirthday({ year: null, month: 2, day: 28 }, on('2028-02-29T12:00:00Z'), UTC)).toBe(false);
  });

  it('follows the Iranian calendar where the program does and the year of birth is known', () => {
    const isOn = (born: Parameters<typeof isBirthday>[0], ...days: string[]): boolean[] =>
      days.map((day) => isBirthday(born, on(`${day}T08:00:00Z`), TEHRAN));
    // The first of Farvardin is 21 March in most years, and 20 March in 2024.
    expect(isOn({ year: 1990, month: 3, day: 21 }, '2024-03-20', '2024-03-21', '2025-03-21')).toEqual([true, false, true]);
    expect(isOn({ year: null, month: 3, day: 21 }, '2024-03-20', '2024-03-21', '2025-03-21')).toEqual([false, true, true]);
    // 30 Esfand 1358: there is one in 1403 (20 March 2025), and in 1404 the 29th is the last.
    expect(isOn({ year: 1980, month: 3, day: 20 }, '2025-03-19', '2025-03-20', '2026-03-20')).toEqual([false, true, true]);
  });

  it('is an anniversary every full year, and not on the day itself', () => {
    const joined = on('2024-02-29T10:00:00Z');
    const at = ['2024-02-29T12:00:00Z', '2025-02-28T12:00:00Z', '2025-03-01T12:00:00Z', '2028-02-29T12:00:00Z'];
    expect(at.map((each) => anniversaryOf(joined, on(each), UTC))).toEqual([null, 1, null, 4]);
  });
});
