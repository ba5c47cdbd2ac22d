// An answer that serves again for a moment: whoever asks meanwhile shares it. A failed one is nobody's but its askers'.

interface Kept<T> {
  readonly at: number;
  readonly answer: Promise<T>;
}

export class Moment<T> {
  readonly #ms: number;
  readonly #clock: () => number;
  readonly #kept = new Map<string, Kept<T>>();

  constructor(ms: number, clock: () => number) {
    this.#ms = ms;
    this.#clock = clock;
  }

  get(name: string, ask: () => Promise<T>): Promise<T> {
    const now = this.#clock();
    const known = this.#kept.get(name);
    if (known !== undefined && Math.abs(now - known.at) < this.#ms) return known.answer;
    for (const [old, { at }] of this.#kept) if (Math.abs(now - at) >= this.#ms) this.#kept.delete(old);
    const answer = ask();
    this.#kept.set(name, { at: now, answer });
    answer.catch(() => this.#kept.delete(name));
    return answer;
  }

  forget(name: string): void {
    this.#kept.delete(name);
  }
}
