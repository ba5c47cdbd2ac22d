// Random lives of a small shop, told to the ledger and to an accountant who knows only the rules.
import { describe, expect, it } from 'vitest';
import { COMMAND_KINDS } from '../../src/loyalty/ledger/entry.ts';
import { FAULTS } from './faults.ts';
import { LEDGER, runModel } from './run.ts';
import { acceptedOf } from './world/score.ts';

/** The same lives every time, so that a red run is somebody's change; `npm run soak` looks at ever new ones. */
const SEED = 20_261_121;

describe('the ledger and an independent accountant', () => {
  it('agree about every command and every reading in 500 random lives', () => {
    const { failure, counts, seed } = runModel(500, SEED);
    expect(failure, `seed ${seed}`).toBeNull();
    const never = COMMAND_KINDS.filter((kind) => acceptedOf(counts, kind) === 0);
    expect(never, `kinds of command never accepted, seed ${seed}`).toEqual([]);
  });

  it.for(Object.entries(FAULTS))('disagree within 500 random lives when %s', ([, plant]) => {
    // Always the same lives: whether a fault is caught must not be a matter of luck.
    const { failure } = runModel(500, 1, plant(LEDGER), { shrink: false });
    expect(failure).not.toBeNull();
  });

  it('tell a disagreement as a short list of what happened', () => {
    const plant = FAULTS['everybody is approved'];
    const { failure } = runModel(500, 7, plant?.(LEDGER) ?? LEDGER);
    expect(failure).toContain('adjust member');
    expect(failure?.split('\n').length).toBeLessThan(15);
  });
});
