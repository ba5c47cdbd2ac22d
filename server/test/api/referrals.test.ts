import { describe, expect, it } from 'vitest';
import { problem, STOREFRONT_ENDPOINTS } from '../../src/contract/index.ts';
import { aReferral, aStanding, aTouch } from '../builders/referrals.ts';
import { ada, aMember, code, codeOf, ENDPOINTS, get, inForce, mine, offer, pathOf, post, settle, status, store, useReferralWorld, withReferrals, world } from './referral-world.ts'; // prettier-ignore

useReferralWorld();
const DOORS = ['proxy', 'ext'] as const;

describe('an advocate’s page', () => {
  it.each(DOORS)('shows through %s the link, ways to pass it on, and what it gives', async (door) => {
    const page = await mine({ customer: 'c-Ada', door, query: { locale: 'fa' } });
    const { url } = (await world.core.stores.get(store)) ?? expect.fail('no store');
    const link = `${url}/apps/lasting/ref/${code}`;
    expect(page).toMatchObject({ on: true, link: { code, url: link, changeable: true }, qrUrl: `${link}/qr.svg`, holdDays: 14 });
    expect(page.share?.message).toContain(`\n${link}`);
    expect(page.share?.title).toMatch(/هدیه/u);
    expect(page.shareUrls.whatsapp).toContain(encodeURIComponent(`${link}?c=whatsapp`));
    expect(Object.keys(page.shareUrls)).toEqual(['whatsapp', 'telegram', 'email', 'x', 'facebook', 'sms']);
    expect(page.friend).toEqual({ kind: 'reward', points: null, name: '۵ یورو تخفیف', worth: { amountMinor: 500, currency: 'EUR' } });
    expect(page.progress).toMatchObject({ rewarded: 0, next: { position: 1, gift: { kind: 'points', points: 100 } } });
  });

  it('keeps its link from one look to the next, and has one of its own for everybody', async () => {
    expect((await mine()).link?.code).toBe(code);
    const ben = await aMember('c-Ben', { firstName: 'Ben' });
    expect((await mine({ customer: 'c-Ben' })).link?.code).toBe(await codeOf(ben));
    expect(await codeOf(ben)).not.toBe(code);
  });

  it('shows friends by initials alone, the newest first, and how far they came', async () => {
    const friend = await aMember('c-Zoe', { firstName: 'zoë', lastName: 'Ørsted', email: 'zoe@example.com', phone: '+4915112345' });
    const persian = await aMember('c-Mina', { firstName: 'مینا', lastName: 'رضایی' });
    const touches = [aTouch({ advocateId: ada, code })];
    const one = { storeId: store, advocateId: ada, touches };
    const rewarded = aStanding({ state: 'rewarded', advocatePoints: 100, countsFrom: 5, position: 1, firstCountedAt: 5 });
    const refused = aStanding({ state: 'refused', reason: 'fraud' });
    await world.core.referrals.create(aReferral({ ...one, referralId: 'r-1', friendId: friend, createdAt: 10, standing: rewarded }));
    await world.core.referrals.create(aReferral({ ...one, referralId: 'r-2', friendId: persian, createdAt: 20, standing: refused }));
    await world.core.referrals.create(aReferral({ ...one, referralId: 'r-3', createdAt: 30, standing: aStanding({ state: 'claimed' }) }));
    const page = await mine();
    expect(page.friends.map(({ initials, state, points }) => [initials, state, points])).toEqual([
      [null, 'claimed', 0],
      ['م. ر.', 'refused', 0],
      ['Z. Ø.', 'rewarded', 100],
    ]);
    expect(page.progress).toMatchObject({ claimed: 2, ordered: 1, rewarded: 1, points: 100, next: { position: 2 } });
    const text = JSON.stringify(page);
    for (const secret of ['zoe', 'Ørsted', 'رضایی', '4915112345', friend, persian, 'fraud']) expect(text).not.toContain(secret);
  });

  it('shows nobody else’s friends: not another member’s, and not another shop’s', async () => {
    const touches = [aTouch({ advocateId: ada, code })];
    await world.core.referrals.create(aReferral({ storeId: world.other, referralId: 'r-9', advocateId: ada, touches }));
    const ben = await aMember('c-Ben');
    await world.core.referrals.create(
      aReferral({ storeId: store, referralId: 'r-8', advocateId: ben, touches: [aTouch({ advocateId: ben })] }),
    );
    expect((await mine()).friends).toEqual([]);
  });

  it('shows the friends and the visits of an account that was merged into theirs', async () => {
    const ben = await aMember('c-Ben');
    const bens = await codeOf(ben);
    await world.core.reach.visited(
      { storeId: store, timeZone: 'UTC' },
      { memberId: ben, code: bens, channel: 'link' },
      { network: '203.0.113.7', userAgent: 'A' },
    );
    const one = { storeId: store, advocateId: ben, touches: [aTouch({ advocateId: ben, code: bens })] };
    await world.core.referrals.create(aReferral({ ...one, referralId: 'r-1' }));
    await world.services.merge({ storeId: store, mergeId: 'm-1', from: ben, into: ada, by: 'a-test' });
    const page = await mine();
    expect(page.friends.map(({ id }) => id)).toEqual(['r-1']);
    expect(page.progress.visits).toBe(1);
    expect((await offer(bens)).from).toBe('Ada');
  });

  it('counts who followed the link, and every time it was passed on', async () => {
    const place = { storeId: store, timeZone: 'UTC' };
    for (const userAgent of ['A', 'B', 'A'])
      await world.core.reach.visited(place, { memberId: ada, code, channel: 'link' }, { network: '203.0.113.7', userAgent });
    expect((await mine()).progress.visits).toBe(2);
    const answer = await post(pathOf('share'), { channel: 'telegram' }, { customer: 'c-Ada' });
    expect(STOREFRONT_ENDPOINTS.share.answer.parse(await answer.json())).toEqual({ counted: true });
    const rows = await world.core.reach.perDay(store, '0000', '9999');
    expect(rows.find(({ channel }) => channel === 'telegram')).toMatchObject({ memberId: ada, shares: 1, visits: 0 });
  });

  it('speaks the merchant’s own words', async () => {
    await settle({ referrals: { texts: { en: { title: 'Tea!', message: 'Have {gift}', subject: 'Tea for you' } }, image: null } });
    expect((await mine()).share).toEqual({ title: 'Tea!', message: `Have 5 € off\n${(await mine()).link?.url}`, subject: 'Tea for you' });
    expect((await mine({ customer: 'c-Ada', query: { locale: 'he' } })).share?.title).toMatch(/מתנה/u);
  });

  it('is empty for a visitor, a guest, somebody who left, a paused program and one without referrals', async () => {
    expect(await mine({})).toMatchObject({ on: false, link: null, shareUrls: {}, friends: [] });
    expect(await mine({ customer: 'c-who-never-bought' })).toMatchObject({ on: false, link: null });
    const away = await aMember('c-Away');
    await world.core.members.keepAway(store, away, [{ from: 1, until: null }]);
    expect(await mine({ customer: 'c-Away' })).toMatchObject({ on: false, link: null });
    const ban = { storeId: store, memberId: ada, note: '', by: { userId: 'u-owner', name: 'Test' } };
    await world.core.referring.bans.ban(ban);
    expect(await mine()).toMatchObject({ on: false, link: null });
    expect((await offer()).open).toBe(false);
    await world.core.referring.bans.lift(ban);
    expect(await mine()).toMatchObject({ on: true });
    await inForce(withReferrals({}, { active: false }));
    expect(await mine()).toMatchObject({ on: false, link: null });
    await inForce(withReferrals({}, { referrals: null }));
    expect(await mine()).toMatchObject({ on: false, link: null, friend: null, steps: [] });
  });
});

