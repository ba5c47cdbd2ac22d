import { getExtension } from '@shopify/ui-extensions-tester';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Membership } from '../../shared/src/answers.ts';
import { accountOffer, inTurn, me, open, problem, type Answers, type Language } from '../../shared/test/surface.ts';

const extension = getExtension('customer-account.page.render');
const profile = getExtension('customer-account.profile.block.render');

const [terms, newsletter, birthday] = accountOffer().consents;
if (terms === undefined || newsletter === undefined || birthday === undefined) throw new Error('the offer asks for less than three things');

function membership(change: Partial<Membership> = {}): Membership {
  return { state: 'member', consents: [], birthday: null, asked: [], ...change };
}
const agreed = (kind: 'terms' | 'newsletter' | 'birthday', at = '2026-11-03T10:00:00Z', version = 'v1') =>
  ({ kind, version, at, surface: 'thank-you' }) as const;
const withMembership = (change: Partial<Membership> = {}) => ({ ...me(), membership: membership(change) });
const everything = { consents: [agreed('terms'), agreed('newsletter'), agreed('birthday')], birthday: '03-21' };

function page(answers: Answers, language: Language = 'en') {
  return open(extension, { folder: 'account', language, answers });
}

describe('what a member agreed to, in the account', () => {
  beforeEach(() => extension.setUp());
  afterEach(() => extension.tearDown());

  it('is told with its date, each with its own way back', async () => {
    const seen = await page({ 'GET me': withMembership(everything) });
    await seen.sees('Your membership', 'What you agreed to', 'The terms of the program', 'The newsletter', 'Your birthday: March 21');
    await seen.sees('Since November 3, 2026', 'Stop the newsletter', 'Forget my birthday');
  });

  it('tells of the last version of the terms only', async () => {
    const twice = [agreed('terms', '2026-11-20T10:00:00Z', 'v2'), agreed('terms')];
    const seen = await page({ 'GET me': withMembership({ consents: twice }) });
    await seen.sees('Since November 20, 2026');
    expect(seen.text()).not.toContain('Since November 3');
  });

  it('is taken back by one press, and looked up again', async () => {
    const after = withMembership({ consents: [agreed('terms')], asked: [newsletter] });
    const seen = await page({ 'GET me': inTurn(withMembership(everything), after), 'POST consents': {} });
    await seen.sees('Stop the newsletter');
    seen.press('Stop the newsletter');
    await seen.sees('It is taken back.', 'You can agree to this', 'Send me news.');
    expect(seen.posted('consents')).toEqual([{ locale: 'en', surface: 'account', give: [], takeBack: ['newsletter'] }]);
    expect(seen.text()).not.toContain('Stop the newsletter');
  });

  it('forgets a birthday where somebody wants it forgotten', async () => {
    const seen = await page({ 'GET me': withMembership(everything), 'POST consents': {} });
    await seen.sees('Forget my birthday');
    seen.press('Forget my birthday');
    await seen.sees('It is taken back.');
    expect(seen.posted('consents')).toEqual([expect.objectContaining({ takeBack: ['birthday'] })]);
  });

  it('can be added to, in the words of the server, with nothing ticked before', async () => {
    const seen = await page({
      'GET me': inTurn(withMembership({ asked: [newsletter, birthday] }), withMembership(everything)),
      'POST consents': {},
    });
    await seen.sees('You can agree to this', 'Send me news.', 'Gives you 20 points, once');
    seen.press('Agree to what is ticked');
    await seen.sees('Tick what you agree to first.');
    expect(seen.posted('consents')).toEqual([]);
    seen.tick('Send me news.');
    seen.tick('Here is my birthday.');
    seen.choose('Month of birth', 'March');
    seen.choose('Day of birth', '21');
    seen.press('Agree to what is ticked');
    await seen.sees('It is noted. You can take it back here at any time.', 'Your birthday: March 21');
    expect(seen.posted('consents')).toEqual([
      {
        locale: 'en',
        surface: 'account',
        give: [
          { kind: 'newsletter', version: 'n1', birthday: null },
          { kind: 'birthday', version: 'b1', birthday: '03-21' },
        ],
        takeBack: [],
      },
    ]);
  });

  it('says that the terms are new to who agreed to older ones, and not to who never did', async () => {
    const seen = await page({ 'GET me': withMembership({ consents: [agreed('terms')], asked: [terms] }) });
    await seen.sees('The terms have changed since you agreed to them.', 'Read the terms (opens in a new tab)');
    extension.tearDown();
    extension.setUp();
    const first = await page({ 'GET me': withMembership({ asked: [terms] }) });
    await first.sees('I accept the terms.');
    expect(first.text()).not.toContain('have changed');
  });

  it.each([
    ['the server fails', 500, 'That did not work just now'],
    ['it was asked too often', problem(429, 'too-many-requests'), 'That was tried too often.'],
    ['the session is over', problem(401, 'not-signed-in'), 'This page was open for a long time'],
    ['the words have changed', problem(409, 'older-than-known'), 'This has just changed. Please read it again.'],
    ['the server says no', problem(409, 'member-merged'), 'The shop did not accept that'],
  ])('stays as it is when %s, and what holds is looked up', async (_, answer, reason) => {
    const seen = await page({ 'GET me': withMembership(everything), 'POST consents': answer });
    await seen.sees('Stop the newsletter');
    seen.press('Stop the newsletter');
    await seen.sees(reason, 'What you see here is what holds.', 'The newsletter');
    expect(seen.asked.filter(({ path }) => path.startsWith('me'))).toHaveLength(2);
    expect(seen.text()).not.toContain('in English');
  });

  it('keeps what was ticked where it did not arrive', async () => {
    const seen = await page({ 'GET me': withMembership({ asked: [newsletter] }), 'POST consents': inTurn(500, {}) });
    await seen.sees('Send me news.');
    seen.tick('Send me news.');
    seen.press('Agree to what is ticked');
    await seen.sees('That did not work just now');
    seen.press('Agree to what is ticked');
    await seen.sees('It is noted.');
    expect(seen.posted('consents')).toHaveLength(2);
  });

  it('is looked at once more where something is still asked: what was agreed to as a guest counts a moment after the sign-in', async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true });
    const seen = await page({ 'GET me': inTurn(withMembership({ asked: [newsletter] }), withMembership(everything)) });
    await seen.sees('Send me news.');
    await vi.advanceTimersByTimeAsync(30_000);
    vi.useRealTimers();
    await seen.sees('What you agreed to', 'The newsletter');
    expect(seen.asked.filter(({ path }) => path.startsWith('me'))).toHaveLength(2);
  });

  it('is not shown where the server tells of no membership', async () => {
    const seen = await page({ 'GET me': me() });
    await seen.sees('1,240 points');
    expect(seen.text()).not.toContain('Your membership');
  });
});

