// Up to when a store's news is complete. Expiries are posted only up to there: what was placed before one of them may still be on its way.
import { WATERMARKS } from '../limits.ts';
import type { StoreId } from '../loyalty/ids.ts';

/** The port to what is known of a store's news. */
export interface PendingNews {
  /** When the oldest item that may tell something about points, and is not done, was received. Null: nothing waits. */
  oldestWaiting(storeId: StoreId): Promise<number | null>;
  /** Up to when the store was asked for everything that changed there. Null: nobody asked it yet. */
  reconciledTo(storeId: StoreId): Promise<number | null>;
  /** A reconciliation was completed: all changes up to `to` have been worked on. Never goes back. */
  completeReconciliation(storeId: StoreId, to: number): Promise<void>;
}

interface Remembered {
  readonly value: Promise<number>;
  readonly readAt: number;
}

export class Watermarks {
  readonly #pending: PendingNews;
  readonly #clock: () => number;
  readonly #canBeAsked: (storeId: StoreId) => Promise<boolean>;
  readonly #remembered = new Map<StoreId, Remembered>();

  /** A store that can be asked is reconciled: until that was done, nothing is known to be complete. Any other is believed what it delivers. */
  constructor(pending: PendingNews, clock: () => number, canBeAsked: (storeId: StoreId) => Promise<boolean>) {
    this.#pending = pending;
    this.#clock = clock;
    this.#canBeAsked = canBeAsked;
  }

  /**
   * Remembered for a moment, because every append asks: an old one is only more careful. What waits too long holds nothing up any more, or
   * points would never expire for a store with one broken message; should it come after all, `expire-undo` brings back what it keeps alive.
   */
  async of(storeId: StoreId): Promise<number> {
    const now = this.#clock();
    const known = this.#remembered.get(storeId);
    if (known !== undefined && now >= known.readAt && now - known.readAt < WATERMARKS.rememberMs) return known.value;
    const value = this.#read(storeId, now);
    this.#remembered.set(storeId, { value, readAt: now });
    // A failed reading is nobody's answer but its askers'.
    value.catch(() => this.#remembered.delete(storeId));
    return value;
  }

  async #read(storeId: StoreId, now: number): Promise<number> {
    const [waiting, reconciled] = await Promise.all([this.#pending.oldestWaiting(storeId), this.#reconciledTo(storeId)]);
    return Math.max(Math.min(now, waiting ?? now, reconciled ?? now), now - WATERMARKS.heldMs);
  }

  /** Null: this store is not asked. One that can no longer be asked is complete as far as it delivers, as before it could be. */
  async #reconciledTo(storeId: StoreId): Promise<number | null> {
    if (!(await this.#canBeAsked(storeId))) return null;
    return (await this.#pending.reconciledTo(storeId)) ?? 0;
  }
}
