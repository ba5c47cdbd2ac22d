import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { defaultProgram } from '../../src/loyalty/program/default-program.ts';
import { problemsOf } from '../../src/loyalty/program/problems.ts';
import { runningIn, writeRunning } from '../start/running-file.ts';
import { sampleTerms } from './terms.ts';

test('the sample program can be published as it is', () => {
  const { version: _version, inForceFrom: _from, currency, timeZone: _zone, ...plain } = defaultProgram('EUR');
  expect(problemsOf(sampleTerms(plain), currency)).toEqual([]);
});

test('it is for what runs with this data folder, and for nothing that has ended', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sample-'));
  const running = { mongodbUri: 'mongodb://127.0.0.1:1/', port: 1, sandboxPort: 2 };
  expect(runningIn(folder)).toBeUndefined();
  writeRunning(folder, { ...running, pid: 2 ** 30 });
  expect(runningIn(folder)).toBeUndefined();
  rmSync(folder, { recursive: true });
});
