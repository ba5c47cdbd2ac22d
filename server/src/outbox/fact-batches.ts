// Members of one store whose facts are written at the same time share a question to it. When the store refuses one of them, each is asked for alone.
import { setTimeout as wait } from 'node:timers/promises';
import { MEMBER_FACTS } from '../limits.ts';
import type { StoreId } from '../loyalty/ids.ts';
import { StoreRefused, type StoreConnection } from '../platforms/platform.ts';

type Write = NonNullable<StoreConnection['writeMemberFacts']>;
export type Facts = Parameters<Write>[0][number];

interface Batch {
  readonly facts: Facts[];
  readonly written: Promise<void>;
}

export class FactBatches {
  readonly #open = new Map<StoreId, Batch>();

  /** Resolves when the store has them; rejects with what the store said of these facts, or of all of them when it did not answer. */
  async write(storeId: StoreId, write: Write, facts: Facts): Promise<void> {
    const batch = this.#open.get(storeId) ?? this.#begin(storeId, write);
    batch.facts.push(facts);
    if (batch.facts.length >= MEMBER_FACTS.togetherMax) this.#open.delete(storeId);
    try {
      await batch.written;
    } catch (error) {
      if (!(error instanceof StoreRefused) || batch.facts.length === 1) throw error;
      await write([facts]);
    }
  }

  #begin(storeId: StoreId, write: Write): Batch {
    const facts: Facts[] = [];
    const written = wait(MEMBER_FACTS.togetherMs).then(() => {
      if (this.#open.get(storeId) === batch) this.#open.delete(storeId);
      return write(facts);
    });
    const batch = { facts, written };
    this.#open.set(storeId, batch);
    return batch;
  }
}
