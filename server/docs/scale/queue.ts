// The inbox as the simulation sees it: items in the order of their due times. A leased item is due again when its lease ends.

export interface Item {
  /** When the store first tried to deliver it: what a customer's wait is counted from. */
  readonly sentAt: number;
  readonly order: number;
  readonly gives: boolean;
  readonly hot: 'member' | 'order' | null;
  tries: number;
  /** When a server said 200; before that it is the store's to send again, afterwards ours. */
  acceptedAt: number;
}

export class Queue {
  #items: (Item | null)[] = [];
  #first = 0;
  #waiting = 0;

  get waiting(): number {
    return this.#waiting;
  }

  /** Becomes due now: everything that is in the queue was due earlier. */
  add(item: Item): void {
    this.#items.push(item);
    this.#waiting += 1;
  }

  /** The oldest due ones, taken by nobody yet; `skip` of them are left to others. */
  look(limit: number, skip: number): { item: Item; place: number }[] {
    while (this.#first < this.#items.length && this.#items[this.#first] === null) this.#first += 1;
    const seen: { item: Item; place: number }[] = [];
    let left = skip;
    for (let place = this.#first; place < this.#items.length && seen.length < limit; place += 1) {
      const item = this.#items[place];
      if (item == null) continue;
      if (left > 0) left -= 1;
      else seen.push({ item, place });
    }
    return seen;
  }

  /** False: somebody else was faster. */
  take({ item, place }: { item: Item; place: number }): boolean {
    if (this.#items[place] !== item) return false;
    this.#items[place] = null;
    this.#waiting -= 1;
    return true;
  }
}
