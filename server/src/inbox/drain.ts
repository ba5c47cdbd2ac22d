// The worker: claims due items, has them handled, marks them done last. A crash anywhere means "run it again", which is harmless.
import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import { INBOX } from '../limits.ts';
import { type Handler, isOutcome, type Outcome, type Understood } from './handle.ts';
import type { InboxItem, InboxStore } from './inbox-store.ts';
import { nextTryAt } from './retry.ts';

export interface DrainOptions {
  readonly inbox: InboxStore;
  readonly handler: Handler;
  readonly log: Logger;
  readonly clock: () => number;
}

interface Result {
  readonly item: InboxItem;
  readonly outcome: Outcome;
}

export class Drain {
  readonly #options: DrainOptions;
  #stopping = false;
  #running: Promise<void> | null = null;
  #wake: () => void = () => undefined;

  constructor(options: DrainOptions) {
    this.#options = options;
  }

  /** Works until {@link stop}. */
  start(): void {
    this.#running ??= this.#loop();
  }

  /** Finishes what is being worked on, takes nothing new. */
  async stop(): Promise<void> {
    this.#stopping = true;
    this.#wake();
    await this.#running;
  }

  /** Work has arrived in this process: do not wait for the next look. */
  wake(): void {
    this.#wake();
  }

  /** One claim and all its work; says how many items it took. */
  async once(): Promise<number> {
    const { inbox, clock } = this.#options;
    const lease = randomUUID();
    const items = await inbox.claim(lease, clock(), clock() + INBOX.leaseMs, INBOX.claimMax);
    if (items.length > 0) await this.#finish(lease, await this.#handle(items));
    return items.length;
  }

  /** Works on one item now, for somebody who waits for its answer. Null: another worker has it; look for its result instead. */
  async one(itemId: string): Promise<Outcome | null> {
    const { inbox, clock } = this.#options;
    const lease = randomUUID();
    const item = await inbox.claimOne(itemId, lease, clock(), clock() + INBOX.leaseMs);
    if (item === null) return null;
    const results = await this.#handle([item]);
    await this.#finish(lease, results);
    return results[0]?.outcome ?? null;
  }

  async #loop(): Promise<void> {
    while (!this.#stopping) {
      const taken = await this.#onceOrLog();
      if (taken < INBOX.claimMax) await this.#pause(taken > 0 ? 0 : INBOX.pollMs);
    }
  }

  async #onceOrLog(): Promise<number> {
    try {
      return await this.once();
    } catch (error) {
      this.#options.log.error({ err: error }, 'the inbox could not be worked on; trying again');
      return 0;
    }
  }

  async #pause(ms: number): Promise<void> {
    if (this.#stopping) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, ms);
    this.#wake = resolve;
    await promise;
    clearTimeout(timer);
  }

  /** Subjects side by side, the items of one subject in sequence. */
  async #handle(items: readonly InboxItem[]): Promise<Result[]> {
    const understood = await Promise.all(items.map(async (item) => ({ item, view: await this.#options.handler.understand(item) })));
    const results: Result[] = [];
    const workable: Understood[] = [];
    for (const { item, view } of understood) {
      if (isOutcome(view)) results.push({ item, outcome: view });
      else workable.push(view);
    }
    const subjects = [...Map.groupBy(workable, ({ subject }) => subject).values()];
    const worked = await Promise.all(subjects.map((group) => this.#work(group)));
    return [...results, ...worked.flat()];
  }

  async #work(group: readonly Understood[]): Promise<Result[]> {
    const outcomes = await this.#options.handler.work(group);
    return group.flatMap(({ item }, index) => {
      const outcome = outcomes[index];
      return outcome === undefined ? [] : [{ item, outcome }];
    });
  }

  async #finish(lease: string, results: readonly Result[]): Promise<void> {
    const { inbox, clock } = this.#options;
    const done = results.filter(({ outcome }) => outcome.kind === 'done').map(({ item }) => item.itemId);
    if (done.length > 0) await inbox.finish(done, lease, 'done', null, clock());
    for (const { item, outcome } of results) {
      if (outcome.kind === 'ignored') await inbox.finish([item.itemId], lease, 'ignored', outcome.why, clock());
      if (outcome.kind === 'failed') await this.#fail(lease, item, outcome.error);
    }
  }

  async #fail(lease: string, item: InboxItem, error: Error): Promise<void> {
    const { inbox, clock, log } = this.#options;
    const dueAt = nextTryAt(error, item.attempts, clock(), Math.random());
    const facts = { itemId: item.itemId, storeId: item.storeId, topic: item.topic, attempts: item.attempts, err: error };
    if (dueAt === null) log.error(facts, 'an item went to the dead letters');
    else log.warn(facts, 'an item failed and will be tried again');
    await inbox.fail(item.itemId, lease, `${error.name}: ${error.message}`, dueAt);
  }
}
