// The page that a claim link opens: what it shows to whoever holds the link of another, where it leads, and how soon guessing ends.
import { describe, expect, it } from 'vitest';
import { signInUrl } from '../../src/accounts/sign-in.ts';
import { LIMITS } from '../../src/api/rate-limit.ts';
import { app, core, shop, store, useMailWorld } from '../mail/mail-world.ts';
import { aLink, anAccount, claims, stateOf } from './claim-links.ts';

useMailWorld();

describe('the page of a claim link', () => {
  it('shows nothing of the person, the order or who has what to whoever has the link of another', async () => {
    const { guest, email, claim, token } = await aLink('very-private@example.com');
    const page = await app.fetch(`/claim?t=${token}`);
    const text = await page.text();
    expect(page.status).toBe(200);
    for (const secret of [email, 'very-private', 'Ada', guest, claim.orderId, claim.addressKey, claim.jti])
      expect(text).not.toContain(secret);
    expect(text).not.toMatch(/<script|<img|<a /u);
  });

  it('lets nobody frame it, run anything in it, keep it, find it, or learn its address', async () => {
    const { token } = await aLink();
    const { headers } = await app.fetch(`/claim?t=${token}`);
    const policy = headers.get('content-security-policy') ?? '';
    for (const rule of ["default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'"]) expect(policy).toContain(rule);
    expect([headers.get('cache-control'), headers.get('referrer-policy'), headers.get('x-robots-tag')]).toEqual(['no-store', 'no-referrer', 'noindex']); // prettier-ignore
  });

  it('leads to the own sign-in of the store and to no address that anybody sends', async () => {
    const { token } = await aLink();
    const wanted = 'https://evil.example';
    const tries = [
      `&to=${wanted}`,
      `&return_to=${wanted}`,
      `&next=//evil.example`,
      `&redirect_uri=${wanted}`,
      `&t=${wanted}`,
      `#${wanted}`,
    ];
    const headers = {
      'content-type': 'application/x-www-form-urlencoded',
      'x-forwarded-host': 'evil.example',
      referer: wanted,
      origin: wanted,
    };
    const { url } = await shop();
    for (const more of tries) {
      const body = `to=${wanted}&return_to=${wanted}&shop=evil.example`;
      const answer = await app.fetch(`/claim?t=${token}${more}`, { method: 'POST', redirect: 'manual', headers, body });
      expect([answer.status, answer.headers.get('location')]).toEqual([303, `${url}/my-account/`]);
    }
  });

  it('lets browsers follow the sign-in on to where the platform has its accounts, by the same kind of address', async () => {
    const { token } = await aLink();
    const policy = async (): Promise<string> => (await app.fetch(`/claim?t=${token}`)).headers.get('content-security-policy') ?? '';
    expect(await policy()).toContain("form-action 'self' https:;");
    await core.stores.update(store, { url: 'http://127.0.0.1:4000' });
    core.directory.forget(store);
    expect(await policy()).toContain("form-action 'self' https: http:;");
  });

  it.each([
    ['shopify', 'https://tea.example', 'https://tea.example/account/login'],
    ['woocommerce', 'https://tea.example/shop', 'https://tea.example/shop/my-account/'],
    ['woocommerce', 'https://tea.example/shop/', 'https://tea.example/shop/my-account/'],
  ] as const)('leads to where the platform has people sign in: %s at %s', (platform, url, expected) => {
    expect(signInUrl({ platform, url, credentials: null })).toBe(expected);
  });

  it('hands its token to the page of the shop’s plugin where no server sees it, and to no other shop', async () => {
    const { token } = await aLink();
    const { url, credentials } = await shop();
    await core.stores.update(store, { credentials: { ...credentials, pluginSecret: 's' } });
    core.directory.forget(store);
    const answer = await app.fetch(`/claim?t=${token}`, { method: 'POST', redirect: 'manual' });
    expect([answer.status, answer.headers.get('location')]).toEqual([303, `${url}/?lasting_account=1#lasting-claim=${token}`]);
    expect(answer.headers.get('referrer-policy')).toBe('no-referrer');
    expect(signInUrl({ platform: 'shopify', url, credentials: { pluginSecret: 's' } })).not.toContain('lasting');
  });

  it('changes nothing but the count of looks by being looked at, however often programs follow it', async () => {
    const { email, guest, token } = await aLink();
    for (let n = 0; n < 5; n += 1) await app.fetch(`/claim?t=${token}`);
    expect(await core.persons.present(store, guest)).toBe(guest);
    expect(await stateOf(await anAccount(email), token)).toEqual({ state: 'claimed' });
  });
});

describe('guessing', () => {
  it('ends soon, from one network, and the answer says when to come back', async () => {
    core.time.now += 60 * 60_000;
    const answers: Response[] = [];
    for (let n = 0; n <= LIMITS.claim.limit; n += 1) answers.push(await app.fetch(`/claim?t=guess-${n}`));
    expect(answers.slice(0, -1).every(({ status }) => status === 400)).toBe(true);
    expect(answers.at(-1)?.status).toBe(429);
    expect(Number(answers.at(-1)?.headers.get('retry-after'))).toBeGreaterThan(0);
    core.time.now += 61_000;
  });

  it('ends soon for one account, also where a whole store is one network', async () => {
    core.time.now += 60 * 60_000;
    const account = await anAccount('guesser@example.com');
    const told: number[] = [];
    for (let n = 0; n <= LIMITS.claimAccount.limit; n += 1) told.push((await claims(account, `guess-${n}`)).status);
    expect([told.at(-2), told.at(-1)]).toEqual([200, 429]);
  });

  it.each(['claimAddress', 'claimOrder'] as const)(
    'ends for one address and for one order, from however many networks: %s',
    async (kind) => {
      core.time.now += 60 * 60_000;
      const { claim, token } = await aLink();
      const named = { claimAddress: claim.addressKey, claimOrder: claim.orderId }[kind];
      const { windowMs, limit } = LIMITS[kind];
      for (let n = 0; n < limit; n += 1) await core.rateLimits.hit(`${kind}:${store}:${named}`, windowMs, limit, core.time.now);
      const answer = await app.fetch(`/claim?t=${token}`);
      expect(answer.status).toBe(429);
      expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    },
  );
});
