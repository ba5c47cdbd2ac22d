// Names to be worked on soon. Noting one costs nothing where points move: names are kept in memory and worked on together. What a process took with it
// when it died must be found again by somebody who looks at what changed lately.
import type { Logger } from 'pino';
import type { StoreId } from '../loyalty/ids.ts';

export interface NotedNeeds<Name extends string> {
  readonly everyMs: number;
  readonly work: (storeId: StoreId, names: readonly Name[]) => Promise<void>;
  /** What the log says of work that failed. */
  readonly failed: string;
  readonly log: Logger;
}

export class Noted<Name extends string> {
  readonly #needs: NotedNeeds<Name>;
  #noted = new Map<StoreId, Set<Name>>();
  #timer: NodeJS.Timeout | null = null;
  #flushing: Promise<void> = Promise.resolve();

  constructor(needs: NotedNeeds<Name>) {
    this.#needs = needs;
  }

  note(storeId: StoreId, name: Name): void {
    const names = this.#noted.get(storeId) ?? new Set();
    this.#noted.set(storeId, names.add(name));
  }

  start(): void {
    this.#timer ??= setInterval(() => void this.flush(), this.#needs.everyMs);
  }

  /** Works on what it has noted. */
  async stop(): Promise<void> {
    if (this.#timer !== null) clearInterval(this.#timer);
    this.#timer = null;
    await this.flush();
  }

  /** Never throws: what could not be worked on stays noted. */
  async flush(): Promise<void> {
    this.#flushing = this.#flushing.then(() => this.#flushAll());
    return this.#flushing;
  }

  async #flushAll(): Promise<void> {
    const noted = this.#noted;
    this.#noted = new Map();
    for (const [storeId, names] of noted) {
      await this.#needs.work(storeId, [...names]).catch((error: unknown) => {
        this.#needs.log.error({ err: error, storeId }, this.#needs.failed);
        for (const name of names) this.note(storeId, name);
      });
    }
  }
}
