// Walks every chain of a store once: each entry is proved on top of the one before it, and whoever watches sees it.
import type { StoreId } from '../../loyalty/ids.ts';
import { EMPTY_STATE } from '../../loyalty/ledger/state.ts';
import { entryFacts } from './entry-facts.ts';
import type { Findings } from './finding.ts';
import type { LedgerReader, StoredEntry } from './ports.ts';
import { proveEntry, type Link } from './prove-entry.ts';
import { Reservations } from './reservations.ts';
import { StateTexts } from './state-text.ts';
import type { Watcher } from './watcher.ts';

export interface Walked {
  entries: number;
  members: number;
}

class Walk {
  readonly walked: Walked = { entries: 0, members: 0 };
  readonly #findings: Findings;
  readonly #watchers: readonly Watcher[];
  readonly #texts = new StateTexts();
  #previous: Link | null = null;
  #reservations = new Reservations();

  constructor(findings: Findings, watchers: readonly Watcher[]) {
    this.#findings = findings;
    this.#watchers = watchers;
  }

  entry(stored: StoredEntry): void {
    const { bare } = stored;
    if (this.#previous?.bare.memberId !== bare.memberId) this.endChain();
    const previous = this.#previous;
    const proved = proveEntry(previous, stored, this.#texts);
    if (proved.broken.length > 0) this.#findings.add(bare, ...proved.broken);
    this.#lookBeside(stored);
    const before = previous?.after ?? EMPTY_STATE;
    for (const watcher of this.#watchers) watcher.step?.({ bare, before, after: proved.after, first: previous === null });
    this.#previous = proved;
    this.walked.entries += 1;
  }

  /** A document that lacks what these read was already named by the proof. */
  #lookBeside(stored: StoredEntry): void {
    try {
      const found = [...entryFacts(stored), ...this.#reservations.look(stored.bare)];
      if (found.length > 0) this.#findings.add(stored.bare, ...found);
    } catch (error) {
      const detail = error instanceof Error ? error.message : String(error);
      this.#findings.add(stored.bare, { invariant: 'entry-can-be-read', detail });
    }
  }

  endChain(): void {
    if (this.#previous === null) return;
    this.walked.members += 1;
    const head = { ...this.#previous.bare, after: this.#previous.after };
    for (const watcher of this.#watchers) watcher.chain?.(head);
    this.#previous = null;
    this.#reservations = new Reservations();
    this.#texts.forget();
  }
}

export interface WalkOptions {
  readonly reader: Pick<LedgerReader, 'entries'>;
  readonly watchers: readonly Watcher[];
  readonly findings: Findings;
  readonly progress: (entries: number) => void;
}

export async function walkChains(storeId: StoreId, { reader, watchers, findings, progress }: WalkOptions): Promise<Walked> {
  const walk = new Walk(findings, watchers);
  for await (const batch of reader.entries(storeId)) {
    for (const stored of batch) walk.entry(stored);
    for (const watcher of watchers) await watcher.flush?.(false);
    progress(walk.walked.entries);
  }
  walk.endChain();
  for (const watcher of watchers) await watcher.flush?.(true);
  return walk.walked;
}
