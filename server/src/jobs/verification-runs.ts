// A proof that a person asked for: runs in this process beside everything else, at most once per store, and can be watched while it does.
import type { Logger } from 'pino';
import type { VerificationStore } from '../ledger/checkpoint-store.ts';
import type { Progress, Verification } from '../ledger/verify.ts';
import { dayOf } from '../loyalty/calendar.ts';
import type { StoreId } from '../loyalty/ids.ts';

export interface VerificationRun {
  readonly state: 'running' | 'failed';
  readonly startedAt: number;
  readonly entries: number;
  /** About how many there are; 0 until it is known. */
  readonly estimated: number;
}

export interface VerificationRunsOptions {
  readonly proof: {
    readonly verifications: Pick<VerificationStore, 'keep'>;
    verify(storeId: StoreId, progress: (progress: Progress) => void): Promise<Verification>;
  };
  readonly clock: () => number;
  readonly log: Logger;
}

const PROBLEMS_KEPT = 20;

export class VerificationRuns {
  readonly #options: VerificationRunsOptions;
  readonly #runs = new Map<StoreId, VerificationRun>();

  constructor(options: VerificationRunsOptions) {
    this.#options = options;
  }

  /** Null: none is running, and the last one came to its end. */
  of(storeId: StoreId): VerificationRun | null {
    return this.#runs.get(storeId) ?? null;
  }

  /** Starts a proof unless one is running; does not wait for it. */
  start(storeId: StoreId): VerificationRun {
    const known = this.#runs.get(storeId);
    if (known?.state === 'running') return known;
    const started: VerificationRun = { state: 'running', startedAt: this.#options.clock(), entries: 0, estimated: 0 };
    this.#runs.set(storeId, started);
    this.#run(storeId, started).then(
      () => this.#runs.delete(storeId),
      (error: unknown) => {
        this.#options.log.error({ err: error, storeId }, 'a proof that somebody asked for failed');
        this.#runs.set(storeId, { ...(this.#runs.get(storeId) ?? started), state: 'failed' });
      },
    );
    return started;
  }

  async #run(storeId: StoreId, started: VerificationRun): Promise<void> {
    const { proof, clock, log } = this.#options;
    const found = await proof.verify(storeId, (progress) => this.#runs.set(storeId, { ...started, ...progress }));
    const { ok, entries, members, problemCount, problems, checkpoint } = found;
    const at = clock();
    // Not a night's own name: the nightly job must not take this for the night it has still to seal.
    const day = `asked/${dayOf(at, 'UTC')}`;
    const witness = checkpoint === null ? null : { n: checkpoint.n, seal: checkpoint.seal };
    const kept = { storeId, day, at, tookMs: at - started.startedAt, ok, entries, members, problemCount, checkpoint: witness };
    await proof.verifications.keep({ ...kept, problems: problems.slice(0, PROBLEMS_KEPT) });
    if (!ok) log.error({ storeId, problemCount, first: problems[0] }, 'the ledger does not prove: run `npm run lasting -- verify`');
  }
}
