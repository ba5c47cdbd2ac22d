// Where effects wait: each once, for one worker at a time, in a lane one after the other, and nothing of a person readable.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { storeId, type StoreId } from '../../src/loyalty/ids.ts';
import type { Claim, Effect } from '../../src/outbox/outbox-store.ts';
import { collectionOf } from '../../src/storage/mongo/collection.ts';
import { aCore, type TestCore } from '../builders/core.ts';
import { aCodeWish, creditOf, makingOf, removingOf } from './some-effects.ts';

const LEASE_MS = 1_000;
let core: TestCore;
let shop: StoreId;
const open: TestCore[] = [];

beforeEach(async () => {
  core = await aCore();
  open.push(core);
  shop = storeId('outbox');
});
afterAll(async () => {
  for (const { database } of open) await database.close();
});

const claim = (lease: string = randomUUID(), except: StoreId[] = []) =>
  core.outbox.claim(lease, core.time.now, core.time.now + LEASE_MS, 50, except);
const names = (effects: readonly Effect[]): string[] => effects.map(({ effectId }) => effectId).toSorted();
const of = ({ storeId: store, effectId }: Effect, lease: string): Claim => ({ storeId: store, effectId, lease });

async function waiting(...names_: string[]): Promise<void> {
  for (const name of names_) await core.outbox.add(makingOf(name, aCodeWish(), { storeId: shop }));
}

/** Lanes that were held up are looked at again a moment later. */
const aMomentLater = (): void => void (core.time.now += 1_000);

