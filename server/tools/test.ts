/**
 * Runs Vitest and prints as its last line what really happened: `N passed, N failed`, with `, N skipped` when there
 * are any, after their names. Every argument goes on to Vitest. `TEST_SUMMARY=FILE` keeps the counts as JSON.
 */
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { closingLine, summarise, type Summary } from './test-report.ts';

// The file is for this run, not for one that a test starts.
const { TEST_SUMMARY: summaryFile, ...inherited } = process.env;
const root = resolve(import.meta.dirname, '../..');
const vitest = resolve(root, 'node_modules/vitest/vitest.mjs');
const jsonReporter = resolve(import.meta.dirname, 'json-report.ts');

function runVitest(args: string[], reportFile: string): Promise<number | null> {
  const reporters = args.some((arg) => arg.startsWith('--reporter')) ? [] : ['--reporter=default'];
  const child = spawn(process.execPath, [vitest, 'run', ...reporters, `--reporter=${jsonReporter}`, ...args], {
    cwd: root,
    stdio: 'inherit',
    env: { ...inherited, TEST_REPORT: reportFile },
  });
  // Whoever stops this process means the tests: Vitest is stopped with it, and the closing line is still printed.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal));
  return new Promise((done, fail) => {
    child.on('error', fail);
    child.on('close', (code) => done(code));
  });
}

function readReport(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as unknown;
  } catch {
    return undefined; // No report, or half of one: the run died before its end, which summarise() counts as a failure.
  }
}

function keep(summary: Summary, file: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(summary, null, 2)}\n`);
}

const args = process.argv.slice(2);
// One file per process, so that two runs at once do not read each other's report.
const reportFile = resolve(root, `.cache/vitest-${process.pid}.json`);

if (summaryFile) rmSync(summaryFile, { force: true });
rmSync(reportFile, { force: true });
const exitCode = await runVitest(args, reportFile);
const summary = summarise(readReport(reportFile), exitCode);
rmSync(reportFile, { force: true });
if (summaryFile) keep(summary, summaryFile);
if (summary.skippedNames.length > 0) console.log(`\nSkipped:\n${summary.skippedNames.map((name) => `  ${name}`).join('\n')}`);
console.log(`\n${closingLine(summary)}`);
process.exitCode = summary.failed > 0 ? 1 : 0;
