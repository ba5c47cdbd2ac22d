// The port to the one import of a store's past: a document that every process can read, gone on with by whoever holds its lease.
import type { StoreId } from '../loyalty/ids.ts';

export interface ImportProblem {
  readonly kind: 'unreachable' | 'refused';
  readonly detail: string;
}

export interface HistoryImport {
  readonly importId: string;
  /** `failed`: not before somebody acts. */
  readonly state: 'running' | 'done' | 'failed' | 'cancelled';
  readonly startedAt: number;
  readonly endedAt: number | null;
  readonly reading: 'customers' | 'orders';
  /** Where it goes on; the platform's own. null: at the beginning. */
  readonly position: string | null;
  readonly nextAt: number;
  /** What was read so far. */
  readonly customers: number;
  readonly orders: number;
  /** How many there are of what is being read, where the store says it. */
  readonly of: number | null;
  /** Items of the last page. */
  readonly page: readonly string[];
  readonly failures: number;
  readonly problem: ImportProblem | null;
}

export interface ImportStore {
  get(storeId: StoreId): Promise<HistoryImport | null>;
  /** False while one runs. Takes the place of the last one. */
  start(storeId: StoreId, run: HistoryImport): Promise<boolean>;
  /** False when it is no longer this one, or no longer running: the work ends. */
  goOn(storeId: StoreId, importId: string, change: Partial<HistoryImport>): Promise<boolean>;
}
