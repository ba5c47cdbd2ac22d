// Every share that was taken has its one fate: the member's entry, or its return. A process may have died in between, and then a sweep ends it
// soon; a share that is still without one a day later is wrong.
import type { Findings } from '../ledger/verification/finding.ts';
import type { Step, Watcher } from '../ledger/verification/watcher.ts';
import type { EntryKey, MemberId, StoreId } from '../loyalty/ids.ts';
import { ALLOWANCE_CHAINS } from './allowance.ts';
import { fateKey, takenBy } from './share-keys.ts';
import type { ShareReader } from './share-reader.ts';

export interface ShareProofOptions {
  readonly storeId: StoreId;
  readonly shares: Pick<ShareReader, 'written'>;
  readonly findings: Findings;
  readonly clock: () => number;
}

const LATE_MS = 86_400_000;
const BATCH = 500;

interface Taken {
  readonly memberId: MemberId;
  readonly seq: number;
  readonly fate: EntryKey;
}

export class ShareProof implements Watcher {
  readonly #options: ShareProofOptions;
  #taken: Taken[] = [];

  constructor(options: ShareProofOptions) {
    this.#options = options;
  }

  step({ bare }: Step): void {
    if (!bare.memberId.startsWith(ALLOWANCE_CHAINS) || this.#options.clock() - bare.at < LATE_MS) return;
    const taken = takenBy(bare);
    // An order's share is proved with the order: it is calculated with what it was granted.
    if (taken === null || 'orderId' in taken) return;
    this.#taken.push({ memberId: bare.memberId, seq: bare.seq, fate: fateKey(taken.effect, taken.n) });
  }

  async flush(last: boolean): Promise<void> {
    if (!last && this.#taken.length < BATCH) return;
    const { storeId, shares, findings } = this.#options;
    for (const some of inBatches(this.#taken)) {
      const written = await shares.written(storeId, some.map(({ fate }) => fate)); // prettier-ignore
      for (const { memberId, seq, fate } of some) {
        if (!written.has(fate)) findings.add({ memberId, seq }, { invariant: 'every-share-is-used', detail: `there is no entry ${fate}` });
      }
    }
    this.#taken = [];
  }
}

function inBatches(all: readonly Taken[]): (readonly Taken[])[] {
  return Array.from({ length: Math.ceil(all.length / BATCH) }, (_, at) => all.slice(at * BATCH, (at + 1) * BATCH));
}
