// Claim links as attackers use them. Each test is somebody who wants points that are not theirs, or wants to know who has an account.
import { describe, expect, it } from 'vitest';
import { Claims, type ClaimNeeds } from '../../src/accounts/claims.ts';
import { readClaim } from '../../src/accounts/claim-token.ts';
import type { StoreId } from '../../src/loyalty/ids.ts';
import { readUnsubscribe, unsubscribeToken } from '../../src/mail/unsubscribe-link.ts';
import { app, core, shop, store, useMailWorld } from '../mail/mail-world.ts';
import { aLink, anAccount, badTokens, claims, NOT_YOURS, pointsOf, stateOf } from './claim-links.ts';

useMailWorld();

describe('a claim link', () => {
  it('gives what waits to an account of the same address, and tells whoever lost the first answer the same again', async () => {
    const { email, guest, token } = await aLink();
    const account = await anAccount(email);
    expect(await stateOf(account, token)).toEqual({ state: 'claimed' });
    expect(await core.persons.present(store, guest)).toBe(account.memberId);
    expect(await stateOf(account, token)).toEqual({ state: 'claimed' });
    expect(await pointsOf(account.memberId)).toBe(120);
  });

  it('works at the door of extensions as well', async () => {
    const { email, token } = await aLink();
    const { externalId, memberId } = await anAccount(email);
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${externalId}` };
    const answer = await app.fetch('/ext/claim', { method: 'POST', headers, body: JSON.stringify({ token }) });
    expect(await answer.json()).toEqual({ state: 'claimed' });
    expect(await pointsOf(memberId)).toBe(120);
  });

  it('gives nothing to who replays it with an account of another address, before it was used and after', async () => {
    const { email, guest, token } = await aLink();
    const thief = await anAccount('thief@example.com');
    expect(await claims(thief, token)).toEqual(NOT_YOURS);
    expect(await core.persons.present(store, guest)).toBe(guest);
    const account = await anAccount(email);
    expect(await stateOf(account, token)).toEqual({ state: 'claimed' });
    expect(await claims(thief, token)).toEqual(NOT_YOURS);
    expect([await pointsOf(thief.memberId), await pointsOf(account.memberId)]).toEqual([0, 120]);
  });

  it('is used by one of two accounts that have the same address, also at the same moment', async () => {
    const { email, token } = await aLink();
    const two = [await anAccount(email), await anAccount(email)];
    const told = await Promise.all(two.map((account) => stateOf(account, token)));
    expect(new Set(told)).toEqual(new Set([{ state: 'claimed' }, { state: 'not-yours' }]));
    expect(new Set(await Promise.all(two.map(({ memberId }) => pointsOf(memberId))))).toEqual(new Set([0, 120]));
  });

  it('gives nothing when it was forged, changed, made elsewhere or for something else, or is over: all are one answer', async () => {
    const good = await aLink();
    const account = await anAccount(good.email);
    for (const [what, token] of Object.entries(await badTokens(good))) {
      core.time.now += 60_000;
      expect([what, await claims(account, token)]).toEqual([what, NOT_YOURS]);
    }
    expect(await pointsOf(account.memberId)).toBe(0);
    expect(await stateOf(account, good.token)).toEqual({ state: 'claimed' });
  });

  it('is no link to stop mails, and a link to stop mails is none of these', async () => {
    const { guest, token } = await aLink();
    const shopOf = (id: StoreId) => core.stores.get(id);
    expect(await readUnsubscribe(token, shopOf)).toBeNull();
    const stop = await unsubscribeToken(await shop(), { memberId: guest, list: 'account-offers', locale: 'en' });
    expect(await readClaim(stop, shopOf, core.time.now)).toBeNull();
    expect((await app.fetch(`/mail/unsubscribe?t=${token}`, { method: 'POST' })).status).toBe(400);
    expect((await app.fetch(`/claim?t=${stop}`)).status).toBe(400);
  });

  it("gives nothing after the guest's address changed: the mail went to another one", async () => {
    const { email, guest, token } = await aLink();
    const account = await anAccount(email);
    const known = await core.members.get(store, guest);
    if (known === null) throw new Error('no guest');
    await core.members.update(store, guest, { kind: 'guest', profile: { ...known.profile, email: 'new@example.com' } });
    expect(await claims(account, token)).toEqual(NOT_YOURS);
    expect((await app.fetch(`/claim?t=${token}`)).status).toBe(400);
  });

  it('gives nothing to who changed the address of their account away from it', async () => {
    const { email, token } = await aLink();
    const account = await anAccount(email);
    await core.members.update(store, account.memberId, { kind: 'account', profile: { ...account.profile, email: 'moved@example.com' } });
    expect(await claims(account, token)).toEqual(NOT_YOURS);
  });

  it('shows and gives nothing of a guest who was forgotten', async () => {
    const { email, guest, token } = await aLink();
    const account = await anAccount(email);
    const body = Buffer.from(JSON.stringify({ memberId: guest, by: 'u', at: core.time.now }));
    const item = {
      itemId: `erase-${guest}`,
      storeId: store,
      origin: 'request',
      topic: 'request/erase',
      dedupe: null,
      headers: {},
    } as const;
    await core.inbox.insert({ ...item, receivedAt: core.time.now, body });
    await core.drainAll();
    expect(await claims(account, token)).toEqual(NOT_YOURS);
    expect((await app.fetch(`/claim?t=${token}`)).status).toBe(400);
  });

  it('signs nobody in: without a signature of the store there is no answer at all', async () => {
    const { token } = await aLink();
    const answer = await app.fetch('/proxy/claim', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ token }) }); // prettier-ignore
    expect(answer.status).toBe(401);
  });
});

describe('whether an address has an account', () => {
  it('is not told by the page: it is the same, byte by byte, with an account of that address and without', async () => {
    const one = await aLink();
    const before = await app.fetch(`/claim?t=${one.token}`);
    await anAccount(one.email);
    const after = await app.fetch(`/claim?t=${one.token}`);
    expect([after.status, await after.text()]).toEqual([before.status, await before.text()]);
    const press = (): Promise<Response> => app.fetch(`/claim?t=${one.token}`, { method: 'POST', redirect: 'manual' });
    const other = await aLink();
    const without = await app.fetch(`/claim?t=${other.token}`, { method: 'POST', redirect: 'manual' });
    expect((await press()).headers.get('location')).toBe(without.headers.get('location'));
  });

  it('is not told by why a link is not good: every bad one is the same page', async () => {
    const good = await aLink();
    const pages = new Set<string>();
    for (const token of Object.values(await badTokens(good))) {
      const page = await app.fetch(`/claim?t=${token}`);
      pages.add(`${page.status} ${await page.text()}`);
    }
    expect(pages.size).toBe(1);
  });

  it('is not told by how much work a bad link is: every one is the same questions to the database', async () => {
    const good = await aLink();
    const account = await anAccount(good.email);
    const record = await shop();
    const works = new Map<string, string>();
    for (const [what, token] of Object.entries(await badTokens(good))) {
      const asked: string[] = [];
      const counting = counted(asked);
      const shopOf = (id: StoreId) => (asked.push('store'), core.stores.get(id));
      const claim = await readClaim(token, shopOf, core.time.now);
      await counting.claim(record, account, claim);
      await counting.waiting(claim === null ? null : record, claim);
      works.set(what, asked.join(' '));
    }
    expect(new Set(works.values()).size).toBe(1);
    expect([...works.values()][0]?.split(' ')).toHaveLength(6);
  });
});

/** The desk with every question to the database written down. */
function counted(asked: string[]): Claims {
  const noting = <Port extends object>(name: string, port: Port): Port =>
    new Proxy(port, {
      get: (target, method) => {
        const called: unknown = Reflect.get(target, method);
        if (typeof called !== 'function') return called;
        return (...given: unknown[]): unknown => {
          asked.push(`${name}.${String(method)}`);
          return Reflect.apply(called, target, given);
        };
      },
    });
  const needs: ClaimNeeds = {
    members: noting('members', core.members),
    entries: noting('entries', core.entries),
    persons: noting('persons', core.persons),
    claimUses: noting('uses', core.claimUses),
    proveAddress: () => Promise.reject(new Error('nothing is proven by a bad link')),
    clock: () => core.time.now,
  };
  return new Claims(needs);
}
