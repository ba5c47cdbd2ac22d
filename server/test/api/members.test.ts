// What may be done to a member: notes for staff, merging and its undo, handing over everything, forgetting.
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ADMIN_ENDPOINTS, problem, type admin } from '../../src/contract/index.ts';
import { memberId, orderId, type MemberId } from '../../src/loyalty/ids.ts';
import { collectionOf } from '../../src/storage/mongo/collection.ts';
import { aLine } from '../builders/orders.ts';
import { aShopWorld, type ShopWorld } from './shop-world.ts';

const DAY_MS = 86_400_000;
let world: ShopWorld;
let twin: MemberId;
beforeEach(async () => {
  world = await aShopWorld();
  twin = memberId(`m-${randomUUID()}`);
  const profile = { email: 'mina@work.example', phone: null, firstName: 'Minaz', lastName: 'Twin', locale: null };
  const known = { kind: 'guest', externalId: null, guestEmailKey: 'twin-key', profile, joinedAt: world.core.time.now } as const;
  await world.core.members.create({ storeId: world.store, memberId: twin, ...known });
  await world.order(world.store, twin, { orderId: orderId('2001'), name: '#2001', lines: [aLine(2_000)] });
});
afterEach(() => world.close());

const path = (id: MemberId, rest = ''): string => `/admin/api/members/${id}${rest}`;
const post = (id: MemberId, rest: string, body: unknown): Promise<Response> => world.call('POST', path(id, rest), { body });
const detail = async (id: MemberId) => ADMIN_ENDPOINTS.member.answer.parse(await (await world.call('GET', path(id))).json());
const audit = async (action: admin.AuditAction) =>
  ADMIN_ENDPOINTS.audit.answer.parse(await (await world.call('GET', `/admin/api/audit?action=${action}`)).json()).items;
const codeOf = async (answer: Response) => [answer.status, problem.parse(await answer.json()).error.code];

describe('an adjustment with a note', () => {
  const body = () => ({ points: 5, reason: 'a late parcel', note: 'called twice, be kind', requestId: randomUUID() });

  it('shows the note to staff and the reason to the member, and leaves one line in the audit', async () => {
    const sent = body();
    await Promise.all([post(world.mina, '/adjust', sent), post(world.mina, '/adjust', sent)]);
    const history = ADMIN_ENDPOINTS.memberHistory.answer.parse(await (await world.call('GET', path(world.mina, '/history'))).json());
    expect(history.items[0]).toMatchObject({ reason: 'a late parcel', note: 'called twice, be kind' });
    const shop = await world.app.fetch(`/proxy/history?signature=good&shop=${world.store}&logged_in_customer_id=c-Mina`);
    const text = await shop.text();
    expect([text.includes('a late parcel'), text.includes('be kind')]).toEqual([true, false]);
    expect(await audit('points-adjusted')).toMatchObject([{ subject: world.mina, changes: [{ field: 'points', after: 5 }] }]);
  });
});

