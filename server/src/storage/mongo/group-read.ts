// Reads that are asked for at the same time travel in one query per store. A read never starts before it was asked for, so whoever must see
// what was written before still does.
import type { StoreId } from '../../loyalty/ids.ts';

interface Asker<V> {
  readonly resolve: (value: V) => void;
  readonly reject: (error: unknown) => void;
}

type ReadMany<K, V> = (storeId: StoreId, keys: readonly K[]) => Promise<ReadonlyMap<K, V>>;

export class GroupRead<K extends string, V> {
  readonly #readMany: ReadMany<K, V>;
  readonly #missing: V;
  #waiting = new Map<StoreId, Map<K, Asker<V>[]>>();

  /** `missing` is the answer for a key of which nothing was found. */
  constructor(readMany: ReadMany<K, V>, missing: V) {
    this.#readMany = readMany;
    this.#missing = missing;
  }

  async get(storeId: StoreId, key: K): Promise<V> {
    const { promise, resolve, reject } = Promise.withResolvers<V>();
    // Whoever asks in this turn of the event loop shares the round trip.
    if (this.#waiting.size === 0) setImmediate(() => this.#flush());
    const keys = this.#waiting.get(storeId) ?? new Map<K, Asker<V>[]>();
    this.#waiting.set(storeId, keys);
    keys.set(key, [...(keys.get(key) ?? []), { resolve, reject }]);
    return promise;
  }

  #flush(): void {
    const asked = this.#waiting;
    this.#waiting = new Map();
    for (const [storeId, keys] of asked) void this.#answer(storeId, keys);
  }

  async #answer(storeId: StoreId, keys: ReadonlyMap<K, readonly Asker<V>[]>): Promise<void> {
    try {
      const found = await this.#readMany(storeId, [...keys.keys()]);
      for (const [key, askers] of keys) for (const { resolve } of askers) resolve(found.get(key) ?? this.#missing);
    } catch (error) {
      for (const askers of keys.values()) for (const { reject } of askers) reject(error);
    }
  }
}