describe('an effect', () => {
  it('waits once, however often its fact is worked on, and keeps what was asked first', async () => {
    expect(await core.outbox.add(makingOf('r1', aCodeWish(), { storeId: shop }))).toBe('stored');
    expect(await core.outbox.add(makingOf('r1', aCodeWish({ title: 'another' }), { storeId: shop }))).toBe('known');
    expect((await core.outbox.read(shop, 'make-code/r1'))?.body).toMatchObject({ wish: { title: 'Five euros' } });
  });

  it('lies there without a readable word about whose it is or what it gives', async () => {
    await core.outbox.add(creditOf('r1', '6789012345', 500, { storeId: shop }));
    const [claimed] = await claim('mine');
    await core.outbox.remember(of(claimed as Effect, 'mine'), { lastMoveId: 'move-6789012345' });
    const [kept] = await collectionOf(core.database.connection, 'outbox').find().toArray();
    expect(JSON.stringify(kept)).not.toMatch(/6789012345|EUR/u);
    expect(Buffer.from(JSON.stringify(kept?.['body']), 'utf8').toString('latin1')).not.toContain('6789012345');
  });

  it('is one worker’s until the lease ends, and counts the tries of those who died with it', async () => {
    await waiting('r1');
    expect((await claim()).map(({ attempts }) => attempts)).toEqual([1]);
    expect(await claim()).toEqual([]);
    expect(await core.outbox.claimOne(shop, 'make-code/r1', 'other', core.time.now, core.time.now + 1)).toBeNull();
    core.time.now += LEASE_MS;
    expect((await claim()).map(({ attempts }) => attempts)).toEqual([2]);
  });

  it('is claimed once by many workers who look at the same moment', async () => {
    await waiting('r1', 'r2', 'r3');
    const claimed = (await Promise.all(Array.from({ length: 20 }, () => claim()))).flat();
    expect(names(claimed)).toEqual(['make-code/r1', 'make-code/r2', 'make-code/r3']);
  });

  it('is not changed by the words of a worker whose lease ran out', async () => {
    await waiting('r1');
    const [slow] = await claim('slow');
    core.time.now += LEASE_MS;
    await claim('other');
    const late = of(slow as Effect, 'slow');
    expect(await core.outbox.remember(late, { asked: true })).toBe(false);
    expect(await core.outbox.fail(late, 'no answer', 'dead')).toBe(false);
    expect(await core.outbox.finish(late, core.time.now)).toBe(false);
    expect(await core.outbox.read(shop, 'make-code/r1')).toMatchObject({ state: 'new', memory: null, reason: null, attempts: 2 });
  });

  it('of a busy store leaves room for the others', async () => {
    await waiting('r1');
    await core.outbox.add(makingOf('r2', aCodeWish(), { storeId: storeId('elsewhere') }));
    expect(names(await claim(randomUUID(), [shop]))).toEqual(['make-code/r2']);
  });

  it('that is dead is tried again when a person says so, and an unclear one only by its name and without what it remembered', async () => {
    await waiting('r1', 'r2');
    for (const each of await claim('mine')) {
      await core.outbox.remember(of(each, 'mine'), { lastMoveId: null });
      await core.outbox.fail(of(each, 'mine'), 'why', each.effectId.endsWith('1') ? 'dead' : 'unclear');
    }
    expect(await core.outbox.counts(shop, core.time.now)).toEqual({ waiting: 0, failing: 0, dead: 2, unclear: 1, oldestDueAt: null });
    expect(await core.outbox.replay(shop, 'all-dead', core.time.now)).toBe(1);
    expect(await core.outbox.read(shop, 'make-code/r1')).toMatchObject({ state: 'new', attempts: 0, memory: { lastMoveId: null } });
    expect(await core.outbox.replay(shop, ['make-code/r2'], core.time.now)).toBe(1);
    expect(await core.outbox.read(shop, 'make-code/r2')).toMatchObject({ state: 'new', memory: null, unclear: false });
  });

  it('is listed page by page without losing any of one instant, and counted', async () => {
    await waiting('a', 'b', 'c', 'd', 'e');
    const seen: string[] = [];
    for (let position: string | null = null; ;) {
      const page = await core.outbox.list(shop, 'new', position, 2);
      seen.push(...page.effects.map(({ effectId }) => effectId));
      if (page.next === null) break;
      position = page.next;
    }
    expect(seen.toSorted()).toEqual(['a', 'b', 'c', 'd', 'e'].map((name) => `make-code/${name}`));
    expect(await core.outbox.counts(shop, core.time.now)).toMatchObject({ waiting: 5, oldestDueAt: 0 });
    expect(await core.outbox.overall(core.time.now)).toEqual({ dead: 0, oldestDueAt: 0 });
    await expect(core.outbox.list(shop, 'new', 'x', 2)).rejects.toThrow(RangeError);
  });

  it('is forgotten some time after it was done, and not while it waits', async () => {
    await waiting('r1', 'r2');
    const [one] = await claim('mine');
    await core.outbox.finish(of(one as Effect, 'mine'), core.time.now);
    expect(await core.outbox.prune(core.time.now + 1)).toBe(1);
    expect(await core.outbox.read(shop, (one as Effect).effectId)).toBeNull();
    expect(await core.outbox.counts(shop, core.time.now)).toMatchObject({ waiting: 1 });
  });

  it('of a person who is erased goes, except what takes a code away and waits', async () => {
    await core.outbox.add(makingOf('r1', aCodeWish(), { storeId: shop, subject: 'hers' }));
    await core.outbox.add(removingOf('r1', 'CODE', { storeId: shop, subject: 'hers' }));
    await core.outbox.add(makingOf('r2', aCodeWish(), { storeId: shop, subject: 'his' }));
    expect(await core.outbox.eraseSubject(shop, 'hers', ['remove-code'])).toBe(1);
    aMomentLater();
    expect(names(await claim())).toEqual(['make-code/r2', 'remove-code/r1']);
  });
});

