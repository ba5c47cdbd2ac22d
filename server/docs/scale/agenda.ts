// What happens next: a binary heap of events by time. Of two at the same time the one entered first comes first, so a run repeats exactly.

export interface Event {
  readonly at: number;
  readonly run: () => void;
}

interface Entered extends Event {
  readonly order: number;
}

const before = (a: Entered, b: Entered): boolean => a.at < b.at || (a.at === b.at && a.order < b.order);

export class Agenda {
  readonly #heap: Entered[] = [];
  #entered = 0;
  #now = 0;

  get now(): number {
    return this.#now;
  }

  at(at: number, run: () => void): void {
    const heap = this.#heap;
    const event = { at: Math.max(at, this.#now), run, order: (this.#entered += 1) };
    let index = heap.length;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      const above = heap[parent];
      if (above === undefined || !before(event, above)) break;
      heap[index] = above;
      index = parent;
    }
    heap[index] = event;
  }

  /** Runs everything up to `until`, in order; what the events enter is run too. */
  runUntil(until: number): void {
    for (let first = this.#heap[0]; first !== undefined && first.at <= until; first = this.#heap[0]) {
      this.#now = first.at;
      this.#takeFirst();
      first.run();
    }
    this.#now = Math.max(this.#now, until);
  }

  #takeFirst(): void {
    const heap = this.#heap;
    const last = heap.pop();
    if (last === undefined || heap.length === 0) return;
    let index = 0;
    for (;;) {
      const left = 2 * index + 1;
      const [a, b] = [heap[left], heap[left + 1]];
      if (a === undefined) break;
      const [smaller, at] = b !== undefined && before(b, a) ? [b, left + 1] : [a, left];
      if (!before(smaller, last)) break;
      heap[index] = smaller;
      index = at;
    }
    heap[index] = last;
  }
}
