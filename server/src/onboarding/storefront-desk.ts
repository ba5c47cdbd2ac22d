// Looks at a shop's page and remembers what it saw, so that the overview need not look again.
import type { StoreId } from '../loyalty/ids.ts';
import type { StoreRecord } from '../stores/store-record.ts';
import { lookAtStorefront, type LookOptions, type StorefrontLook } from './storefront-check.ts';

/** The port to the last look at each shop. */
export interface LookStore {
  keep(storeId: StoreId, look: StorefrontLook): Promise<void>;
  last(storeId: StoreId): Promise<StorefrontLook | null>;
}

/** Somebody who presses again and again asks the shop once. */
const AGAIN_AFTER_MS = 2_000;

export interface StorefrontDeskOptions extends LookOptions {
  readonly looks: LookStore;
}

export class StorefrontDesk {
  readonly #options: StorefrontDeskOptions;

  constructor(options: StorefrontDeskOptions) {
    this.#options = options;
  }

  last(storeId: StoreId): Promise<StorefrontLook | null> {
    return this.#options.looks.last(storeId);
  }

  async look(store: Pick<StoreRecord, 'storeId' | 'platform' | 'url'>): Promise<StorefrontLook> {
    const { clock, looks } = this.#options;
    const known = await this.last(store.storeId);
    if (known !== null && clock() - known.checkedAt < AGAIN_AFTER_MS) return known;
    const seen = await lookAtStorefront(store, this.#options);
    await looks.keep(store.storeId, seen);
    return seen;
  }
}
