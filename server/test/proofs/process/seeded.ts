// Random numbers that can be had again: a proof that fails prints its seed.
export interface Seeded {
  /** An integer from 0 to below `end`. */
  below(end: number): number;
  shuffled<T>(all: readonly T[]): T[];
}

/** mulberry32: small, fast and even enough for choosing what to do next. */
export function seeded(seed: number): Seeded {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (end: number): number => Math.floor(next() * end);
  const shuffled = <T>(all: readonly T[]): T[] => {
    const deck = [...all];
    for (let at = deck.length - 1; at > 0; at -= 1) {
      const other = below(at + 1);
      [deck[at], deck[other]] = [deck[other] as T, deck[at] as T];
    }
    return deck;
  };
  return { below, shuffled };
}
