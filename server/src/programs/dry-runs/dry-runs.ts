// A draft tried on the orders of the last ninety days, beside the versions that were in force: a job of one process that all can watch and stop.
import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import { DryRun } from '../../loyalty/dry-run/dry-run.ts';
import { factsOf, NOTHING_ADDED } from '../../loyalty/earning/facts.ts';
import type { StoreId } from '../../loyalty/ids.ts';
import type { Program } from '../../loyalty/program/program.ts';
import type { StoredOrder } from '../../orders/order-store.ts';
import type { OrderHistory } from '../order-history.ts';
import type { RunStore, StoredRun } from './run-store.ts';

export interface DryRunsOptions {
  readonly runs: RunStore;
  readonly history: OrderHistory;
  readonly clock: () => number;
  readonly log: Logger;
}

export interface Trial {
  readonly storeId: StoreId;
  /** Orders placed before it earn nothing: they are history. */
  readonly startsAt: number;
  readonly versions: readonly Program[];
  readonly live: Program;
  readonly draft: Program;
  readonly draftRevision: number;
}

const DAY_MS = 86_400_000;
const DAYS = 90;
/** Longer than the slowest batch takes; a process that died is noticed after it. */
const LEASE_MS = 30_000;
/** How often progress is written, and the wish to stop is read. */
const TELL_MS = 400;

export class DryRuns {
  readonly #options: DryRunsOptions;
  readonly #working = new Set<Promise<void>>();

  constructor(options: DryRunsOptions) {
    this.#options = options;
  }

  /** The last run, whichever process does or did it; null: there was none. One whose process died has failed. */
  async of(storeId: StoreId): Promise<StoredRun | null> {
    const run = await this.#options.runs.get(storeId);
    if (run === null || run.state !== 'running' || run.leaseUntil > this.#options.clock()) return run;
    return { ...run, state: 'failed', endedAt: run.leaseUntil };
  }

  /** False while another one runs. Does not wait for the end. */
  async start(trial: Trial): Promise<boolean> {
    const { runs, clock, log } = this.#options;
    const now = clock();
    const [from, until] = [now - DAYS * DAY_MS, now + 1];
    const run: StoredRun = {
      runId: randomUUID(),
      state: 'running',
      startedAt: now,
      endedAt: null,
      leaseUntil: now + LEASE_MS,
      cancelAsked: false,
      draftRevision: trial.draftRevision,
      liveVersion: trial.live.version,
      currency: trial.draft.currency,
      from,
      until,
      done: 0,
      of: 0,
      result: null,
    };
    if (!(await runs.start(trial.storeId, run, now))) return false;
    const work = this.#work(trial, run).catch((error: unknown) => {
      log.error({ err: error, storeId: trial.storeId }, 'a dry run failed');
    });
    this.#working.add(work);
    void work.finally(() => this.#working.delete(work));
    return true;
  }

  cancel(storeId: StoreId): Promise<boolean> {
    return this.#options.runs.askToStop(storeId, this.#options.clock());
  }

  /** What this process still works on. */
  async settled(): Promise<void> {
    await Promise.all(this.#working);
  }

  async #work(trial: Trial, run: StoredRun): Promise<void> {
    const { runs, clock } = this.#options;
    const fold = new DryRun(trial.versions, trial.draft, trial.startsAt);
    let done = 0;
    try {
      for await (const batch of this.#told(trial.storeId, run)) {
        for (const order of batch) this.#add(fold, order);
        done += batch.length;
      }
      await runs.finish(trial.storeId, run.runId, { state: 'done', endedAt: clock(), done, of: done, result: fold.result() });
    } catch (error) {
      const stopped = error instanceof Stopped;
      await runs.finish(trial.storeId, run.runId, { state: stopped ? 'cancelled' : 'failed', endedAt: clock(), done, result: null });
      if (!stopped) throw error;
    }
  }

  /** The orders batch by batch; between two batches everybody may learn how far it is, and stop it. @throws Stopped */
  async *#told(storeId: StoreId, run: StoredRun): AsyncIterable<readonly StoredOrder[]> {
    const { history } = this.#options;
    let [done, of, toldAt] = [0, 0, performance.now()];
    for await (const batch of oneAhead(history.between(storeId, run.from, run.until))) {
      yield batch;
      done += batch.length;
      of = expected(run, done, batch.at(-1)) ?? of;
      if (performance.now() - toldAt < TELL_MS) continue;
      toldAt = performance.now();
      await this.#tell(storeId, run, done, of);
    }
    await this.#tell(storeId, run, done, done);
  }

  async #tell(storeId: StoreId, { runId }: StoredRun, done: number, of: number): Promise<void> {
    const { runs, clock } = this.#options;
    if (!(await runs.goOn(storeId, runId, { done, of, leaseUntil: clock() + LEASE_MS }))) throw new Stopped();
  }

  /** By what was judged of an order where it was; an order of nobody earns nothing in either program. */
  #add(fold: DryRun, { order, memberId, judgement }: StoredOrder): void {
    if (memberId !== null) fold.add({ memberId, order, facts: judgement?.facts ?? factsOf(order, NOTHING_ADDED) });
  }
}

class Stopped extends Error {}

/** About how many orders there are, by how far in time the last one lies: counting them would take as long as trying them. */
function expected({ from, until }: StoredRun, done: number, last: StoredOrder | undefined): number | null {
  const passed = last === undefined ? 0 : (last.order.placedAt - from) / (until - from);
  return passed > 0 ? Math.round(done / passed) : null;
}

/** The next batch is on its way while this one is worked on. */
async function* oneAhead<T>(source: AsyncIterable<T>): AsyncIterable<T> {
  const batches = source[Symbol.asyncIterator]();
  let next = batches.next();
  try {
    for (let batch = await next; batch.done !== true; batch = await next) {
      next = batches.next();
      yield batch.value;
    }
  } finally {
    // Whoever stops early does not wait for what is on its way, nor hear of its failure.
    next.catch(() => undefined);
    void batches.return?.().catch(() => undefined);
  }
}