describe('the link of an advocate', () => {
  it.each(DOORS)('is chosen once through %s, and the answer says what it is then', async (door) => {
    const choose = async (wish: string) =>
      STOREFRONT_ENDPOINTS.changeLink.answer.parse(await (await post(pathOf('changeLink', door), { code: wish }, { customer: 'c-Ada', door })).json()); // prettier-ignore
    expect((await choose('admin')).outcome).toBe('not-allowed');
    const changed = await choose('ada & tea');
    expect(changed).toMatchObject({ outcome: 'changed', link: { code: 'ADA-TEA', changeable: false } });
    expect(await choose('ada-clay')).toMatchObject({ outcome: 'already-changed', link: { code: 'ADA-TEA' } });
    expect((await mine()).link?.code).toBe('ADA-TEA');
    for (const each of ['ADA-TEA', 'ada-tea', code]) expect((await offer(each)).open).toBe(true);
    await aMember('c-Ben');
    const taken = await post(pathOf('changeLink', door), { code: 'ADA TEA' }, { customer: 'c-Ben', door });
    expect(await taken.json()).toMatchObject({ outcome: 'taken', link: { changeable: true } });
  });

  it('promises a friend what the program says, in their language, with the first name of who sent it', async () => {
    expect(await offer(code, { query: { locale: 'he' } })).toEqual({
      open: true,
      from: 'Ada',
      friend: { kind: 'reward', points: null, name: '5 € הנחה', worth: { amountMinor: 500, currency: 'EUR' } },
      minimum: { amountMinor: 1_000, currency: 'EUR' },
      codeDays: 14,
    });
    await inForce(withReferrals({ friend: { kind: 'points', points: 70 }, minimumMinor: null }));
    expect(await offer()).toMatchObject({ friend: { kind: 'points', points: 70 }, minimum: null, codeDays: null });
  });
});

