// Shops of one file of tests: their doors are opened once, and each shop is closed after its test.
import { afterAll, afterEach, beforeAll } from 'vitest';
import { theDoors, type Doors } from '../builders/woo-store.ts';

interface Closing {
  close(): Promise<void>;
}

export interface Shops {
  /** Of the running test. */
  readonly doors: () => Doors;
  /** Closes it after the test. */
  readonly kept: <Shop extends Closing>(shop: Shop) => Shop;
}

export function useShops(): Shops {
  let doors: Doors | null = null;
  const open: Closing[] = [];
  beforeAll(async () => {
    doors = await theDoors();
  });
  afterEach(async () => {
    for (const shop of open.splice(0)) await shop.close();
  });
  afterAll(() => doors?.close());
  return {
    doors: () => doors ?? never(),
    kept(shop) {
      open.push(shop);
      return shop;
    },
  };
}

function never(): never {
  throw new Error('the doors are opened before the first test');
}
