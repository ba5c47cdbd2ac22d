// Stands in for the database: entries in chains, and the two unique indexes that make a write happen once.
import type { Entry } from '../../../src/loyalty/ledger/entry.ts';

export class MemoryLedger {
  readonly #chains = new Map<string, Entry[]>();
  readonly #keys = new Map<string, Entry>();

  chain(memberId: string): readonly Entry[] {
    return this.#chains.get(memberId) ?? [];
  }

  entriesOf(memberIds: readonly string[]): Entry[] {
    return memberIds.flatMap((each) => this.chain(each));
  }

  all(): Entry[] {
    return [...this.#keys.values()];
  }

  head(memberId: string): Entry | null {
    return this.chain(memberId).at(-1) ?? null;
  }

  byKey(key: string): Entry | null {
    return this.#keys.get(key) ?? null;
  }

  append(entry: Entry): 'appended' | 'sequence-or-key-taken' {
    const chain = this.#chains.get(entry.memberId) ?? [];
    if (this.#keys.has(entry.key) || chain.some(({ seq }) => seq === entry.seq)) return 'sequence-or-key-taken';
    this.#chains.set(entry.memberId, [...chain, entry]);
    this.#keys.set(entry.key, entry);
    return 'appended';
  }
}
