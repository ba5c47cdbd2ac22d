// Who works on which items: one small document for a batch, with a unique index over the items it names. It is deleted with the last of its
// items; the lease of a worker that died runs out and is taken over whole, and remembers how often that happened.
import type { Connection } from 'mongoose';
import { collectionOf, isDuplicateKey, type Collection } from './collection.ts';

interface LeaseDocument {
  readonly _id: string;
  readonly items: readonly string[];
  readonly until: number;
  /** How many workers died with it. */
  readonly crashes: number;
}

/** What this process holds: the document's id, and the attempts of the items that are not done. */
interface Held {
  readonly documentId: string;
  readonly crashes: number;
  readonly attempts: Map<string, number>;
}

export interface Leasable {
  readonly _id: string;
  readonly attempts: number;
}

export class InboxLeases {
  readonly #leases: Collection<LeaseDocument>;
  readonly #held = new Map<string, Held>();

  constructor(connection: Connection) {
    this.#leases = collectionOf<LeaseDocument>(connection, 'inbox_leases');
  }

  /** What others hold, run out or not; or what of it was just taken over from somebody who died: his lease, whole. */
  async survey(lease: string, now: number, until: number): Promise<{ readonly held: string[] } | { readonly orphans: readonly string[] }> {
    const leases = await this.#leases.find().toArray();
    for (const { _id, until: was, items, crashes } of leases) {
      if (was > now) continue;
      const answer = await this.#leases.updateOne({ _id, until: was }, { $set: { until, crashes: crashes + 1 } });
      if (answer.modifiedCount === 0) continue;
      this.#hold(lease, _id, crashes + 1, items);
      return { orphans: items };
    }
    return { held: leases.flatMap(({ items }) => items) };
  }

  /** Leases as many of the items as nobody else has taken meanwhile. */
  async takeSome<T extends Leasable>(lease: string, until: number, items: readonly T[]): Promise<T[]> {
    const ids = items.map(({ _id }) => _id);
    if (await this.#insert(lease, until, ids, 0)) return this.began(lease, items);
    const taken = new Set((await this.#leases.find().toArray()).flatMap((other) => other.items));
    const free = items.filter(({ _id }) => !taken.has(_id));
    const mine = free.length > 0 && (await this.#insert(lease, until, free.map(({ _id }) => _id), 0)); // prettier-ignore
    return mine ? this.began(lease, free) : [];
  }

  /** One item, unless somebody alive has it. */
  async takeOne(lease: string, itemId: string, now: number, until: number): Promise<boolean> {
    if (await this.#insert(lease, until, [itemId], 0)) return true;
    const other = await this.#leases.findOne({ items: itemId });
    if (other !== null && other.until > now) return false;
    if (other !== null) await this.#leases.updateOne({ _id: other._id, until: other.until }, { $pull: { items: itemId } });
    return this.#insert(lease, until, [itemId], (other?.crashes ?? -1) + 1);
  }

  /** Work on these items begins; from now on their attempts count this one too. */
  began<T extends Leasable>(lease: string, items: readonly T[]): T[] {
    const held = this.#held.get(lease);
    if (held === undefined) return [];
    return items.map((item) => {
      const attempts = item.attempts + held.crashes + 1;
      held.attempts.set(item._id, attempts);
      return { ...item, attempts };
    });
  }

  /** Null: this process does not hold it. */
  attempts(lease: string, itemId: string): number | null {
    return this.#held.get(lease)?.attempts.get(itemId) ?? null;
  }

  /** These items are no longer worked on; with the last of them the lease goes. */
  async end(lease: string, itemIds: readonly string[]): Promise<void> {
    const held = this.#held.get(lease);
    if (held === undefined) return;
    for (const itemId of itemIds) held.attempts.delete(itemId);
    if (held.attempts.size > 0) return;
    this.#held.delete(lease);
    await this.#leases.deleteOne({ _id: held.documentId });
  }

  async #insert(lease: string, until: number, items: readonly string[], crashes: number): Promise<boolean> {
    try {
      await this.#leases.insertOne({ _id: lease, items, until, crashes });
      this.#hold(lease, lease, crashes, items);
      return true;
    } catch (error) {
      if (isDuplicateKey(error)) return false;
      throw error;
    }
  }

  #hold(lease: string, documentId: string, crashes: number, items: readonly string[]): void {
    this.#held.set(lease, { documentId, crashes, attempts: new Map(items.map((itemId) => [itemId, 0])) });
  }
}
