// Whether two groups, chosen by chance, differ by more than chance would make them: the two-proportion z-test, and when it may not be used at all.
export interface Counted {
  readonly guests: number;
  /** How many of them did it. */
  readonly did: number;
}

/** `few`: too few to say anything. `chance`: a difference that chance alone makes often. */
export type Verdict = 'few' | 'chance' | 'more' | 'less';

/** Of both outcomes that many are to be expected in each group, else the test says nothing. */
const LEAST_EXPECTED = 10;
/** Chance alone goes beyond this once in twenty times. */
const BEYOND_CHANCE = 1.96;

export function verdictOn(offered: Counted, heldBack: Counted): Verdict {
  const all = offered.guests + heldBack.guests;
  const share = all === 0 ? 0 : (offered.did + heldBack.did) / all;
  const expected = [offered.guests, heldBack.guests].flatMap((guests) => [guests * share, guests * (1 - share)]);
  if (expected.some((count) => count < LEAST_EXPECTED)) return 'few';
  const spread = Math.sqrt(share * (1 - share) * (1 / offered.guests + 1 / heldBack.guests));
  const z = (offered.did / offered.guests - heldBack.did / heldBack.guests) / spread;
  if (Math.abs(z) < BEYOND_CHANCE) return 'chance';
  return z > 0 ? 'more' : 'less';
}
