// Makes a store's next checkpoint from the entries since the last one, in one pass with one page of memory.
import { randomUUID } from 'node:crypto';
import type { StoreId } from '../loyalty/ids.ts';
import { addSums, HeadPages, NO_SUMS, sumsOfMoves, type ChainHead, type Checkpoint, type Sums } from './checkpoint.ts';
import { sealCheckpoint, type SealKeys } from './checkpoint-seal.ts';
import type { CheckpointStore } from './checkpoint-store.ts';
import type { LedgerReader } from './verification/ports.ts';

/** Clocks of processes differ, and a write may be on its way: a day is sealed only when it is over by this much. */
export const CHECKPOINT_MARGIN_MS = 3_600_000;

export interface CheckpointMaker {
  readonly reader: Pick<LedgerReader, 'between'>;
  readonly checkpoints: CheckpointStore;
  readonly keys: SealKeys;
  readonly clock: () => number;
}

type KeepPage = (page: number, heads: readonly ChainHead[]) => Promise<void>;

class Collector {
  entries = 0;
  sums: Sums = NO_SUMS;
  readonly heads = new HeadPages();
  readonly #keep: KeepPage;
  #last: ChainHead | null = null;
  #pages = 0;

  constructor(keep: KeepPage) {
    this.#keep = keep;
  }

  async add(head: ChainHead, sums: Sums): Promise<void> {
    this.entries += 1;
    this.sums = addSums(this.sums, sums);
    if (this.#last !== null && this.#last.memberId !== head.memberId) await this.#store(this.heads.add(this.#last));
    this.#last = { memberId: head.memberId, seq: head.seq, hash: head.hash };
  }

  async end(): Promise<void> {
    if (this.#last !== null) await this.#store(this.heads.add(this.#last));
    await this.#store(this.heads.end());
  }

  async #store(page: readonly ChainHead[] | null): Promise<void> {
    if (page === null) return;
    await this.#keep(this.#pages, page);
    this.#pages += 1;
  }
}

/**
 * The checkpoint up to `to`, the end of `day`; the one that is there when that day has one already. A try that is cut short leaves pages
 * nobody names, and the next one begins anew.
 * @throws RangeError when the day is not over for long enough: entries could still join it.
 */
export async function makeCheckpoint(maker: CheckpointMaker, storeId: StoreId, day: string, to: number): Promise<Checkpoint> {
  const { reader, checkpoints, keys, clock } = maker;
  if (clock() < to + CHECKPOINT_MARGIN_MS) throw new RangeError(`${day} is not over for long enough to be sealed`);
  const before = await checkpoints.newest(storeId);
  if (before !== null && before.to >= to) return before;
  const [n, from, pages] = [(before?.n ?? 0) + 1, before?.to ?? 0, randomUUID()];
  const collector = new Collector((page, heads) => checkpoints.keepPage(storeId, n, pages, page, heads));
  for await (const batch of reader.between(storeId, from, to, null)) {
    for (const entry of batch) await collector.add(entry, sumsOfMoves(entry.moves));
  }
  await collector.end();
  const { chains, digest } = collector.heads;
  const entries = (before?.entries ?? 0) + collector.entries;
  const sums = addSums(before?.sums ?? NO_SUMS, collector.sums);
  const content = { storeId, n, day, from, to, entries, chains, sums, digest, previous: before?.seal ?? '' };
  const checkpoint = { ...content, ...sealCheckpoint(keys, content), pages };
  if (await checkpoints.keep(checkpoint)) return checkpoint;
  const others = await checkpoints.newest(storeId);
  if (others === null) throw new Error(`the checkpoint of ${day} was refused, and there is none`);
  return others;
}
