import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { closingLine, summarise } from './test-report.ts';

const root = resolve(import.meta.dirname, '../..');
const folders: string[] = [];
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

/** Runs tools/test.ts over the given test files, in a folder below the repository so that they find Vitest. */
async function closingLineOf(files: Record<string, string>): Promise<{ last: string; output: string; code: number | null }> {
  mkdirSync(join(root, '.cache'), { recursive: true });
  const folder = mkdtempSync(join(root, '.cache/samples-'));
  folders.push(folder);
  writeFileSync(join(folder, 'vitest.config.js'), 'export default {}');
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), `import { test, beforeAll } from 'vitest';\n${text}`);
  const env = Object.fromEntries(Object.entries(process.env).filter(([key]) => !key.startsWith('VITEST')));
  const child = spawn(process.execPath, [join(root, 'server/tools/test.ts'), `--root=${folder}`, '--maxWorkers=1'], { env, cwd: root });
  const chunks: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  const code = await new Promise<number | null>((done) => child.on('close', done));
  const output = Buffer.concat(chunks).toString();
  return { last: output.trimEnd().split('\n').at(-1) ?? '', output, code };
}

describe.concurrent('the closing line of a real run', () => {
  test('counts failing tests, imports and beforeAll, and names what was skipped', async ({ expect: expectHere }) => {
    const run = await closingLineOf({
      'plain.test.js': `test('is right', () => {}); test('is wrong', () => { throw new Error('wrong'); }); test.skip('is left out', () => {});`,
      'import.test.js': `import './absent.js'; test('never runs', () => {});`,
      'before.test.js': `beforeAll(() => { throw new Error('no'); }); test('cannot run', () => {});`,
    });
    expectHere(run.last).toBe('1 passed, 3 failed, 2 skipped');
    expectHere(run.output).toContain('  is left out\n');
    expectHere(run.code).toBe(1);
  });

  test('does not believe a green report after an unhandled error', async ({ expect: expectHere }) => {
    const run = await closingLineOf({ 'late.test.js': `test('is right', () => { void Promise.reject(new Error('unseen')); });` });
    expectHere(run).toMatchObject({ last: '1 passed, 1 failed', code: 1 });
  });

  test('counts a crashed worker as one failure', async ({ expect: expectHere }) => {
    const run = await closingLineOf({ 'crash.test.js': `test('dies', () => { process.kill(process.pid, 'SIGKILL'); });` });
    expectHere(run).toMatchObject({ last: '0 passed, 1 failed', code: 1 });
  });

  test('fails when there was nothing to run', async ({ expect: expectHere }) => {
    expectHere(await closingLineOf({})).toMatchObject({ last: '0 passed, 1 failed', code: 1 });
  });

  test('is plain when all is well', async ({ expect: expectHere }) => {
    expectHere(await closingLineOf({ 'good.test.js': `test('is right', () => {});` })).toMatchObject({
      last: '1 passed, 0 failed',
      code: 0,
    });
  });
});

describe('the summary of a report', () => {
  const empty = { numPassedTests: 0, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0, testResults: [] };

  test('no report at all is a failure, whatever the exit code says', () => {
    expect(summarise(undefined, 0)).toMatchObject({ passed: 0, failed: 1 });
  });

  test('a run ended by a signal is a failure even with a green report', () => {
    expect(summarise({ ...empty, numPassedTests: 3 }, null)).toMatchObject({ passed: 3, failed: 1 });
  });

  test('skipped and todo tests are counted together and named', () => {
    const assertionResults = [
      { fullName: 'a skipped one', status: 'skipped' },
      { fullName: 'a planned one', status: 'todo' },
    ];
    const report = { ...empty, numPendingTests: 1, numTodoTests: 1, testResults: [{ name: 'x', status: 'passed', assertionResults }] };
    const summary = summarise(report, 0);
    expect(summary.skippedNames).toEqual(['a skipped one', 'a planned one']);
    expect(closingLine(summary)).toBe('0 passed, 0 failed, 2 skipped');
  });
});
