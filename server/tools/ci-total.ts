/**
 * The end of .ci/run: adds up the summaries that test.ts left in a folder, one for each suite, and what else failed.
 * `node ci-total.ts FOLDER FAILED_STEPS SUITE...`: a suite without a summary counts as failed, because it never came to
 * its end; so does a skipped test that known-skips.txt does not name.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Summary } from './test-report.ts';

const summarySchema = z.object({ passed: z.number(), failed: z.number(), skipped: z.number(), skippedNames: z.array(z.string()) });

export function knownSkips(text: string): Set<string> {
  const lines = text.split('\n').map((line) => line.trim());
  return new Set(lines.filter((line) => line !== '' && !line.startsWith('#')));
}

export interface Total {
  passed: number;
  failed: number;
  complaints: string[];
}

export function addUp(suites: Map<string, Summary | undefined>, failedSteps: number, known: Set<string>): Total {
  const total: Total = { passed: 0, failed: failedSteps, complaints: [] };
  for (const [suite, summary] of suites) {
    const silent = summary?.skippedNames.filter((name) => !known.has(name)) ?? [];
    total.passed += summary?.passed ?? 0;
    total.failed += (summary?.failed ?? 1) + silent.length;
    if (!summary) total.complaints.push(`${suite}: left no report`);
    total.complaints.push(...silent.map((name) => `${suite}: skipped and not in server/tools/known-skips.txt: ${name}`));
  }
  return total;
}

function readSummary(file: string): Summary | undefined {
  try {
    return summarySchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return undefined;
  }
}

function main([folder = '', failedSteps = '0', ...suites]: string[]): void {
  const known = knownSkips(readFileSync(join(import.meta.dirname, 'known-skips.txt'), 'utf8'));
  const summaries = new Map(suites.map((suite) => [suite, readSummary(join(folder, `${suite}.json`))]));
  const { passed, failed, complaints } = addUp(summaries, Number(failedSteps), known);
  for (const complaint of complaints) console.log(complaint);
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed > 0 ? 1 : 0;
}

if (import.meta.main) main(process.argv.slice(2));
