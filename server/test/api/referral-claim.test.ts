// A friend asks for their code: on the page, and by the shop's own pages and extensions. Whoever tries to learn something by it learns nothing.
import { describe, expect, it } from 'vitest';
import { LIMITS } from '../../src/api/rate-limit.ts';
import { problem, STOREFRONT_ENDPOINTS } from '../../src/contract/index.ts';
import type { ClaimFriendAnswer } from '../../src/contract/referrals.ts';
import { emailKey } from '../../src/members/address-key.ts';
import { ours, plain, text, WAYS, type Opening } from './link-page-world.ts';
import { ada, aMember, code, codeOf, ENDPOINTS, inForce, post, status, store, useReferralWorld, withReferrals, world, type Asking } from './referral-world.ts'; // prettier-ignore

useReferralWorld();

const FORM = { 'content-type': 'application/x-www-form-urlencoded', origin: 'http://127.0.0.1:3000' };
const form = (fields: Record<string, string> | string): string =>
  typeof fields === 'string' ? fields : new URLSearchParams(fields).toString();
type Open = typeof ours;

/** The page's own form, sent from the page. */
async function send(open: Open, fields: Record<string, string> | string, opening: Opening = {}, of = code): Promise<Response> {
  const { url } = (await world.core.stores.get(store)) ?? expect.fail('no store');
  const origin = open === ours ? 'http://127.0.0.1:3000' : url;
  return open(of, {
    query: { locale: 'en' },
    ...opening,
    method: 'POST',
    body: form(fields),
    headers: { ...FORM, origin, ...opening.headers },
  });
}

const claimPath = (door: 'proxy' | 'ext', of = code): string => ENDPOINTS[door].claimFriend.path.replace(':code', encodeURIComponent(of));
const asks = (body: unknown, asking: Asking = {}, of = code) => post(claimPath(asking.door ?? 'proxy', of), body, asking);
const claims = async (email: string, asking: Asking = {}, of = code): Promise<ClaimFriendAnswer> =>
  STOREFRONT_ENDPOINTS.claimFriend.answer.parse(await (await asks({ email }, asking, of)).json());
const friendOf = async (email: string) => {
  const shop = (await world.core.stores.get(store)) ?? expect.fail('no store');
  return world.core.referrals.ofFriendKey(store, emailKey(shop, email) ?? '');
};

describe.each(WAYS)('the form of the page %s', (_, open) => {
  it('gives the code at once on the page, to a browser without scripts and cookies, and keeps by whom the friend came', async () => {
    const answer = await send(open, { email: 'bo@example.com', device: '' }, { query: { locale: 'en', c: 'whatsapp' } });
    expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'no-store']);
    const html = plain(await answer.text());
    const given = /<p class="code">([0-9A-HJKMNP-TV-Z]{20})<\/p>/u.exec(html)?.[1] ?? expect.fail('no code');
    expect(html).toContain('Here is your code');
    expect(html).toContain('Good until ');
    expect(html).toContain(`data-copy="${given}"`);
    expect(html).not.toContain('bo@example.com');
    expect(answer.headers.get('set-cookie')).toBeNull();
    expect(given).toBe((await claims('BO@example.com')).code);
    await world.core.drainAll();
    expect(await friendOf('bo@example.com')).toMatchObject({ advocateId: ada, touches: [{ by: 'claim', channel: 'whatsapp', code }] });
  });

  it('says in words what is wrong with an address, and keeps what was typed', async () => {
    for (const email of ['nonsense', 'a@b@c', '"><script>alert(1)</script>@x', 'bo@example.com\r\nBcc: all@example.com', '']) {
      const answer = await send(open, { email, device: 'd-1' });
      const html = await answer.text();
      expect([email, answer.status]).toEqual([email, 400]);
      expect(html).toContain('aria-invalid="true"');
      expect(html).toContain('role="alert"');
      expect(html).not.toMatch(/<script>|value="">alert/u);
    }
    await world.core.drainAll();
    expect(await world.core.referrals.list(store, { states: [], advocateIds: null }, null, 10)).toMatchObject({ referrals: [] });
  });

  it('is a friendly word and no code for a link that is not open, the same for all of them', async () => {
    const closed = await Promise.all(
      ['ADA-0000', '<script>', 'x'.repeat(150)].map(async (of) => text(send(open, { email: 'bo@example.com' }, {}, of))),
    );
    expect(new Set(closed).size).toBe(1);
    expect(plain(closed[0] ?? '')).toContain('Welcome to Tea and Clay');
  });

  it('takes nothing that another page sends in somebody’s browser', async () => {
    for (const headers of [{ 'sec-fetch-site': 'cross-site' }, { 'sec-fetch-site': 'same-site' }, { origin: 'https://evil.example' }, { origin: 'null' }, { origin: 'https://127.0.0.1.evil.example' }] as Record<string, string>[]) {
      const answer = await send(open, { email: 'bo@example.com' }, { headers });
      expect([headers, answer.status]).toEqual([headers, 403]);
      expect(await answer.text()).toContain('This came from another page');
    }
    await world.core.drainAll();
    expect(await friendOf('bo@example.com')).toBeNull();
  }); // prettier-ignore

  it('takes nothing that the form does not send', async () => {
    const wrong = ['email=a@example.com&email=b@example.com', 'email=a@example.com&$where=1', 'email[$ne]=x', 'email=a@example.com&__proto__=x', 'email=a@example.com&memberId=m-1', 'device=x', '', `email=${'%'.repeat(9)}ff`];
    for (const body of wrong) expect([body, (await send(open, body)).status]).toEqual([body, 400]);
    expect((await send(open, '{"email":"a@example.com"}', { headers: { 'content-type': 'application/json' } })).status).toBe(415);
    expect((await send(open, { email: 'a@example.com', device: 'x'.repeat(101) })).status).toBe(400);
    expect((await send(open, `email=a@example.com&device=${'x'.repeat(5_000)}`)).status).toBe(413);
  }); // prettier-ignore
});

