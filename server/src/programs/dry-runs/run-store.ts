// The port to the one dry run of a store: a document that every process can read, held by a lease, so that one that died does not seem to run.
import type { StoreId } from '../../loyalty/ids.ts';
import type { DryRunResult } from '../../loyalty/dry-run/dry-run.ts';

export interface StoredRun {
  readonly runId: string;
  readonly state: 'running' | 'done' | 'cancelled' | 'failed';
  readonly startedAt: number;
  readonly endedAt: number | null;
  readonly leaseUntil: number;
  readonly cancelAsked: boolean;
  readonly draftRevision: number;
  readonly liveVersion: number;
  readonly currency: string;
  /** Orders placed in `from <= placedAt < until`. */
  readonly from: number;
  readonly until: number;
  readonly done: number;
  /** About how many; 0 while nobody can tell. */
  readonly of: number;
  readonly result: DryRunResult | null;
}

export interface RunStore {
  get(storeId: StoreId): Promise<StoredRun | null>;
  /** False while another one runs. Takes the place of the last one. */
  start(storeId: StoreId, run: StoredRun, now: number): Promise<boolean>;
  /** False when somebody asked it to stop, or when it is no longer this one: the work ends. */
  goOn(storeId: StoreId, runId: string, progress: Pick<StoredRun, 'done' | 'of' | 'leaseUntil'>): Promise<boolean>;
  finish(storeId: StoreId, runId: string, end: Partial<StoredRun>): Promise<void>;
  /** False when none runs. */
  askToStop(storeId: StoreId, now: number): Promise<boolean>;
}
