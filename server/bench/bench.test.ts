// That the bench runs, says what it must and leaves nothing behind. How fast anything is, is not a test's business.
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { BenchCase } from './cases/bench-case.ts';
import { percentile } from './load/concurrently.ts';
import { readOptions } from './options.ts';
import { caseResult, median } from './result.ts';
import { misses, table } from './table.ts';

const run = promisify(execFile);
const side = z.object({ perSecond: z.number().positive() });
const written = z.object({
  engine: z.string(),
  machine: z.object({ cores: z.number() }),
  cases: z.array(z.object({ name: z.string(), subject: side, baseline: side })),
});

function aCase(aims: BenchCase['aims']): BenchCase {
  const never = () => Promise.reject(new Error('not run here'));
  return { name: 'a-case', subjectIs: 'ours', baselineIs: 'theirs', aims, subject: never, baseline: never };
}

const sample = (operations: number, p99Ms: number | null = null) => ({
  operations,
  seconds: 2,
  p50Ms: p99Ms,
  p99Ms,
  cpuMicros: operations * 9,
  engineCpuMicros: null,
});

describe('the bench', () => {
  it('measures both sides of a case, over HTTP too, and writes every number', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'bench-test-'));
    const file = join(folder, 'numbers.json');
    const only = ['--only', 'ingest-http', '--only', 'append-warm'];
    const { stdout } = await run(process.execPath, [join(import.meta.dirname, 'main.ts'), '--tiny', ...only, '--json', file]);
    const numbers = written.parse(JSON.parse(readFileSync(file, 'utf8')));
    rmSync(folder, { recursive: true });
    expect(numbers.cases.map(({ name }) => name)).toEqual(['ingest-http', 'append-warm']);
    expect(stdout).toMatch(/\| `ingest-http` \| .* \| [\d.,]+\/s .*\| [\d.,]+\/s /);
  });

  it('names every aim that was missed, with what was reached', () => {
    const bench = aCase([{ of: 'rate-ratio', value: 0.5 }, { of: 'rate-ratio', value: 0.9 }, { of: 'p99', value: 10 }]); // prettier-ignore
    const result = caseResult(bench, [sample(60, 20), sample(10, 40), sample(80, 5)], [sample(100), sample(90), sample(110)]);
    expect(result.rateRatio).toBe(0.6);
    expect(misses([result])).toEqual(['a-case: 0.60, aimed at ratio >= 0.9', 'a-case: 20 ms, aimed at p99 <= 10 ms']);
    expect(table([result])).toContain('| 30.0/s (20 / 20 ms) | 50.0/s | 0.60 (0.11-0.73) |');
  });

  it('takes the middle of the rounds and a time that was really measured', () => {
    expect([median([3, 1, 2]), median([4, 1, 2, 3])]).toEqual([2, 2.5]);
    expect([percentile([1, 2, 3, 4], 0.5), percentile([1, 2, 3, 4], 0.99), percentile([], 0.5)]).toEqual([2, 4, 0]);
  });

  it('refuses a number that is none, and says which option', () => {
    expect(() => readOptions(['--members', 'many'], undefined)).toThrow('--members wants a whole number above 0');
    expect(readOptions(['--help'], undefined)).toBeNull();
  });
});
