// The port to where checkpoints are kept, and what proofs found. A checkpoint is written once; there is no update and no delete.
import type { StoreId } from '../loyalty/ids.ts';
import type { ChainHead, Checkpoint } from './checkpoint.ts';
import type { Problem } from './verification/finding.ts';

export interface CheckpointStore {
  newest(storeId: StoreId): Promise<Checkpoint | null>;
  /** Oldest first. */
  all(storeId: StoreId): Promise<Checkpoint[]>;
  /** Before the checkpoint that names them: pages without one are the rest of a try that was cut short. */
  keepPage(storeId: StoreId, n: number, pages: string, page: number, heads: readonly ChainHead[]): Promise<void>;
  /** Durable, once per store and day; false when another process was first. Removes what other tries left. */
  keep(checkpoint: Checkpoint): Promise<boolean>;
  /** A checkpoint's pages in their order, streamed. */
  pages(checkpoint: Checkpoint): AsyncIterable<readonly ChainHead[]>;
}

/** What the nightly proof of a store found: "last proved" in the admin. */
export interface KeptVerification {
  readonly storeId: StoreId;
  /** The night's day; a proof that somebody asked for has a name of its own here. */
  readonly day: string;
  readonly at: number;
  readonly tookMs: number;
  readonly ok: boolean;
  readonly entries: number;
  readonly members: number;
  readonly problemCount: number;
  /** The first of them. */
  readonly problems: readonly Problem[];
  /** The newest checkpoint then. Later proofs expect to find it, so the end of the checkpoints cannot be cut off unseen. */
  readonly checkpoint: { readonly n: number; readonly seal: string } | null;
}

export interface VerificationStore {
  keep(verification: KeptVerification): Promise<void>;
  newest(storeId: StoreId): Promise<KeptVerification | null>;
  ofDay(storeId: StoreId, day: string): Promise<KeptVerification | null>;
}
