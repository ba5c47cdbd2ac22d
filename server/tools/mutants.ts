// `npm run mutants`: plants each named fault and runs the pure tests, or those that the fault names. A fault that no test notices is named, and the command fails.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FAULTS, type Fault } from './mutants/faults.ts';

const ROOT = join(import.meta.dirname, '../..');
const VITEST = join(ROOT, 'node_modules/vitest/vitest.mjs');
const CONFIG = join(import.meta.dirname, 'mutants/vitest.config.ts');
const LIMIT_MS = 60_000;
/** With a database and a shop, and every death of every story. */
const LONG_LIMIT_MS = 900_000;

interface Verdict {
  readonly fault: string;
  readonly caught: boolean;
  readonly seconds: number;
}

/** `tests`: left out, the pure ones. */
function run(mutant: string | null, tests?: readonly string[]): { failed: boolean; output: string; seconds: number } {
  const started = performance.now();
  const env = { ...process.env, MUTANT: mutant ?? '', ...(tests === undefined ? {} : { MUTANT_TESTS: tests.join(',') }) };
  const timeout = tests === undefined ? LIMIT_MS : LONG_LIMIT_MS;
  const ended = spawnSync(process.execPath, [VITEST, 'run', '--config', CONFIG], { cwd: ROOT, env, encoding: 'utf8', timeout });
  if (tests !== undefined && ended.signal !== null) throw new Error(`the tests did not end within ${timeout / 1_000} s`);
  return { failed: ended.status !== 0, output: `${ended.stdout}${ended.stderr}`, seconds: (performance.now() - started) / 1_000 };
}

/** A fault that cannot be planted any more would "be caught" by its own error: it must be told apart from one. */
function isPlantable({ file, find }: Fault): boolean {
  return readFileSync(join(ROOT, 'server/src', file), 'utf8').split(find).length === 2;
}

function judge(fault: Fault): Verdict {
  const { failed, seconds } = run(fault.name, fault.tests);
  console.log(`${failed ? 'caught  ' : 'SURVIVED'}  ${fault.name}  (${seconds.toFixed(1)} s)`);
  return { fault: fault.name, caught: failed, seconds };
}

function main(): number {
  const lost = FAULTS.filter((fault) => !isPlantable(fault));
  if (lost.length > 0) {
    console.error(
      `These faults do not fit the code any more; mend server/tools/mutants/faults.ts:\n${lost.map(({ name }) => `  ${name}`).join('\n')}`,
    );
    return 1;
  }
  const wanted = process.argv.slice(2);
  const faults = FAULTS.filter(({ name }) => wanted.length === 0 || wanted.some((word) => name.includes(word)));
  for (const tests of new Set(faults.map((fault) => fault.tests))) {
    const sound = run(null, tests);
    if (!sound.failed) continue;
    console.error(`The tests fail without any fault:\n${sound.output}`);
    return 1;
  }
  const verdicts = faults.map(judge);
  const survived = verdicts.filter(({ caught }) => !caught);
  const slowest = Math.max(...verdicts.map(({ seconds }) => seconds));
  console.log(`\n${verdicts.length - survived.length} of ${verdicts.length} faults caught; the slowest took ${slowest.toFixed(1)} s.`);
  return survived.length === 0 ? 0 : 1;
}

process.exitCode = main();
