import { describe, expect, it } from 'vitest';
import { storeId } from '../../src/loyalty/ids.ts';
import { StoreUnreachable, type StoreConnection } from '../../src/platforms/platform.ts';
import { RememberedProducts } from '../../src/programs/remembered-products.ts';
import type { StoreRecord } from '../../src/stores/store-record.ts';

const SHOP = { storeId: storeId('shop') } as StoreRecord;
const TEA = { collections: ['teas'], tags: ['green'] };

/** A store that knows tea; says what it was asked. */
function aMemory(change: Partial<StoreConnection> = {}) {
  const asked: string[] = [];
  const time = { now: 0 };
  const line = {
    fetchProducts: (ids: readonly string[]) => (
      asked.push(ids.join()),
      Promise.resolve(Object.fromEntries(ids.filter((id) => id.startsWith('tea')).map((id) => [id, TEA])))
    ),
    ...change,
  };
  const log = { warn: () => undefined };
  const memory = new RememberedProducts({ connect: () => line, clock: () => time.now, log, patienceMs: 20 });
  return { memory, asked, time };
}

describe('what products belong to, remembered', () => {
  it('is asked of the store once, also what it does not have, and again after a while', async () => {
    const { memory, asked, time } = aMemory();
    for (const _ of [1, 2]) expect(await memory.of(SHOP, ['tea-1', 'gone'])).toEqual({ 'tea-1': TEA });
    expect(asked).toEqual(['tea-1,gone']);
    time.now += 11 * 60_000;
    await memory.of(SHOP, ['tea-1']);
    expect(asked).toEqual(['tea-1,gone', 'tea-1']);
  });

  it('keeps no page waiting for a slow store, and is known to the next one', async () => {
    let tell: (found: object) => void = () => undefined;
    const { memory } = aMemory({ fetchProducts: () => new Promise((done) => (tell = done as typeof tell)) });
    expect(await memory.of(SHOP, ['tea-1'])).toBeNull();
    tell({ 'tea-1': TEA });
    expect(await memory.of(SHOP, ['tea-1'])).toEqual({ 'tea-1': TEA });
  });

  it('says nothing where the store cannot be reached, and asks again the next time', async () => {
    let broken = true;
    const fetchProducts = () => (broken ? Promise.reject(new StoreUnreachable('down')) : Promise.resolve({ 'tea-1': TEA }));
    const { memory } = aMemory({ fetchProducts });
    expect(await memory.of(SHOP, ['tea-1'])).toBeNull();
    broken = false;
    expect(await memory.of(SHOP, ['tea-1'])).toEqual({ 'tea-1': TEA });
  });

  it('asks one question at a time, however many pages come', async () => {
    const { memory, asked } = aMemory();
    await Promise.all(Array.from({ length: 20 }, () => memory.of(SHOP, ['tea-1'])));
    expect(asked).toEqual(['tea-1']);
  });

  it('asks for sixty products a minute at most, whatever somebody invents', async () => {
    const { memory, asked, time } = aMemory();
    for (let n = 0; n < 100; n += 1) await memory.of(SHOP, [`invented-${n}`]);
    expect(asked).toHaveLength(60);
    time.now += 60_000;
    expect(await memory.of(SHOP, ['tea-1'])).toEqual({ 'tea-1': TEA });
  });
});
