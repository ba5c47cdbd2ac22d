// What every proof needs towards its runner: numbers on one line of the output (a proof that only says "passed" does not say how much it
// tried), and time, because child processes on a busy machine take as long as they get the machine.
import { writeSync } from 'node:fs';

export const PATIENT = { timeout: 150_000 } as const;
/** For the long forms: they need minutes of a machine of their own, and are right on one that is shared. */
export const VERY_PATIENT = { timeout: 1_800_000 } as const;

/** Straight to the terminal: a console line would be swallowed or framed by the reporter. */
export function say(what: string, numbers: object): void {
  const engine = process.env['MONGODB_URI'] === undefined ? 'devdb' : 'MONGODB_URI';
  writeSync(1, `  ${what} (${engine}): ${JSON.stringify(numbers)}\n`);
}
