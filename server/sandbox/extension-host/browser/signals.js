// Values that change, as Shopify hands them to an extension: `.value`, `.subscribe`, and whoever reads one while drawing draws again.

/**
 * @template T
 * @typedef {{ readonly value: T, readonly current: T, subscribe: (listener: (value: T) => void) => () => void, destroy: () => Promise<void>, set: (value: T) => void }} HostSignal
 */
/** @typedef {new (value: unknown) => { value: unknown }} SignalClass */

export class Signals {
  /** @type {Set<(real: SignalClass) => void>} */
  #waiting = new Set();
  /** @type {SignalClass | null} */
  #real = null;

  /**
   * The extension brings the class that its drawing listens to (`@shopify/ui-extensions/preact` hands it over).
   * @param {SignalClass} real
   */
  use(real) {
    this.#real = real;
    for (const change of this.#waiting) change(real);
    this.#waiting.clear();
  }

  /**
   * @template T
   * @param {T} initial
   * @returns {HostSignal<T>}
   */
  make(initial) {
    /** @type {{ value: unknown }} */
    let inner = this.#real === null ? { value: initial } : new this.#real(initial);
    if (this.#real === null) this.#waiting.add((real) => (inner = new real(inner.value)));
    /** @type {Set<(value: T) => void>} */
    const listeners = new Set();
    const read = () => /** @type {T} */ (inner.value);
    return {
      get value() {
        return read();
      },
      get current() {
        return read();
      },
      subscribe(listener) {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
      destroy: () => Promise.resolve(),
      set(value) {
        inner.value = value;
        for (const listener of listeners) listener(value);
      },
    };
  }
}
