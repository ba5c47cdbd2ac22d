// Who works on what: a batch is held while its lease lasts, comes back when its worker died, and is nobody's once it is done.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { storeId } from '../../src/loyalty/ids.ts';
import { collectionOf } from '../../src/storage/mongo/collection.ts';
import { aCore, type TestCore } from '../builders/core.ts';

const SHOP = storeId('leases');
const LEASE_MS = 1_000;
const open: TestCore[] = [];
let core: TestCore;

beforeEach(async () => {
  core = await aCore();
  open.push(core);
});
afterAll(async () => {
  for (const { database } of open) await database.close();
});

async function waiting(...itemIds: string[]): Promise<void> {
  const what = { storeId: SHOP, origin: 'webhook', topic: 'orders/paid', dedupe: null, headers: {}, body: Buffer.from('{}') } as const;
  for (const itemId of itemIds) await core.inbox.insert({ ...what, itemId, receivedAt: core.time.now });
}

const claim = (lease: string = randomUUID()) => core.inbox.claim(lease, core.time.now, core.time.now + LEASE_MS, 128);
const claimOne = (itemId: string, lease: string = randomUUID()) =>
  core.inbox.claimOne(itemId, lease, core.time.now, core.time.now + LEASE_MS);
const leases = () => collectionOf(core.database.connection, 'inbox_leases').countDocuments({});

describe('a batch that a worker took up', () => {
  it('is claimed by nobody else while its lease lasts, neither together nor by name', async () => {
    await waiting('a', 'b');
    expect((await claim()).map(({ itemId, attempts }) => [itemId, attempts])).toEqual([['a', 1], ['b', 1]]); // prettier-ignore
    await waiting('c');
    expect((await claim()).map(({ itemId }) => itemId)).toEqual(['c']);
    expect(await claimOne('a')).toBeNull();
  });

  it('comes back whole when its worker died, and every item counts the try', async () => {
    await waiting('a', 'b');
    await claim();
    core.time.now += LEASE_MS;
    await waiting('c');
    expect((await claim()).map(({ itemId, attempts }) => [itemId, attempts])).toEqual([['a', 2], ['b', 2]]); // prettier-ignore
    expect((await claim()).map(({ itemId }) => itemId)).toEqual(['c']);
    core.time.now += LEASE_MS;
    expect((await claimOne('a'))?.attempts).toBe(3);
  });

  it('leaves no lease behind once the last of it has ended, and says how often it was tried', async () => {
    await waiting('a', 'b', 'c');
    await claim('mine');
    await core.inbox.finish(['a'], 'mine', 'done', null, core.time.now);
    await core.inbox.fail('b', 'mine', 'no answer', core.time.now + 5_000);
    expect(await leases()).toBe(1);
    await core.inbox.finish(['c'], 'mine', 'ignored', 'nothing in it', core.time.now);
    expect(await leases()).toBe(0);
    const { items } = await core.inbox.list(SHOP, null, null, 10);
    const said = Object.fromEntries(items.map(({ itemId, state, attempts, reason }) => [itemId, [state, attempts, reason]]));
    expect(said).toEqual({ a: ['done', 1, null], b: ['new', 1, 'no answer'], c: ['ignored', 1, 'nothing in it'] });
    core.time.now += 5_000;
    expect((await claim()).map(({ itemId, attempts }) => [itemId, attempts])).toEqual([['b', 2]]);
  });

  it('hides no other work when its worker died after the last item and before its lease was deleted', async () => {
    await waiting('a');
    await claim('dead');
    await collectionOf(core.database.connection, 'inbox').updateOne({ _id: 'a' as never }, { $set: { state: 'done', doneAt: 1 } });
    await waiting('b');
    core.time.now += LEASE_MS;
    expect((await claim()).map(({ itemId }) => itemId)).toEqual(['b']);
  });

  it('stays done when its worker was slow and another one had despaired of it', async () => {
    await waiting('a');
    await claim('slow');
    core.time.now += LEASE_MS;
    await claim('other');
    await core.inbox.fail('a', 'other', 'cannot read it', null);
    await core.inbox.finish(['a'], 'slow', 'done', null, core.time.now);
    expect((await core.inbox.get(SHOP, 'a'))?.state).toBe('done');
  });
});
