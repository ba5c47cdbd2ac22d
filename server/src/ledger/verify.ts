// The whole ledger of a store proved again from what is stored: every hash and sequence, every promise of every entry, what is derived, what
// every order deserves, and every sealed checkpoint. Streams, so memory stays flat; reads only, so it runs beside everything else.
import type { OrderId, StoreId } from '../loyalty/ids.ts';
import type { SealKeys } from './checkpoint-seal.ts';
import type { CheckpointStore, VerificationStore } from './checkpoint-store.ts';
import { Findings, STORE_WIDE, type Problem } from './verification/finding.ts';
import type { LedgerReader, OrderBook, ShownProjection } from './verification/ports.ts';
import { CheckpointWatch } from './verification/prove-checkpoints.ts';
import { OrderWatch } from './verification/prove-orders.ts';
import { ProjectionWatch } from './verification/prove-projections.ts';
import { walkChains } from './verification/walk-chains.ts';
import type { Watcher } from './verification/watcher.ts';

export type { Problem } from './verification/finding.ts';

export interface Verification {
  readonly ok: boolean;
  readonly entries: number;
  readonly members: number;
  /** The first of them; `problemCount` says how many there are. */
  readonly problems: readonly Problem[];
  readonly problemCount: number;
  /** Orders that something in the inbox still works on: not proved and not wrong. */
  readonly inProgress: readonly OrderId[];
  /** The newest sealed day. Kept somewhere else, its seal shows later that nobody cut off the end of the checkpoints. */
  readonly checkpoint: { readonly n: number; readonly day: string; readonly seal: string } | null;
}

export interface Progress {
  readonly entries: number;
  /** About how many there are; grows with the store. */
  readonly estimated: number;
}

export interface ProofOptions {
  readonly reader: LedgerReader;
  readonly projections: readonly ShownProjection[];
  readonly orders: OrderBook;
  readonly checkpoints: CheckpointStore;
  readonly verifications: VerificationStore;
  readonly keys: SealKeys;
  readonly clock: () => number;
  /** Who else looks along, for promises that are not the ledger's own. */
  readonly others?: (storeId: StoreId, findings: Findings) => readonly Watcher[];
  readonly progress?: (progress: Progress) => void;
}

const IN_PROGRESS_NAMED = 100;

async function proveKeys(storeId: StoreId, reader: LedgerReader, findings: Findings): Promise<void> {
  const { indexStands, keys } = await reader.repeatedKeys(storeId);
  if (!indexStands) findings.add(STORE_WIDE, { invariant: 'one-entry-per-key', detail: 'the unique index of keys is missing' });
  for (const key of keys) findings.add(STORE_WIDE, { invariant: 'one-entry-per-key', detail: `several entries have the key ${key}` });
}

/** Proves one store. Finding something wrong is an answer, not an error. */
export async function proveStore(storeId: StoreId, options: ProofOptions): Promise<Verification> {
  const { reader, projections, orders: book, clock } = options;
  const findings = new Findings(storeId);
  const orders = new OrderWatch({ storeId, book, reader, findings, clock });
  const checkpoints = await CheckpointWatch.open({ storeId, findings, ...options });
  const shown = projections.map((projection) => new ProjectionWatch({ storeId, projection, reader, findings, clock }));
  const others = options.others?.(storeId, findings) ?? [];
  const estimated = await reader.estimate(storeId);
  const progress = (entries: number): void => options.progress?.({ entries, estimated: Math.max(estimated, entries) });
  const walked = await walkChains(storeId, { reader, watchers: [checkpoints, orders, ...shown, ...others], findings, progress });
  await checkpoints.finish();
  await orders.finish();
  await proveKeys(storeId, reader, findings);
  const { newest } = checkpoints;
  return {
    ok: findings.count === 0,
    ...walked,
    problems: findings.problems,
    problemCount: findings.count,
    inProgress: [...new Set(orders.inProgress)].slice(0, IN_PROGRESS_NAMED),
    checkpoint: newest === null ? null : { n: newest.n, day: newest.day, seal: newest.seal },
  };
}