describe('a merge', () => {
  const merge = (requestId: string, into: string = world.mina): Promise<Response> => post(twin, '/merge', { into, requestId });

  it('is seen before it is made, and is what was seen', async () => {
    const preview = ADMIN_ENDPOINTS.previewMerge.answer.parse(await (await post(twin, '/merge/preview', { into: world.mina })).json());
    expect(preview).toMatchObject({ after: { available: 65, deficit: 0 }, lots: 1, orders: 1, undoDays: 30, refused: null });
    const requestId = randomUUID();
    const answers = await Promise.all([merge(requestId), merge(requestId)]);
    expect(answers.some(({ status }) => status === 200)).toBe(true);
    const made = ADMIN_ENDPOINTS.merge.answer.parse(await (await merge(requestId)).json());
    expect(made.balance).toEqual(preview.after);
    expect((await detail(twin)).closed).toEqual({ how: 'merged', into: world.mina });
    const { merges, orders } = await detail(world.mina);
    expect(orders.map(({ points }) => points).toSorted((a, b) => a - b)).toEqual([20, 45]);
    expect(merges).toMatchObject([{ mergeId: requestId, from: { memberId: twin, name: 'Minaz Twin' }, undoneAt: null }]);
    const list = ADMIN_ENDPOINTS.members.answer.parse(await (await world.call('GET', '/admin/api/members?search=mina')).json());
    expect(list.items.map((row) => row.memberId)).toEqual([world.mina]);
    expect(await audit('members-merged')).toHaveLength(1);
    expect(await world.core.members.count(world.store)).toEqual({ total: 1, guests: 0 });
  });

  it('is taken back from either page within thirty days, and not later', async () => {
    const requestId = randomUUID();
    await merge(requestId);
    const undone = ADMIN_ENDPOINTS.undoMerge.answer.parse(await (await post(world.mina, '/merge/undo', { mergeId: requestId })).json());
    expect(undone.merge.undoneAt).not.toBeNull();
    expect([(await detail(twin)).balance.available, (await detail(world.mina)).balance.available]).toEqual([20, 45]);
    expect((await detail(twin)).closed).toBeNull();
    expect((await detail(world.mina)).orders).toHaveLength(1);
    const newest = async (of: MemberId | string) =>
      ADMIN_ENDPOINTS.memberHistory.answer.parse(await (await world.call('GET', `/admin/api/members/${of}/history`)).json()).items[0];
    expect(await newest(world.mina)).toMatchObject({ kind: 'merge-undone-out', change: -20 });
    expect(await newest(twin)).toMatchObject({ kind: 'merge-undone-in', change: 20 });
    const second = randomUUID();
    await merge(second);
    world.core.time.now += 31 * DAY_MS;
    expect(await codeOf(await post(twin, '/merge/undo', { mergeId: second }))).toEqual([409, 'too-late']);
    expect((await detail(twin)).closed).not.toBeNull();
  });

  it('is refused with oneself, with another store, twice, and by a name nobody gave', async () => {
    expect(await codeOf(await merge(randomUUID(), twin))).toEqual([400, 'invalid-input']);
    expect(await codeOf(await merge(randomUUID(), world.stranger))).toEqual([404, 'not-found']);
    expect(await codeOf(await post(twin, '/merge/preview', { into: world.stranger }))).toEqual([404, 'not-found']);
    await merge(randomUUID());
    expect(await codeOf(await merge(randomUUID()))).toEqual([409, 'member-merged']);
    expect(await codeOf(await post(twin, '/merge/undo', { mergeId: 'never' }))).toEqual([404, 'not-found']);
    const again = ADMIN_ENDPOINTS.previewMerge.answer.parse(await (await post(twin, '/merge/preview', { into: world.mina })).json());
    expect(again.refused).toBe('already-merged');
  });
});

describe('an export', () => {
  it('holds everything about one member and nothing about another', async () => {
    await post(world.mina, '/adjust', { points: 5, reason: 'a late parcel', note: 'for us', requestId: randomUUID() });
    const answer = await world.call('GET', path(world.mina, '/export'));
    expect(answer.headers.get('content-disposition')).toBe(`attachment; filename="${world.mina}.json"`);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    const text = await answer.text();
    const file = ADMIN_ENDPOINTS.memberExport.answer.parse(JSON.parse(text));
    expect(file.balance.available).toBe(50);
    expect([file.entries.length, file.orders.length, file.notes.length]).toEqual([2, 1, 2]);
    expect(text).toContain('mina@example.com');
    expect(text).not.toContain('mina@work.example');
    expect(await audit('member-exported')).toMatchObject([{ subject: world.mina, changes: [] }]);
  });
});

describe('an export after a merge', () => {
  it('holds what both of them were, once', async () => {
    await post(twin, '/merge', { into: world.mina, requestId: randomUUID() });
    const file = ADMIN_ENDPOINTS.memberExport.answer.parse(await (await world.call('GET', path(world.mina, '/export'))).json());
    expect(file.balance.available).toBe(65);
    expect([file.merged.length, file.orders.length]).toEqual([1, 2]);
    expect(JSON.stringify(file.merged)).toContain('mina@work.example');
    expect(file.entries.map(({ kind }) => kind)).toEqual(['settle-order', 'merge-accept', 'transfer-in', 'settle-order', 'transfer-out']);
  });
});

