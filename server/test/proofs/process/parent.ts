// A worker process's half: says that it is ready, does what it is told once, answers, and never outlives its parent.
import { writeSync } from 'node:fs';
import { flushCompileCache } from 'node:module';
import { STEP_PIPE } from './child.ts';

export function workForParent(work: (task: unknown) => Promise<object>): void {
  process.once('disconnect', () => process.exit(0));
  process.once('message', (task: unknown) => {
    work(task).then(
      (answer) => process.send?.(answer),
      (error: unknown) => {
        process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
        process.exit(1);
      },
    );
  });
  // A killed process cannot keep what it compiled, so it is kept before there is anything to kill.
  flushCompileCache();
  process.send?.({ ready: true });
}

/** Where to stand still: the `after`-th time that `step` is reached. */
export interface Halt {
  readonly step: string;
  readonly after: number;
}

/** A child that nobody kills must not stand there for ever. */
const STANDS_MS = 60_000;

/**
 * Call it at every step. At the chosen one the whole process freezes, with everything else it was doing at that moment, and says so on a
 * pipe: the kill then hits exactly there, and not some steps later.
 */
export function halting(halt: Halt | null): (step: string) => void {
  let left = halt?.after ?? 0;
  return (step) => {
    if (step !== halt?.step) return;
    left -= 1;
    if (left !== 0) return;
    writeSync(STEP_PIPE, `${step}\n`);
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, STANDS_MS);
    process.exit(1);
  };
}
