// The worker: claims due items, has them handled, marks them done last. A crash anywhere means "run it again", which is harmless.
import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import { INBOX } from '../limits.ts';
import { type Handler, isOutcome, type Outcome, type Understood } from './handle.ts';
import type { InboxItem, InboxStore } from './inbox-store.ts';
import { nextTryAt } from './retry.ts';
import { Turns } from '../ledger/turns.ts';
import { WorkLoop } from './work-loop.ts';

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

/** Results of one lease that came at the same time and are written down together. */
interface Ending {
  readonly results: Result[];
  written: Promise<void>;
}

/** More is claimed while what is slow (a member with many orders, a store that answers late) is still under way; never more than this. */
const UNDER_WAY_MAX = 2 * INBOX.claimMax;

export class Drain {
  readonly #options: DrainOptions;
  readonly #loop = new WorkLoop(() => this.#rounds());
  /** Items that were claimed and are not finished. */
  #underWay = 0;
  readonly #subjects = new Turns();
  readonly #endings = new Map<string, Ending>();

  constructor(options: DrainOptions) {
    this.#options = options;
  }

  /** Works until {@link stop}. */
  start(): void {
    this.#loop.start();
  }

  /** Finishes what is being worked on, takes nothing new. */
  async stop(): Promise<void> {
    await this.#loop.stop();
  }

  /** Work has arrived in this process: do not wait for the next look. */
  wake(): void {
    this.#loop.wake();
  }

  /** One claim and all its work; says how many items it took. */
  async once(): Promise<number> {
    const { taken, finished } = await this.#claim();
    await finished;
    return taken;
  }

  /** Works on one item now, for somebody who waits for its answer. Null: another worker has it; look for its result instead. */
  async one(itemId: string): Promise<Outcome | null> {
    const { inbox, clock } = this.#options;
    const lease = randomUUID();
    const item = await inbox.claimOne(itemId, lease, clock(), clock() + INBOX.leaseMs);
    if (item === null) return null;
    const results: Result[] = [];
    await this.#handle(lease, [item], results);
    return results[0]?.outcome ?? null;
  }

  async #rounds(): Promise<void> {
    while (!this.#loop.stopping) {
      const taken = await this.#claimOrLog();
      if (taken < INBOX.claimMax) await this.#pause(taken > 0 ? 0 : INBOX.pollMs);
      while (this.#underWay > UNDER_WAY_MAX - INBOX.claimMax) await this.#pause(INBOX.pollMs);
    }
    while (this.#underWay > 0) await this.#pause(INBOX.pollMs);
  }

  async #claimOrLog(): Promise<number> {
    const lost = (error: unknown): void => this.#options.log.error({ err: error }, 'the inbox could not be worked on; trying again');
    try {
      const { taken, finished } = await this.#claim();
      finished.catch(lost);
      return taken;
    } catch (error) {
      lost(error);
      return 0;
    }
  }

  async #claim(): Promise<{ taken: number; finished: Promise<unknown> }> {
    const { inbox, clock } = this.#options;
    const lease = randomUUID();
    const items = await inbox.claim(lease, clock(), clock() + INBOX.leaseMs, INBOX.claimMax);
    return { taken: items.length, finished: items.length === 0 ? Promise.resolve() : this.#handle(lease, items) };
  }

  async #pause(ms: number): Promise<void> {
    if (this.#loop.stopping && this.#underWay === 0) return;
    await this.#loop.rest(ms);
  }

  /** Subjects side by side, the items of one subject in sequence; each is finished when it is done, whatever the others still do. */
  async #handle(lease: string, items: readonly InboxItem[], results: Result[] = []): Promise<void> {
    this.#underWay += items.length;
    try {
      const understood = await Promise.all(items.map(async (item) => ({ item, view: await this.#options.handler.understand(item) })));
      const outright: Result[] = [];
      const workable: Understood[] = [];
      for (const { item, view } of understood) {
        if (isOutcome(view)) outright.push({ item, outcome: view });
        else workable.push(view);
      }
      results.push(...outright);
      const subjects = [...Map.groupBy(workable, ({ subject }) => subject)];
      const worked = subjects.map(([subject, group]) => this.#subjects.take(subject, () => this.#work(lease, group, results)));
      const ends = await Promise.allSettled([...worked, outright.length > 0 ? this.#end(lease, outright) : null]);
      const failed = ends.find((end) => end.status === 'rejected');
      if (failed !== undefined) throw failed.reason;
    } finally {
      this.#underWay -= items.length;
      this.#loop.wake();
    }
  }

  async #work(lease: string, group: readonly Understood[], results: Result[]): Promise<void> {
    const outcomes = await this.#options.handler.work(group);
    const ended = group.flatMap(({ item }, index) => {
      const outcome = outcomes[index];
      return outcome === undefined ? [] : [{ item, outcome }];
    });
    results.push(...ended);
    await this.#end(lease, ended);
  }

  /** What ends in the same turn of the event loop is written down in one go. */
  async #end(lease: string, results: readonly Result[]): Promise<void> {
    const known = this.#endings.get(lease);
    if (known !== undefined) {
      known.results.push(...results);
      return known.written;
    }
    const ending = { results: [...results], written: Promise.resolve() };
    ending.written = new Promise<void>((resolve) => void setImmediate(resolve)).then(() => {
      this.#endings.delete(lease);
      return this.#finish(lease, ending.results);
    });
    this.#endings.set(lease, ending);
    return ending.written;
  }

  async #finish(lease: string, results: readonly Result[]): Promise<void> {
    const { inbox, clock } = this.#options;
    const done = results.filter(({ outcome }) => outcome.kind === 'done').map(({ item }) => item.itemId);
    if (done.length > 0) await inbox.finish(done, lease, 'done', null, clock());
    const ignored = results.flatMap(({ item, outcome }) => (outcome.kind === 'ignored' ? [{ itemId: item.itemId, why: outcome.why }] : []));
    for (const [why, items] of Map.groupBy(ignored, (each) => each.why)) {
      await inbox.finish(items.map(({ itemId }) => itemId), lease, 'ignored', why, clock()); // prettier-ignore
    }
    for (const { item, outcome } of results) if (outcome.kind === 'failed') await this.#fail(lease, item, outcome.error);
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