describe('forgetting a person', () => {
  const erase = (confirm: string = world.mina): Promise<Response> => post(world.mina, '/erase', { confirm, requestId: randomUUID() });
  const everything = async (): Promise<string> => {
    const { connection } = world.core.database;
    const names = ['members', 'notes', 'audit', 'tombstones', 'balances', 'entries'];
    const all = await Promise.all(names.map((name) => collectionOf(connection, name).find({ storeId: world.store }).toArray()));
    return JSON.stringify(all);
  };

  it('says first what it would do, and asks for the right id', async () => {
    const preview = ADMIN_ENDPOINTS.previewErase.answer.parse(await (await world.call('GET', path(world.mina, '/erase'))).json());
    expect(preview).toMatchObject({ points: 45, debt: 0, orders: 1, refused: null });
    expect(preview.personal.toSorted()).toEqual(['email', 'externalId', 'firstName', 'lastName']);
    const answer = await erase('m-somebody-else');
    expect(problem.parse(await answer.json()).error).toMatchObject({ code: 'invalid-input', field: 'confirm' });
    expect((await detail(world.mina)).balance.available).toBe(45);
  });

  it('writes the points off and leaves no word of the person, once', async () => {
    await post(world.mina, '/adjust', { points: 5, reason: 'Mina called', note: 'Mina again', requestId: randomUUID() });
    const first = ADMIN_ENDPOINTS.erase.answer.parse(await (await erase()).json());
    expect(first.writtenOff).toBe(50);
    expect((await erase()).status).toBe(200);
    const text = await everything();
    for (const word of ['mina@example.com', '"Mina"', 'Mina called', 'Mina again', 'c-Mina']) expect(text).not.toContain(word);
    const left = await detail(world.mina);
    expect(left).toMatchObject({ name: null, email: null, closed: { how: 'erased' }, balance: { available: 0 } });
    expect(
      ADMIN_ENDPOINTS.members.answer.parse(await (await world.call('GET', '/admin/api/members?search=mina')).json()).items,
    ).toHaveLength(1);
    const trail = JSON.stringify(await audit('member-erased'));
    expect([trail.includes('email'), trail.includes('mina@example.com')]).toEqual([true, false]);
    expect(await codeOf(await post(world.mina, '/adjust', { points: 1, reason: 'x', requestId: randomUUID() }))).toEqual([
      410,
      'member-erased',
    ]);
    const { ok, problems } = await world.core.proof.verify(world.store);
    expect([ok, problems]).toEqual([true, []]);
  });

  it('forgets who was merged into them as well', async () => {
    await post(twin, '/merge', { into: world.mina, requestId: randomUUID() });
    await erase();
    const text = await everything();
    for (const word of ['mina@work.example', 'mina@example.com', '"Twin"']) expect(text).not.toContain(word);
    expect(await codeOf(await post(twin, '/erase', { confirm: twin, requestId: randomUUID() }))).toEqual([409, 'member-merged']);
  });

  it('is not undone by news of an old order, and does not keep the person from coming back', async () => {
    await erase();
    const store = (await world.core.stores.get(world.store)) ?? expect.fail('the store is missing');
    const customer = {
      externalId: 'c-Mina',
      email: 'mina@example.com',
      phone: null,
      firstName: 'Mina',
      lastName: null,
      locale: null,
      hasAccount: true,
      emailVerified: false,
    };
    const asked = (placedAt: number | null, from: 'order' | 'account' = 'order') =>
      world.core.registry.memberFor(store, customer, from, placedAt);
    const before = world.core.time.now - 1;
    expect(await asked(before)).toBe(world.mina);
    expect(await asked(null, 'account')).toBeNull();
    const anew = await asked(world.core.time.now + 1);
    expect(anew).not.toBe(world.mina);
    expect(await asked(world.core.time.now + 2)).toBe(anew);
    expect(await asked(before)).toBe(world.mina);
  });
});
