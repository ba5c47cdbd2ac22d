// Work that is asked for at the same time is done in one round trip. Everybody hears the same: it is done, or it failed and is asked for again.

interface Waiting<T> {
  readonly item: T;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

export class GroupCall<T> {
  readonly #call: (items: readonly T[]) => Promise<void>;
  #waiting: Waiting<T>[] = [];

  constructor(call: (items: readonly T[]) => Promise<void>) {
    this.#call = call;
  }

  async add(item: T): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    this.#waiting.push({ item, resolve, reject });
    // Whoever asks in this turn of the event loop shares the round trip.
    if (this.#waiting.length === 1) setImmediate(() => void this.#flush());
    return promise;
  }

  async #flush(): Promise<void> {
    const group = this.#waiting;
    this.#waiting = [];
    try {
      await this.#call(group.map(({ item }) => item));
      for (const { resolve } of group) resolve();
    } catch (error) {
      for (const { reject } of group) reject(error);
    }
  }
}
