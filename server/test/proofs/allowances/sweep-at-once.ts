// The product's sweep, but without its patience: it ends every share that has no member entry at this very moment, also those of the living.
import { Sweep } from '../../../src/allowances/sweep.ts';
import type { Core } from '../../../src/core.ts';

/** Nothing is remembered between two sweeps, so each looks at every share there ever was. */
const FORGETFUL = { get: () => Promise.resolve(0), set: () => Promise.resolve() };

export function sweepAtOnce({ grants, entries, shares }: Pick<Core, 'grants' | 'entries' | 'shares'>): Sweep {
  const failed = (error: unknown): void => {
    throw error;
  };
  const restate = (): Promise<void> => Promise.reject(new Error('no order has a share here'));
  return new Sweep({ grants: grants.effects, entries, shares, marks: FORGETFUL, restate, failed, clock: () => Infinity, graceMs: 0 });
}
