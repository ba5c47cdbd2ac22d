import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { isStale } from './outputs.ts';

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'outputs-'));
});
afterEach(() => rmSync(root, { recursive: true }));

function write(path: string, changedAt: number): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), '');
  utimesSync(join(root, path), changedAt, changedAt);
}

const part = { sources: ['web', 'lock.json'], outputs: ['dist/a.js', 'dist/b.css'] };

describe('a build is stale', () => {
  test('when one of its outputs is not there', () => {
    write('web/src/main.ts', 10);
    write('dist/a.js', 20);
    expect(isStale(part, root)).toBe(true);
  });

  test('when a source deep inside is newer than the oldest output', () => {
    write('web/src/deep/main.ts', 15);
    write('dist/a.js', 20);
    write('dist/b.css', 12);
    expect(isStale(part, root)).toBe(true);
  });

  test('but not when only tests or packages are newer', () => {
    write('web/src/main.ts', 10);
    write('web/test/main.test.ts', 90);
    write('web/node_modules/react/index.js', 90);
    write('dist/a.js', 20);
    write('dist/b.css', 20);
    expect(isStale(part, root)).toBe(false);
  });
});
