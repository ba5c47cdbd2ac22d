// What products belong to, remembered for shoppers' pages, which never wait for the store: what is not known at once is asked for behind their backs, seldom
// enough that the questions of pages leave the store's patience to orders.
import { setTimeout as wait } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { ProductFacts } from '../loyalty/earning/facts.ts';
import type { StoreId } from '../loyalty/ids.ts';
import type { StoreRecord } from '../stores/store-record.ts';

export interface ProductLine {
  /** Those that the store does not have are left out. */
  fetchProducts(ids: readonly string[]): Promise<Readonly<Record<string, ProductFacts>>>;
}

export interface RememberedProductsOptions {
  /** null: this store cannot be asked. */
  readonly connect: (store: StoreRecord) => ProductLine | null;
  readonly clock: () => number;
  readonly log: Pick<Logger, 'warn'>;
  /** How long a page may wait. */
  readonly patienceMs?: number;
}

/** Long enough that a busy product is seldom asked for, short enough that a merchant sees a change. */
const FRESH_MS = 10 * 60_000;
const KNOWN_MAX = 20_000;
const ASKED_AT_ONCE = 24;
/** Per store and minute: whoever invents products makes us ask no more than this. */
const ASKED_PER_MINUTE = 60;
const MINUTE_MS = 60_000;
const PATIENCE_MS = 300;

/** `facts` null: the store has no such product. */
interface Remembered {
  readonly facts: ProductFacts | null;
  readonly at: number;
}

export class RememberedProducts {
  readonly #options: RememberedProductsOptions;
  readonly #known = new Map<string, Remembered>();
  readonly #underWay = new Map<StoreId, Promise<void>>();
  readonly #asked = new Map<StoreId, { minute: number; count: number }>();

  constructor(options: RememberedProductsOptions) {
    this.#options = options;
  }

  /** Null: not all of them are known yet; then nothing can be said of any, because the unknown ones may be those that count. */
  async of(store: StoreRecord, ids: readonly string[]): Promise<Readonly<Record<string, ProductFacts>> | null> {
    const missing = ids.filter((id) => this.#find(store, id) === null);
    if (missing.length > 0) await Promise.race([this.#learn(store, missing), wait(this.#options.patienceMs ?? PATIENCE_MS)]);
    const found = ids.map((id) => [id, this.#find(store, id)] as const);
    if (found.some(([, one]) => one === null)) return null;
    return Object.fromEntries(found.flatMap(([id, one]) => (one?.facts ? [[id, one.facts]] : [])));
  }

  #find({ storeId }: StoreRecord, id: string): Remembered | null {
    const found = this.#known.get(`${storeId} ${id}`);
    return found !== undefined && this.#options.clock() - found.at < FRESH_MS ? found : null;
  }

  /** One question at a time and store: whoever comes meanwhile waits for that one, and may find theirs in it. */
  #learn(store: StoreRecord, missing: readonly string[]): Promise<void> {
    const known = this.#underWay.get(store.storeId);
    if (known !== undefined) return known;
    const ids = missing.slice(0, this.#allowed(store.storeId, Math.min(missing.length, ASKED_AT_ONCE)));
    const asking = this.#ask(store, ids)
      .catch((error: unknown) => this.#options.log.warn({ err: error, storeId: store.storeId }, 'products could not be asked for'))
      .finally(() => this.#underWay.delete(store.storeId));
    this.#underWay.set(store.storeId, asking);
    return asking;
  }

  #allowed(storeId: StoreId, wanted: number): number {
    const minute = Math.floor(this.#options.clock() / MINUTE_MS);
    const asked = this.#asked.get(storeId);
    const before = asked?.minute === minute ? asked.count : 0;
    const allowed = Math.min(wanted, ASKED_PER_MINUTE - before);
    this.#asked.set(storeId, { minute, count: before + allowed });
    return allowed;
  }

  async #ask(store: StoreRecord, ids: readonly string[]): Promise<void> {
    const connection = ids.length === 0 ? null : this.#options.connect(store);
    if (connection === null) return;
    const found = await connection.fetchProducts(ids);
    const at = this.#options.clock();
    for (const id of ids) this.#remember(`${store.storeId} ${id}`, { facts: found[id] ?? null, at });
  }

  /** The oldest go first: a map keeps its order. */
  #remember(key: string, remembered: Remembered): void {
    this.#known.delete(key);
    this.#known.set(key, remembered);
    for (const oldest of this.#known.keys()) {
      if (this.#known.size <= KNOWN_MAX) return;
      this.#known.delete(oldest);
    }
  }
}
