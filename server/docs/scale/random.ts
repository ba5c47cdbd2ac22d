// Chance that repeats: the same seed gives the same run, so that a table in the document can be checked to the digit.

export interface Random {
  /** 0 <= x < 1. */
  next(): number;
  /** Waiting time until the next of events that come `perSecond` and know nothing of each other. */
  waitSeconds(perSecond: number): number;
}

/** mulberry32: small, and good enough to draw arrivals. */
export function randomOf(seed: number): Random {
  let state = Math.trunc(seed);
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return { next, waitSeconds: (perSecond) => -Math.log(1 - next()) / perSecond };
}
