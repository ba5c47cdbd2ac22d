// Everything that is derived, made again from the chains alone, while the server runs. Rows are put right one by one in their place: nothing is
// emptied first, so nobody reads a member without points while it runs.
import type { LedgerReader, StoredEntry } from '../ledger/verification/ports.ts';
import type { MemberId, StoreId } from '../loyalty/ids.ts';
import { parseState } from '../loyalty/ledger/canonical.ts';
import type { Entry } from '../loyalty/ledger/entry.ts';
import type { Projection } from './projection.ts';

export interface Rebuilt {
  readonly entries: number;
  readonly members: number;
  /** By projection: rows that were missing, behind, or wrong. */
  readonly mended: Readonly<Record<string, number>>;
}

export interface RebuildOptions {
  readonly reader: Pick<LedgerReader, 'entries' | 'estimate'>;
  readonly projections: readonly Projection[];
  readonly progress?: (progress: { readonly entries: number; readonly estimated: number }) => void;
}

const BATCH = 500;

/** @throws when the state cannot be read: a damaged chain is for `verify` to name, and nothing is derived from it. */
function headOf({ bare, state }: StoredEntry): Entry {
  return { ...bare, after: parseState(state) };
}

class Rebuild {
  members = 0;
  readonly mended: Record<string, number>;
  readonly #storeId: StoreId;
  readonly #projections: readonly Projection[];
  #heads: Entry[] = [];
  #last: StoredEntry | null = null;
  #after: MemberId | null = null;

  constructor(storeId: StoreId, projections: readonly Projection[]) {
    this.#storeId = storeId;
    this.#projections = projections;
    this.mended = Object.fromEntries(projections.map(({ name }) => [name, 0]));
  }

  async take(batch: readonly StoredEntry[]): Promise<void> {
    for (const stored of batch) {
      if (this.#last !== null && this.#last.bare.memberId !== stored.bare.memberId) this.#heads.push(headOf(this.#last));
      this.#last = stored;
    }
    if (this.#heads.length >= BATCH) await this.#restore(this.#heads.at(-1)?.memberId ?? null);
  }

  async end(): Promise<void> {
    if (this.#last !== null) this.#heads.push(headOf(this.#last));
    await this.#restore(null);
  }

  async #restore(until: MemberId | null): Promise<void> {
    const heads = this.#heads;
    this.#heads = [];
    for (const projection of this.#projections) {
      const count = await projection.restore(this.#storeId, this.#after, until, heads);
      this.mended[projection.name] = (this.mended[projection.name] ?? 0) + count;
    }
    this.members += heads.length;
    this.#after = until;
  }
}

export async function rebuildStore(storeId: StoreId, { reader, projections, progress }: RebuildOptions): Promise<Rebuilt> {
  const rebuild = new Rebuild(storeId, projections);
  const estimated = await reader.estimate(storeId);
  let entries = 0;
  for await (const batch of reader.entries(storeId)) {
    await rebuild.take(batch);
    entries += batch.length;
    progress?.({ entries, estimated: Math.max(estimated, entries) });
  }
  await rebuild.end();
  return { entries, members: rebuild.members, mended: rebuild.mended };
}
