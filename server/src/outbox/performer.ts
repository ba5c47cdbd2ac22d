// The worker of the outbox: claims what is due, performs many at once and few of one store, and never waits for a slow store to begin with others.
import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { WorkLoop } from '../inbox/work-loop.ts';
import { OUTBOX } from '../limits.ts';
import type { StoreId } from '../loyalty/ids.ts';
import type { Effect } from './outbox-store.ts';
import { performEffect, type Ending, type PerformNeeds } from './perform-effect.ts';

export interface PerformerOptions extends PerformNeeds {
  /** Works on the item that tells what became of an effect, for somebody who waits. */
  readonly hear: (itemId: string) => Promise<unknown>;
  /** Items for the inbox's worker have come. */
  readonly wakeInbox: () => void;
}

/** Looking whether another worker has finished what somebody waits for here. */
const LOOK_AGAIN_MS = 100;

export class Performer {
  readonly #options: PerformerOptions;
  readonly #perStore = new Map<StoreId, number>();
  readonly #underWay = new Set<Promise<unknown>>();
  readonly #loop = new WorkLoop(() => this.#rounds());

  constructor(options: PerformerOptions) {
    this.#options = options;
  }

  /** Works until {@link stop}. */
  start(): void {
    this.#loop.start();
  }

  /** Finishes what is under way, begins nothing new. */
  async stop(): Promise<void> {
    await this.#loop.stop();
    await Promise.allSettled(this.#underWay);
  }

  /** Something was added in this process: do not wait for the next look. */
  wake(): void {
    this.#loop.wake();
  }

  /** One claim and all its work; says how many effects it took. */
  async once(): Promise<number> {
    const works = await this.#begin();
    await Promise.all(works);
    return works.length;
  }

  /**
   * Performs one effect now, for somebody who waits, and has what it tells heard. `later`: it is not over within the patience; the work goes on,
   * and if this process dies, a worker does it.
   */
  async one(storeId: StoreId, effectId: string, patienceMs: number = OUTBOX.patienceMs): Promise<'done' | 'later'> {
    const work = this.#now(storeId, effectId, performance.now() + patienceMs);
    // Whoever waits may have gone when it fails: it is in the queue, and its failure was written down.
    work.catch((error: unknown) => this.#lost(error));
    return Promise.race([this.#track(work), wait(patienceMs, 'later' as const, { ref: false })]);
  }

  async #now(storeId: StoreId, effectId: string, giveUpAt: number): Promise<'done' | 'later'> {
    const { outbox, clock, hear } = this.#options;
    const [lease, leaseUntil] = [randomUUID(), clock() + OUTBOX.leaseMs];
    const effect = await outbox.claimOne(storeId, effectId, lease, clock(), leaseUntil);
    if (effect !== null) {
      const ending = await this.#perform(effect, lease, leaseUntil);
      if (ending.kind === 'done' && ending.told !== null) await hear(ending.told);
      return ending.kind === 'done' ? 'done' : 'later';
    }
    const known = await outbox.read(storeId, effectId);
    if (known === null || known.state !== 'new') return known?.state === 'done' ? 'done' : 'later';
    if (performance.now() + LOOK_AGAIN_MS > giveUpAt || this.#loop.stopping) return 'later';
    await wait(LOOK_AGAIN_MS);
    return this.#now(storeId, effectId, giveUpAt);
  }

  async #rounds(): Promise<void> {
    while (!this.#loop.stopping) {
      const begun = await this.#begin().catch((error: unknown) => {
        this.#lost(error);
        return [];
      });
      for (const work of begun) work.catch((error: unknown) => this.#lost(error));
      if (begun.length === 0 || this.#underWay.size >= OUTBOX.underWayMax) await this.#pause();
    }
  }

  #lost(error: unknown): void {
    this.#options.log.error({ err: error }, 'the outbox could not be worked on; trying again');
  }

  async #begin(): Promise<Promise<Ending>[]> {
    const { outbox, clock } = this.#options;
    const [lease, leaseUntil] = [randomUUID(), clock() + OUTBOX.leaseMs];
    const room = Math.min(OUTBOX.perStoreMax, OUTBOX.underWayMax - this.#underWay.size);
    if (room <= 0) return [];
    const busy = [...this.#perStore].filter(([, count]) => count >= OUTBOX.perStoreMax).map(([storeId]) => storeId);
    const effects = await outbox.claim(lease, clock(), leaseUntil, room, busy);
    return effects.map((effect) => this.#track(this.#perform(effect, lease, leaseUntil)));
  }

  async #perform(effect: Effect, lease: string, leaseUntil: number): Promise<Ending> {
    const { storeId, effectId } = effect;
    this.#perStore.set(storeId, (this.#perStore.get(storeId) ?? 0) + 1);
    try {
      const ending = await performEffect(this.#options, { effect, claim: { storeId, effectId, lease }, leaseUntil });
      if (ending.kind === 'done' && ending.told !== null) this.#options.wakeInbox();
      return ending;
    } finally {
      const left = (this.#perStore.get(storeId) ?? 1) - 1;
      if (left === 0) this.#perStore.delete(storeId);
      else this.#perStore.set(storeId, left);
      // What waited for this one in its lane, or for a free place, may begin.
      this.#loop.wake();
    }
  }

  #track<T>(work: Promise<T>): Promise<T> {
    this.#underWay.add(work);
    const over = (): void => void this.#underWay.delete(work);
    work.then(over, over);
    return work;
  }

  async #pause(): Promise<void> {
    if (!this.#loop.stopping) await this.#loop.rest(OUTBOX.pollMs);
  }
}