describe('what an offer tells', () => {
  const CLOSED = { open: false, from: null, friend: null, minimum: null, codeDays: null };

  it('is the same for a code that is nobody’s, of somebody who left, of another shop, and of a paused program', async () => {
    const gone = await aMember('c-Gone', { firstName: 'Gone' });
    const theirs = await codeOf(gone);
    await world.core.members.keepAway(store, gone, [{ from: 1, until: null }]);
    const elsewhere = await codeOf(world.stranger, world.other);
    const codes = ['ADA-0000', theirs, elsewhere, `${code}-`, 'x'.repeat(150), '../me', '$ne', '<script>', '%00', ' '];
    for (const each of codes) expect([each, await offer(each)]).toEqual([each, CLOSED]);
    await inForce(withReferrals({}, { active: false }));
    expect(await offer()).toEqual(CLOSED);
  });

  it('may be kept for a minute by anybody, because it is about nobody who asks', async () => {
    const texts = new Set<string>();
    for (const customer of ['c-Ada', 'c-Somebody', undefined]) {
      const answer = await get(pathOf('referralOffer'), customer === undefined ? {} : { customer });
      expect(answer.headers.get('cache-control')).toBe('public, max-age=60');
      texts.add(await answer.text());
    }
    expect(texts.size).toBe(1);
    for (const personal of [await get(pathOf('referrals'), { customer: 'c-Ada' }), await post(pathOf('share'), { channel: 'x' }, { customer: 'c-Ada' })])
      expect(personal.headers.get('cache-control')).toBe('no-store'); // prettier-ignore
  });

  it('tells no name that is none, and no more than the first', async () => {
    for (const [firstName, from] of [['www.evil.example', null], ['  Mi\u200Bna ', 'Mina'], ['<b>Ada</b>', null], ['x'.repeat(60), null], ['مینا', 'مینا']] as const) {
      const somebody = await aMember(`c-${firstName}`, { firstName, lastName: 'Secret' });
      expect([firstName, (await offer(await codeOf(somebody))).from]).toEqual([firstName, from]);
    } // prettier-ignore
  });
});

