import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ADMIN_ENDPOINTS, problem, STOREFRONT_ENDPOINTS } from '../../src/contract/index.ts';
import { aShopWorld, type ShopWorld } from './shop-world.ts';

let world: ShopWorld;
beforeAll(async () => {
  world = await aShopWorld();
});
afterAll(() => world.close());

/** As the shop's own address sends it: what the platform says of the shopper is signed. */
function signed(customer: string | null, more: Record<string, string> = {}): string {
  const who = customer === null ? {} : { logged_in_customer_id: customer };
  return new URLSearchParams({ shop: world.store, signature: 'good', ...who, ...more }).toString();
}
const ENDPOINTS = Object.values(STOREFRONT_ENDPOINTS);
const me = async (customer: string | null, more = {}) =>
  STOREFRONT_ENDPOINTS.me.answer.parse(await (await world.app.fetch(`/proxy/me?${signed(customer, more)}`)).json());

describe('the storefront', () => {
  it('tells a member what they have and why', async () => {
    const { signedIn, program, member } = await me('c-Mina');
    expect([signedIn, program]).toEqual([true, { active: true, pointsPerUnit: 1, currency: 'EUR' }]);
    expect(member).toMatchObject({ available: 45, pending: 0, nextPendingAt: null, nextExpiry: null, next: null });
    expect(member?.history).toMatchObject([{ kind: 'order-earned', change: 45, explanation: { note: 'paid' } }]);
  });

  it('tells a visitor about the program alone', async () => {
    expect(await me(null)).toMatchObject({ signedIn: false, member: null, program: { active: true } });
    expect(await me('c-who-never-bought')).toMatchObject({ signedIn: true, member: null });
  });

  it.each(ENDPOINTS)('is closed to whoever is not signed: $method $path', async ({ method, path }) => {
    for (const query of ['', `?shop=${world.store}`, `?shop=${world.store}&logged_in_customer_id=c-Mina&signature=bad`]) {
      const answer = await world.app.fetch(`${path}${query}`, { method });
      expect([answer.status, problem.parse(await answer.json()).error.code]).toEqual([401, 'not-signed-in']);
      expect(answer.headers.get('cache-control')).toBe('no-store');
    }
  });

  it('is closed to tokens of the admin, and the admin is closed to signatures', async () => {
    const authorization = `Bearer ${await world.token()}`;
    expect((await world.app.fetch('/proxy/me', { headers: { authorization } })).status).toBe(401);
    expect((await world.app.fetch(`${ADMIN_ENDPOINTS.session.path}?${signed('c-Mina')}`)).status).toBe(401);
  });

  it('keeps personal answers out of every cache, and lets the program be kept for a minute', async () => {
    const caching = async (path: string): Promise<string | null> =>
      (await world.app.fetch(`${path}?${signed('c-Mina')}`)).headers.get('cache-control');
    expect([await caching('/proxy/me'), await caching('/proxy/history')]).toEqual(['no-store', 'no-store']);
    expect(await caching('/proxy/program')).toBe('public, max-age=60');
  });

  it('does not believe who anybody says they are', async () => {
    const claims = { customerId: 'c-Mina', customer_id: 'c-Mina', memberId: world.mina, externalId: 'c-Mina', email: 'mina@example.com' };
    expect((await me(null, claims)).member).toBeNull();
    expect((await me('c-Stranger', claims)).member).toBeNull();
    const answer = await world.app.fetch(`/proxy/me?${signed(null)}`, {
      headers: { 'x-customer-id': 'c-Mina', cookie: 'customer=c-Mina' },
    });
    expect(STOREFRONT_ENDPOINTS.me.answer.parse(await answer.json()).member).toBeNull();
  });

  it('changes nothing, by any method', async () => {
    for (const method of ['POST', 'PUT', 'DELETE', 'PATCH']) {
      expect((await world.app.fetch(`/proxy/me?${signed('c-Mina')}`, { method })).status).toBe(404);
    }
  });

  it('pages through the history, and refuses what is no position', async () => {
    await world.call('POST', `/admin/api/members/${world.mina}/adjust`, {
      body: { points: 5, reason: 'for the wait', requestId: '00000000-0000-4000-8000-000000000001' },
    });
    const page = async (more: Record<string, string>) =>
      STOREFRONT_ENDPOINTS.history.answer.parse(await (await world.app.fetch(`/proxy/history?${signed('c-Mina', more)}`)).json());
    const first = await page({ limit: '1' });
    expect(first.items).toMatchObject([{ kind: 'adjusted-up', reason: 'for the wait', balanceAfter: 50 }]);
    expect((await page({ limit: '1', cursor: first.next ?? '' })).items).toMatchObject([{ kind: 'order-earned', balanceAfter: 45 }]);
    for (const wrong of [{ cursor: 'x' }, { cursor: '-1' }, { limit: '1000' }, { 'limit[$gt]': '1' }]) {
      expect((await world.app.fetch(`/proxy/history?${signed('c-Mina', wrong)}`)).status).toBe(400);
    }
    expect(STOREFRONT_ENDPOINTS.history.answer.parse(await (await world.app.fetch(`/proxy/history?${signed(null)}`)).json()).items).toEqual(
      [],
    );
  });
});
