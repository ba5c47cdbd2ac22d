// Up to when a store's news is complete.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Watermarks } from '../../src/late-facts/watermarks.ts';
import { WATERMARKS } from '../../src/limits.ts';
import type { StoreId } from '../../src/loyalty/ids.ts';
import { aCore, type TestCore } from '../builders/core.ts';

const HOUR = 3_600_000;
let core: TestCore;
let shop: StoreId;
let canBeAsked = false;

beforeAll(async () => {
  core = await aCore();
});
beforeEach(async () => {
  canBeAsked = false;
  shop = await core.addStore();
});
afterAll(async () => {
  await core.database.close();
});

const now = (): number => core.time.now;
const mark = (): Promise<number> => new Watermarks(core.pendingNews, now, () => Promise.resolve(canBeAsked)).of(shop);
const arrives = (origin: 'webhook' | 'clock', receivedAt: number): Promise<unknown> =>
  core.inbox.insert({ itemId: randomUUID(), storeId: shop, origin, topic: 'order.updated', dedupe: null, headers: {}, body: Buffer.from('{}'), receivedAt }); // prettier-ignore

describe('the watermark of a store', () => {
  it('is now while nothing waits', async () => {
    expect(await mark()).toBe(now());
  });

  it('is when the oldest message came that waits, and moves on when it is done', async () => {
    await arrives('webhook', now() - HOUR);
    await arrives('webhook', now() - 2 * HOUR);
    expect(await mark()).toBe(now() - 2 * HOUR);
    await core.drainAll();
    expect(await mark()).toBe(now());
  });

  it('does not wait for the clock’s own items, nor for another store', async () => {
    await arrives('clock', now() - HOUR);
    const other = shop;
    shop = await core.addStore();
    await arrives('webhook', now() - HOUR);
    shop = other;
    expect(await mark()).toBe(now());
  });

  it('goes no further than the last reconciliation of a store that can be asked, and never back', async () => {
    canBeAsked = true;
    await core.pendingNews.completeReconciliation(shop, now() - HOUR);
    await core.pendingNews.completeReconciliation(shop, now() - 3 * HOUR);
    expect(await mark()).toBe(now() - HOUR);
  });

  it('knows nothing to be complete of a store that can be asked and was not, within bounds', async () => {
    canBeAsked = true;
    expect(await mark()).toBe(now() - WATERMARKS.heldMs);
  });

  it('believes a store that cannot be asked what it delivers, also when it could be asked once', async () => {
    await core.pendingNews.completeReconciliation(shop, now() - HOUR);
    expect(await mark()).toBe(now());
  });

  it('lags a bounded time, whatever is missing', async () => {
    await arrives('webhook', now() - 100 * 24 * HOUR);
    expect(await mark()).toBe(now() - WATERMARKS.heldMs);
  });

  it('is asked for once in a moment, and again after it or after a failure', async () => {
    let asked = 0;
    const oldestWaiting = (): Promise<null> => {
      asked += 1;
      return asked === 1 ? Promise.reject(new Error('the database does not answer')) : Promise.resolve(null);
    };
    const nothing = (): Promise<null> => Promise.resolve(null);
    const done = (): Promise<void> => Promise.resolve();
    const watermarks = new Watermarks({ oldestWaiting, reconciledTo: nothing, completeReconciliation: done }, now, () =>
      Promise.resolve(false),
    );
    await expect(watermarks.of(shop)).rejects.toThrow('the database does not answer');
    await Promise.all([watermarks.of(shop), watermarks.of(shop)]);
    expect(asked).toBe(2);
    core.time.now += WATERMARKS.rememberMs;
    expect([await watermarks.of(shop), asked]).toEqual([now(), 3]);
  });
});
