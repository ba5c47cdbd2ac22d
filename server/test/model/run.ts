// Runs random lives and says what came of it: counts, or the shortest life that went wrong, step by step.
import fc from 'fast-check';
import { asOf } from '../../src/loyalty/ledger/advance.ts';
import { decide } from '../../src/loyalty/ledger/decide.ts';
import { sentence, steps, type Step } from './world/action.ts';
import type { Subject } from './world/desk.ts';
import { live } from './world/live.ts';
import { Score, type Counts } from './world/score.ts';

export const LEDGER: Subject = { decide, asOf };

export interface Outcome {
  readonly seed: number;
  readonly sequences: number;
  readonly counts: Counts;
  /** Lives not followed to their end, because the rules leave open what happens. */
  readonly endedEarly: number;
  /** null: ledger and accountant agreed throughout. */
  readonly failure: string | null;
}

export const randomSeed = (): number => Math.floor(Math.random() * 0x7fff_ffff);

export function runModel(sequences: number, seed: number, subject: Subject = LEDGER, { shrink = true } = {}): Outcome {
  const score = new Score();
  const property = fc.property(steps, (all) => live(all, subject, score));
  const details = fc.check(property, { numRuns: sequences, seed, endOnFailure: !shrink });
  return {
    seed,
    sequences: details.numRuns,
    counts: score.counts,
    endedEarly: score.endedEarly,
    failure: details.failed ? told(details) : null,
  };
}

function told({ counterexample, errorInstance, seed, counterexamplePath, numShrinks }: fc.RunDetails<[Step[]]>): string {
  const life = (counterexample?.[0] ?? []).map((step, n) => `  ${n + 1}. ${sentence(step)}`);
  const why = errorInstance instanceof Error ? (errorInstance.name === 'Different' ? errorInstance.message : errorInstance.stack) : String(errorInstance); // prettier-ignore
  return [`seed ${seed}, path ${counterexamplePath}, after ${numShrinks} shrinks:`, ...life, why].join('\n');
}