describe('a lane', () => {
  const credits = (...amounts: number[]) =>
    Promise.all(amounts.map((amount) => core.outbox.add(creditOf(`r${amount}`, '77', amount, { storeId: shop, createdAt: amount }))));

  it('lets one through at a time, the oldest first, and other lanes beside it', async () => {
    await credits(1, 2, 3);
    await core.outbox.add(creditOf('other', '78', 5, { storeId: shop }));
    const first = await claim('mine');
    expect(names(first)).toEqual(['give-store-credit/other', 'give-store-credit/r1']);
    aMomentLater();
    for (const each of first) await core.outbox.finish(of(each, 'mine'), core.time.now);
    expect(names(await claim())).toEqual(['give-store-credit/r2']);
  });

  it('lets nobody jump the queue by name', async () => {
    await credits(1, 2);
    expect(await core.outbox.claimOne(shop, 'give-store-credit/r2', 'mine', core.time.now, core.time.now + LEASE_MS)).toBeNull();
    expect(await core.outbox.read(shop, 'give-store-credit/r2')).toMatchObject({ attempts: 0 });
  });

  it('is held up by one whose outcome is unclear, until a person has looked', async () => {
    await credits(1, 2);
    const [one] = await claim('mine');
    const held = of(one as Effect, 'mine');
    await core.outbox.remember(held, { lastMoveId: null });
    await core.outbox.fail(held, 'two equal ones', 'unclear');
    aMomentLater();
    expect(await claim()).toEqual([]);
    expect(await core.outbox.close(shop, 'give-store-credit/r1', core.time.now, 'given')).toBe(true);
    aMomentLater();
    expect(names(await claim())).toEqual(['give-store-credit/r2']);
  });

  it('never has two under way, whoever takes them at the same moment', async () => {
    for (let round = 0; round < 20; round += 1) {
      const [newer, older] = [2, 1].map((at) => creditOf(`${at}-${round}`, `customer-${round}`, 5, { storeId: shop, createdAt: at }));
      const take = (effect = older) =>
        core.outbox.claimOne(shop, effect?.effectId ?? '', randomUUID(), core.time.now, core.time.now + LEASE_MS);
      if (older === undefined || newer === undefined) throw new Error('two effects');
      await core.outbox.add(newer);
      // The older one comes while the newer one is being taken, as from a process whose clock is behind.
      const taken = await Promise.all([take(newer), core.outbox.add(older).then(() => take(older)), take(newer)]);
      expect(taken.filter((one) => one !== null).length).toBeLessThanOrEqual(1);
    }
  });
});

describe('an effect of which only the newest matters', () => {
  const restated = (title: string, dueAt: number) =>
    core.outbox.restate([makingOf('facts', aCodeWish({ title }), { storeId: shop, dueAt })]);
  const title = async () =>
    ((await core.outbox.read(shop, 'make-code/facts'))?.body as { wish: { title: string } } | undefined)?.wish.title;

  it('is written once for many changes, at the time of the first', async () => {
    const due = core.time.now + 60_000;
    for (let change = 0; change < 100; change += 1) await restated(`change ${change}`, due + change);
    expect(await core.outbox.read(shop, 'make-code/facts')).toMatchObject({ dueAt: due, state: 'new' });
    expect(await title()).toBe('change 99');
  });

  it('is tried once more when it changed while the old wish was refused', async () => {
    await restated('one', 0);
    const [held] = await claim('mine');
    await restated('two', core.time.now);
    expect(await core.outbox.fail(of(held as Effect, 'mine'), 'refused', 'dead')).toBe(true);
    const [again] = await claim('mine');
    expect(again).toMatchObject({ attempts: 1, body: { wish: { title: 'two' } } });
    expect(await core.outbox.fail(of(again as Effect, 'mine'), 'refused', 'dead')).toBe(true);
    expect(await core.outbox.read(shop, 'make-code/facts')).toMatchObject({ state: 'dead', reason: 'refused' });
  });

  it('waits again after it was done, and once more when it changed while it was under way', async () => {
    await restated('one', 0);
    const [held] = await claim('mine');
    await restated('two', core.time.now + 60_000);
    expect(await core.outbox.finish(of(held as Effect, 'mine'), core.time.now)).toBe(true);
    expect(await claim()).toEqual([]);
    core.time.now += 60_000;
    const [again] = await claim('mine');
    expect(await title()).toBe('two');
    await core.outbox.finish(of(again as Effect, 'mine'), core.time.now);
    expect(await core.outbox.read(shop, 'make-code/facts')).toMatchObject({ state: 'done' });
    await restated('three', core.time.now);
    expect(names(await claim())).toEqual(['make-code/facts']);
  });

  it('is one for many who say it at the same moment', async () => {
    await Promise.all(Array.from({ length: 30 }, (_, each) => restated(`from ${each}`, 0)));
    expect(names(await claim())).toEqual(['make-code/facts']);
  });
});