describe('a claim by a page or an extension of the shop', () => {
  it.each(['proxy', 'ext'] as const)('is answered through %s to who is not signed in, with the way into the cart', async (door) => {
    const told = await claims('bo@example.com', { door });
    const { url } = (await world.core.stores.get(store)) ?? expect.fail('no store');
    expect(told.code).toMatch(/^[0-9A-HJKMNP-TV-Z]{20}$/u);
    expect(told.applyUrl).toBe(`${url}/discount/${told.code}?redirect=/cart`);
    expect(Date.parse(told.endsAt ?? '') - world.core.time.now).toBe(14 * 86_400_000);
    expect(told).toMatchObject({ friend: { kind: 'reward', name: '5 € off' }, minimum: { amountMinor: 1_000 } });
  });

  it('is kept by no cache', async () => {
    expect((await asks({ email: 'bo@example.com' })).headers.get('cache-control')).toBe('no-store');
  });

  it('promises points without a code where points are given, and nothing for a link that is not open', async () => {
    await inForce(withReferrals({ friend: { kind: 'points', points: 70 } }));
    expect(await claims('bo@example.com')).toMatchObject({ code: null, applyUrl: null, friend: { kind: 'points', points: 70 } });
    expect(await claims('bo@example.com', {}, 'ADA-0000')).toMatchObject({ code: null, applyUrl: null, friend: { kind: 'nothing' } });
  });

  it('refuses what is no address, and every field about who asks', async () => {
    for (const email of ['nonsense', '*@example.com', 'a b@example.com', '', ['a@example.com'], null, 'x'.repeat(260)]) {
      const answer = await asks({ email });
      expect([email, answer.status, problem.parse(await answer.json()).error.field]).toEqual([email, 400, 'email']);
    }
    expect(await status(asks({ email: { $ne: null } }))).toBe(400);
    for (const more of [{ memberId: ada }, { customerId: 'c-Ada' }, { advocateId: ada }]) expect(await status(asks({ email: 'bo@example.com', ...more }))).toBe(400);
    for (const [field, bad] of [['locale', 'xx'], ['channel', '<script>'], ['device', 'x'.repeat(101)], ['device', { $gt: '' }]] as const) expect(await status(asks({ email: 'bo@example.com', [field]: bad }))).toBe(400);
  }); // prettier-ignore

  it('is closed to who proves nothing, and to pages of somebody else', async () => {
    for (const door of ['proxy', 'ext'] as const)
      expect(await status(world.app.fetch(claimPath(door), { method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } }))).toBe(401);
    for (const headers of [{ origin: 'https://evil.example' }, { 'sec-fetch-site': 'cross-site' }, { 'content-type': 'text/plain' }] as Record<string, string>[])
      expect([403, 415]).toContain(await status(asks({ email: 'bo@example.com' }, { headers })));
  }); // prettier-ignore
});

describe('who wants to know whether somebody is a customer', () => {
  it('hears the same of a customer, of a guest, of the advocate and of nobody', async () => {
    await aMember('c-Old', { email: 'old@example.com' });
    await aMember(null, { email: 'guest@example.com' });
    await aMember('c-Self', { email: 'self@example.com', firstName: 'Self' });
    const addresses = ['old@example.com', 'guest@example.com', 'self@example.com', 'nobody@example.com'];
    const selfs = await codeOf((await world.core.members.find(store, { externalId: 'c-Self' }))?.memberId ?? expect.fail('no member'));
    const told = await Promise.all(addresses.map((email) => claims(email, {}, selfs)));
    const shapes = told.map(({ code: given, applyUrl, ...rest }) =>
      JSON.stringify([typeof given, given?.length, applyUrl?.replace(given ?? '', ''), rest]),
    );
    expect(new Set(shapes).size).toBe(1);
    const pages = await Promise.all(addresses.map((email) => text(send(ours, { email }, {}, selfs))));
    expect(new Set(pages.map((html) => html.replaceAll(/[0-9A-HJKMNP-TV-Z]{20}/gu, '').replaceAll(/sha256-\S+/gu, ''))).size).toBe(1);
  });

  it('is slowed down for one address from many links, and for one link from many addresses', async () => {
    const bens = await codeOf(await aMember('c-Ben', { firstName: 'Ben' }));
    const tries: number[] = [];
    for (let n = 0; n < LIMITS.refClaimAddress.limit + 2; n += 1) tries.push(await status(asks({ email: 'Bo@example.com' }, {}, n % 2 === 0 ? code : bens)));
    expect(tries.filter((each) => each === 429)).toHaveLength(2);
    const slow = await send(ours, { email: 'bo@EXAMPLE.com' });
    expect([slow.status, Number(slow.headers.get('retry-after')) > 0]).toEqual([429, true]);
    expect(await slow.text()).toContain('One moment, please');
    expect(await status(asks({ email: 'other@example.com' }))).toBe(200);
    const { windowMs, limit } = LIMITS.refClaim;
    for (let n = 0; n < limit; n += 30) await Promise.all(Array.from({ length: 30 }, () => world.core.rateLimits.hit(`refClaim:${store}:127.0.0.1`, windowMs, limit, world.core.time.now)));
    expect(await status(asks({ email: 'third@example.com' }))).toBe(429);
  }); // prettier-ignore
});