describe('the doors to referrals', () => {
  const WRITES = [['changeLink', { code: 'ada-tea' }], ['share', { channel: 'copy' }]] as const; // prettier-ignore

  it('are closed to who proves nothing, at both', async () => {
    for (const door of DOORS)
      for (const name of ['referrals', 'changeLink', 'share', 'referralOffer'] as const) {
        const { method } = ENDPOINTS[door][name];
        for (const authorization of ['', `Bearer /${store}`, 'Basic x'])
          for (const query of ['', `?shop=${store}&logged_in_customer_id=c-Ada&signature=bad`]) {
            const answer = await world.app.fetch(`${pathOf(name, door)}${query}`, { method, headers: { authorization } });
            expect([name, door, authorization, answer.status]).toEqual([name, door, authorization, 401]);
          }
      }
  });

  it('are closed to the proof of the other door and of the admin', async () => {
    const admin = await world.token();
    for (const name of ['referrals', 'referralOffer'] as const) {
      const signed = new URLSearchParams({ shop: store, signature: 'good', logged_in_customer_id: 'c-Ada' }).toString();
      expect(await status(world.app.fetch(`${pathOf(name, 'ext')}?${signed}`))).toBe(401);
      expect(await status(world.app.fetch(pathOf(name), { headers: { authorization: `Bearer ${store}/c-Ada` } }))).toBe(401);
      expect(await status(world.app.fetch(pathOf(name), { headers: { authorization: `Bearer ${admin}` } }))).toBe(401);
    }
  });

  it('let nobody write who is not signed in, or is no advocate', async () => {
    for (const door of DOORS)
      for (const [name, body] of WRITES) {
        expect(await status(post(pathOf(name, door), body, { door }))).toBe(401);
        const stranger = await post(pathOf(name, door), body, { door, customer: 'c-nobody-knows' });
        expect([stranger.status, problem.parse(await stranger.json()).error.code]).toEqual([403, 'not-allowed']);
      }
  });

  it('believe no field of a body or a query about who asks', async () => {
    const claims = { memberId: ada, customerId: 'c-Ada', logged_in_customer_id: 'c-Ada', email: 'ada@example.com' };
    for (const [name, body] of WRITES) expect(await status(post(pathOf(name), { ...body, ...claims }, { customer: 'c-Ben' }))).toBe(400);
    expect(await mine({ door: 'ext', query: claims })).toMatchObject({ on: false, link: null });
    expect((await mine()).link?.code).toBe(code);
  });

  it('take no operator, list, number or tower for a code, a way or a language', async () => {
    const asking = { customer: 'c-Ada' };
    for (const bad of [{ $ne: null }, ['ADA'], 7, null, '', 'abc', 'x'.repeat(25)]) expect([bad, await status(post(pathOf('changeLink'), { code: bad }, asking))]).toEqual([bad, 400]); // prettier-ignore
    for (const bad of [{ $gt: '' }, 'fax', '', null, '<script>']) expect([bad, await status(post(pathOf('share'), { channel: bad }, asking))]).toEqual([bad, 400]); // prettier-ignore
    for (const locale of ['xx', '<svg onload=1>', '$ne', 'en,fa'])
      expect(await status(get(pathOf('referrals'), { ...asking, query: { locale } }))).toBe(400);
    expect(await status(get(pathOf('referralOffer'), { query: { 'locale[$ne]': 'en' } }))).toBe(400);
    expect(await status(get(pathOf('referralOffer'), { query: { channel: 'fax' } }))).toBe(400);
    for (const body of ['{', '{"channel":"copy","__proto__":{"x":1}}', `{"channel":${'['.repeat(99)}${']'.repeat(99)}}`]) expect(await status(post(pathOf('share'), body, asking))).toBe(400); // prettier-ignore
    expect(await status(post(pathOf('share'), { channel: 'copy', more: 'x'.repeat(70_000) }, asking))).toBe(413);
  });

  it('take no write that a page of somebody else sends in a shopper’s browser', async () => {
    for (const headers of [{ 'sec-fetch-site': 'cross-site' }, { 'sec-fetch-site': 'same-site' }, { origin: 'https://evil.example' }, { origin: 'null' }, { 'content-type': 'text/plain' }, { 'content-type': 'application/x-www-form-urlencoded' }] as Record<string, string>[])
      for (const [name, body] of WRITES)
        expect([403, 415]).toContain(await status(post(pathOf(name), body, { customer: 'c-Ada', headers }))); // prettier-ignore
    expect((await mine()).link?.changeable).toBe(true);
  });

  it('slow down who tries many names for a link, and count no more shares than a person makes', async () => {
    const wishes = Array.from({ length: 23 }, () => status(post(pathOf('changeLink'), { code: 'admin' }, { customer: 'c-Ada' })));
    expect((await Promise.all(wishes)).filter((each) => each === 429)).toHaveLength(3);
    const shares = Array.from({ length: 63 }, async () => (await post(pathOf('share'), { channel: 'copy' }, { customer: 'c-Ada' })).text());
    expect((await Promise.all(shares)).filter((each) => each === '{"counted":false}')).toHaveLength(3);
    await aMember('c-Ben');
    expect(await status(post(pathOf('changeLink'), { code: 'admin' }, { customer: 'c-Ben' }))).toBe(200);
  });

  it('slow down who tries codes, good ones as well as bad ones', async () => {
    const tries = Array.from({ length: 605 }, (_, n) => status(get(pathOf('referralOffer', 'proxy', n % 2 === 0 ? code : `ADA-${n}`))));
    expect((await Promise.all(tries)).filter((each) => each === 429)).toHaveLength(5);
    expect(await status(get(pathOf('referralOffer', 'proxy', 'ADA-0000'), { of: world.other }))).toBe(200);
  });

  it('tell nothing of another shop by its member, code or customer', async () => {
    expect(await mine({ customer: 'c-Ada', of: world.other })).toMatchObject({ on: false });
    await inForce(withReferrals(), world.other);
    expect((await offer(code, { of: world.other })).open).toBe(false);
  });
});
