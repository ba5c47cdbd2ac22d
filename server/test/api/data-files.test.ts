// Files for people who asked what is known of them: the merchant sees that there is one, fetches it, and that is written down.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ADMIN_ENDPOINTS } from '../../src/contract/index.ts';
import { aShopWorld, type ShopWorld } from './shop-world.ts';

let world: ShopWorld;

beforeAll(async () => {
  world = await aShopWorld();
  const { storeId, domain } = { storeId: world.store, domain: 'tea.example' };
  const file = { format: 'lasting-data-request/1', request: '77', madeAt: new Date(0).toISOString(), store: { name: 'Tea', domain } };
  const text = JSON.stringify({ ...file, person: { externalId: '5', email: 'mina@example.com' }, members: [], otherOrders: [] });
  await world.core.dataFiles.keep({ storeId, requestId: '77', askedAt: world.core.time.now, members: [world.mina], subjects: [], text });
});
afterAll(() => world.close());

const list = async () => ADMIN_ENDPOINTS.dataFiles.answer.parse(await (await world.call('GET', '/admin/api/data-files')).json()).items;

describe('a file for a person', () => {
  it('is listed with whom it is about and until when it is kept', async () => {
    const until = new Date(world.core.time.now + 30 * 86_400_000).toISOString();
    expect(await list()).toMatchObject([{ id: '77', members: [world.mina], until, fetchedAt: null }]);
  });

  it('is a file to keep, and is known to be fetched, by whom', async () => {
    const answer = await world.call('GET', '/admin/api/data-files/77');
    expect(answer.headers.get('content-disposition')).toBe('attachment; filename="data-request-77.json"');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(await answer.json()).toMatchObject({ request: '77', person: { email: 'mina@example.com' } });
    expect((await list())[0]?.fetchedAt).not.toBeNull();
    const audit: unknown = await (await world.call('GET', '/admin/api/audit?action=data-file-fetched')).json();
    expect(ADMIN_ENDPOINTS.audit.answer.parse(audit).items).toMatchObject([{ by: { userId: 'u-owner' }, subject: '77' }]);
  });

  it('is not given to another store, nor to a role below manager', async () => {
    const other = await world.token('owner', world.other);
    expect((await world.call('GET', '/admin/api/data-files/77', { token: other })).status).toBe(404);
    expect((await world.call('GET', '/admin/api/data-files', { token: await world.token('support') })).status).toBe(403);
    expect((await world.call('GET', '/admin/api/data-files/77', { token: await world.token('support') })).status).toBe(403);
  });
});