describe('leaving the program, and joining it again', () => {
  beforeEach(() => extension.setUp());
  afterEach(() => extension.tearDown());

  it('says what happens and asks once more', async () => {
    const seen = await page({ 'GET me': inTurn(withMembership(), withMembership({ state: 'left' })), 'POST membership': {} });
    await seen.sees('Leave the program');
    seen.press('Leave the program');
    await seen.sees('Leave the program?', 'New orders will earn nothing', 'Your points stay yours');
    expect(seen.posted('membership')).toEqual([]);
    seen.press('Leave');
    await seen.sees('You have left the program.', 'You are not a member at the moment', 'Join again');
    expect(seen.posted('membership')).toEqual([{ locale: 'en', surface: 'account', action: 'leave', termsVersion: null }]);
  });

  it('changes nothing for who thinks again', async () => {
    const seen = await page({ 'GET me': withMembership() });
    await seen.sees('Leave the program');
    seen.press('Leave the program');
    await seen.sees('Stay a member');
    seen.press('Stay a member');
    await vi.waitFor(() => expect(seen.text()).not.toContain('Stay a member'));
    expect(seen.posted('membership')).toEqual([]);
  });

  it('takes somebody back who agrees to the terms that are shown', async () => {
    const left = withMembership({ state: 'left', asked: [terms, newsletter] });
    const seen = await page({ 'GET me': inTurn(left, withMembership()), 'POST membership': {} });
    await seen.sees('Join again', 'I accept the terms.');
    expect(seen.text()).not.toContain('Send me news.');
    seen.press('Join again');
    await seen.sees('Tick the terms to join again.');
    seen.tick('I accept the terms.');
    seen.press('Join again');
    await seen.sees('You are a member again.');
    expect(seen.posted('membership')).toEqual([{ locale: 'en', surface: 'account', action: 'join', termsVersion: 't2' }]);
  });

  it('takes somebody back at once where there are no terms to agree to', async () => {
    const seen = await page({ 'GET me': withMembership({ state: 'left' }), 'POST membership': {} });
    await seen.sees('Join again');
    seen.press('Join again');
    await seen.sees('You are a member again.');
    expect(seen.posted('membership')).toEqual([{ locale: 'en', surface: 'account', action: 'join', termsVersion: null }]);
  });

  it('is said in Persian and in Hebrew, too', async () => {
    const persian = await page({ 'GET me': withMembership({ ...everything, asked: [newsletter] }) }, 'fa');
    await persian.sees('عضویت شما', 'تاریخ تولد شما: ۲۱ مارس', 'بیرون رفتن از برنامه');
    extension.tearDown();
    extension.setUp();
    const hebrew = await page({ 'GET me': withMembership(everything) }, 'he');
    await hebrew.sees('החברות שלך בתוכנית', 'יום ההולדת שלך: 21 במרץ', 'יציאה מהתוכנית');
  });
});

describe('points of a guest who has just signed in', () => {
  beforeEach(() => extension.setUp());
  afterEach(() => extension.tearDown());
  const guest = { ...me({ member: null }), membership: membership({ state: 'guest' }) };

  it('are on their way, and shown as soon as they are there', async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true });
    const seen = await page({ 'GET me': inTurn(guest, guest, withMembership()) });
    await seen.sees('Your points are on their way to this account', 'It usually takes a moment.');
    await vi.advanceTimersByTimeAsync(7_000);
    vi.useRealTimers();
    await seen.sees('1,240 points');
    expect(seen.text()).not.toContain('on their way');
  });

  it('are looked for a few times, and then it says that it takes longer', async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true });
    const seen = await page({ 'GET me': guest });
    await seen.sees('on their way');
    await vi.advanceTimersByTimeAsync(60_000);
    vi.useRealTimers();
    await seen.sees('It takes longer than usual. Nothing is lost; look here again later.');
    expect(seen.asked.filter(({ path }) => path.startsWith('me'))).toHaveLength(7);
  });
});

describe('the block in the profile', () => {
  beforeEach(() => profile.setUp());
  afterEach(() => profile.tearDown());

  it('says that points are on their way', async () => {
    const guest = { ...me({ member: null }), membership: membership({ state: 'guest' }) };
    const seen = await open(profile, { folder: 'account', answers: { 'GET me': guest } });
    await seen.sees('Your points are on their way to this account');
    expect(seen.text()).not.toContain('After your first paid order');
  });

  it('says to who has left that new orders earn nothing, beside the balance that stays', async () => {
    const seen = await open(profile, { folder: 'account', answers: { 'GET me': withMembership({ state: 'left' }) } });
    await seen.sees('1,240 points', 'You have left the program: new orders earn nothing.');
  });
});
