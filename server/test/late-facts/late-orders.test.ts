// Orders that reach us, over HTTP, after points expired that they would have kept alive.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { at, DAY_MS, LateStore } from './late-store.ts';

let store: LateStore;
beforeEach(async () => {
  store = await LateStore.open();
  await store.hears(1, '2026-09-01T12:00:00');
});
afterEach(async () => {
  await store.close();
});

const proved = async (): Promise<unknown[]> => (await store.server.core.proof.verify(store.shop)).problems.map((problem) => problem);
const comes = (time: string): void => void (store.server.core.time.now = at(time));

describe('an order that was placed before an expiry and arrives after it', () => {
  it('brings the points back, with the end they should have had', async () => {
    await store.night('2026-10-05T03:00:00Z');
    expect([await store.kinds(1), await store.available(1)]).toEqual([['settle-order', 'expire'], 0]);
    comes('2026-10-08T12:00:00Z');
    await store.hears(2, '2026-09-20T12:00:00');
    expect(await store.kinds(1)).toEqual(['settle-order', 'expire', 'settle-order', 'expire-undo']);
    expect([await store.available(1), await store.ends(1)]).toEqual([90, ['2026-10-20']]);
    expect(await proved()).toEqual([]);
  });

  it('brings them back once, however often it is delivered', async () => {
    await store.night('2026-10-05T03:00:00Z');
    comes('2026-10-08T12:00:00Z');
    for (const _ of [1, 2, 3]) await store.hears(2, '2026-09-20T12:00:00');
    store.server.core.time.now += DAY_MS;
    await store.hears(2, '2026-09-20T12:00:00');
    expect([(await store.kinds(1)).length, await store.available(1)]).toEqual([4, 90]);
  });

  it('brings back nothing that would be over by now all the same', async () => {
    await store.night('2026-10-05T03:00:00Z');
    comes('2026-10-25T12:00:00Z');
    await store.hears(2, '2026-09-20T12:00:00');
    expect([await store.available(1), (await store.kinds(1)).includes('expire-undo')]).toEqual([0, false]);
  });

  it('counts together with later orders: what it would have kept alive, they would have too', async () => {
    await store.night('2026-10-05T03:00:00Z');
    comes('2026-10-10T12:00:00Z');
    await store.hears(3, '2026-10-10T12:00:00');
    expect(await store.available(1)).toBe(45);
    comes('2026-10-25T12:00:00Z');
    await store.hears(2, '2026-09-20T12:00:00');
    expect([await store.available(1), await store.ends(1)]).toEqual([135, ['2026-11-09']]);
    expect(await proved()).toEqual([]);
  });

  it('brings back no points of an order that was cancelled meanwhile', async () => {
    await store.night('2026-10-05T03:00:00Z');
    comes('2026-10-06T12:00:00Z');
    await store.hears(1, '2026-09-01T12:00:00', { status: 'cancelled', modified: '2026-10-06T11:00:00' });
    comes('2026-10-08T12:00:00Z');
    await store.hears(2, '2026-09-20T12:00:00');
    expect([await store.available(1), (await store.kinds(1)).includes('expire-undo')]).toEqual([45, false]);
    expect(await proved()).toEqual([]);
  });

  it('brings the points back also when the worker dies before it can', async () => {
    await store.night('2026-10-05T03:00:00Z');
    comes('2026-10-08T12:00:00Z');
    const { entries } = store.server.core;
    const append = entries.append.bind(entries);
    entries.append = (entry) => (entry.kind === 'expire-undo' ? Promise.reject(new Error('killed')) : append(entry));
    await store.hears(2, '2026-09-20T12:00:00');
    expect(await store.available(1)).toBe(45);
    entries.append = append;
    store.server.core.time.now += DAY_MS;
    await store.works();
    expect(await store.available(1)).toBe(90);
  });
});

describe('a delivery that waits to be worked on', () => {
  it('holds expiries back, and keeps alive what it should have once it is worked on', async () => {
    comes('2026-09-30T12:00:00Z');
    await store.hears(2, '2026-09-20T12:00:00', { waits: true });
    await store.night('2026-10-05T03:00:00Z');
    expect(await store.kinds(1)).toEqual(['settle-order']);
    await store.works();
    expect([await store.available(1), await store.ends(1)]).toEqual([90, ['2026-10-20']]);
    expect(await proved()).toEqual([]);
  });

  it('holds them back no longer than a bounded time', async () => {
    comes('2026-09-30T12:00:00Z');
    await store.hears(2, '2026-09-20T12:00:00', { waits: true });
    await store.night('2026-10-09T03:00:00Z');
    expect(await store.kinds(1)).toEqual(['settle-order', 'expire']);
    await store.works();
    expect(await store.available(1)).toBe(90);
  });
});
