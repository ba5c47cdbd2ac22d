// What works in the background until it is stopped, rests between its looks, and can be woken: the inbox and the outbox have one each.

export class WorkLoop {
  readonly #rounds: () => Promise<void>;
  #stopping = false;
  #running: Promise<void> | null = null;
  #wake: () => void = () => undefined;

  /** `rounds` works until {@link stopping}, and rests with {@link rest}. */
  constructor(rounds: () => Promise<void>) {
    this.#rounds = rounds;
  }

  get stopping(): boolean {
    return this.#stopping;
  }

  start(): void {
    this.#stopping = false;
    this.#running ??= this.#rounds();
  }

  /** Resolves when the rounds have ended. */
  async stop(): Promise<void> {
    this.#stopping = true;
    this.#wake();
    await this.#running;
    this.#running = null;
  }

  /** Ends the rest, if there is one. */
  wake(): void {
    this.#wake();
  }

  /** At most this long, less when it is woken. */
  async rest(ms: number): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, ms);
    this.#wake = resolve;
    await promise;
    clearTimeout(timer);
  }
}
