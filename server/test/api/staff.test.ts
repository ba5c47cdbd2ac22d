// Who may do what, and who did what.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ADMIN_ENDPOINTS, problem, type admin } from '../../src/contract/index.ts';
import { aShopWorld, type ShopWorld } from './shop-world.ts';

let world: ShopWorld;
beforeEach(async () => {
  world = await aShopWorld();
  await world.core.staff.addOwner({ storeId: world.store, userId: 'u-owner', name: 'Olga' });
  await world.core.staff.meet({ storeId: world.store, userId: 'u-2', name: 'Pari' });
});
afterEach(() => world.close());

const json = (answer: Response): Promise<unknown> => answer.json();
const list = async () => ADMIN_ENDPOINTS.staff.answer.parse(await json(await world.call('GET', '/admin/api/staff'))).items;
const give = (userId: string, role: admin.Role | null): Promise<Response> =>
  world.call('PUT', `/admin/api/staff/${userId}`, { body: { role } });
const trail = async (query = '') =>
  ADMIN_ENDPOINTS.audit.answer.parse(await json(await world.call('GET', `/admin/api/audit${query}`))).items;
const roleOf = async (userId: string) => (await list()).find((person) => person.userId === userId)?.role;

describe('the staff', () => {
  it('has a role from an owner, and waits for one until then', async () => {
    expect(await list()).toEqual([
      { userId: 'u-owner', name: 'Olga', role: 'owner', you: true, lastOwner: true },
      { userId: 'u-2', name: 'Pari', role: null, you: false, lastOwner: false },
    ]);
    expect(await world.core.staff.find(world.store, 'u-2')).toBeNull();
    expect((await give('u-2', 'support')).status).toBe(200);
    expect(await world.core.staff.find(world.store, 'u-2')).toMatchObject({ role: 'support', name: 'Pari' });
    expect((await give('u-2', null)).status).toBe(200);
    expect(await world.core.staff.find(world.store, 'u-2')).toBeNull();
  });

  it('keeps its last owner', async () => {
    for (const role of ['manager', null] as const) {
      const answer = await give('u-owner', role);
      const { code, field } = problem.parse(await json(answer)).error;
      expect([answer.status, code, field]).toEqual([403, 'not-allowed', 'role']);
    }
    expect(await roleOf('u-owner')).toBe('owner');
  });

  it('keeps one owner when two take the role from each other at once', async () => {
    for (let round = 0; round < 10; round += 1) {
      await world.core.staff.changeRole(world.store, 'u-2', 'owner');
      await world.core.staff.changeRole(world.store, 'u-owner', 'owner');
      const answers = await Promise.all(['u-2', 'u-owner'].map((userId) => world.core.staff.changeRole(world.store, userId, 'manager')));
      expect(answers.map(({ kind }) => kind).toSorted()).toEqual(['changed', 'last-owner']);
      expect((await world.core.staff.list(world.store)).filter(({ role }) => role === 'owner')).toHaveLength(1);
    }
  });

  it('does not find people of another store, nor roles that do not exist', async () => {
    await world.core.staff.addOwner({ storeId: world.other, userId: 'u-foreign', name: 'Far' });
    expect((await give('u-foreign', 'owner')).status).toBe(404);
    expect((await world.call('PUT', '/admin/api/staff/u-2', { body: { role: 'king' } })).status).toBe(400);
    expect((await world.call('PUT', '/admin/api/staff/u-2', { body: {} })).status).toBe(400);
  });

  it('reads in the language each of them chose, on every device', async () => {
    const answer = await world.call('PUT', '/admin/api/session/language', { body: { locale: 'fa' }, token: await world.token('analyst') });
    expect(ADMIN_ENDPOINTS.session.answer.parse(await json(answer)).user).toMatchObject({ locale: 'fa', role: 'analyst' });
    const again = await world.call('GET', '/admin/api/session', { token: await world.token('analyst') });
    expect(ADMIN_ENDPOINTS.session.answer.parse(await json(again)).user.locale).toBe('fa');
    const owner = ADMIN_ENDPOINTS.session.answer.parse(await json(await world.call('GET', '/admin/api/session')));
    expect(owner.user.locale).toBe('en');
  });
});

describe('the audit', () => {
  it('says who changed what from what to what, and says nothing where nothing changed', async () => {
    await give('u-2', 'support');
    await give('u-2', 'support');
    await give('u-owner', 'manager');
    expect(await trail()).toMatchObject([
      {
        action: 'role-changed',
        subject: 'u-2',
        by: { userId: 'u-owner', name: 'Test' },
        changes: [{ field: 'role', before: null, after: 'support' }],
      },
    ]);
  });

  it('is read page by page, by action and by subject, in its own store alone', async () => {
    for (const role of ['support', 'manager', 'analyst'] as const) await give('u-2', role);
    await world.call('PUT', '/admin/api/session/language', { body: { locale: 'he' } });
    expect((await trail('?action=role-changed')).map(({ changes }) => changes[0]?.after)).toEqual(
      expect.arrayContaining(['support', 'manager', 'analyst']),
    );
    expect(await trail('?action=language-changed')).toHaveLength(1);
    expect(await trail('?subject=u-2')).toHaveLength(3);
    expect(await trail('?subject=nobody')).toHaveLength(0);
    const seen: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const path: string = `/admin/api/audit?limit=2${cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`}`;
      const page = ADMIN_ENDPOINTS.audit.answer.parse(await json(await world.call('GET', path)));
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.next;
    }
    expect(new Set(seen).size).toBe(4);
    const foreign = await world.call('GET', '/admin/api/audit', { token: await world.token('owner', world.other) });
    expect(ADMIN_ENDPOINTS.audit.answer.parse(await json(foreign)).items).toEqual([]);
  });
});
