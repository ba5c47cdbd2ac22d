import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { initialScripts, isMissed, measure } from './measure.ts';

let root = '';
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'sizes-'));
  mkdirSync(join(root, 'dist/.vite'), { recursive: true });
  writeFileSync(join(root, 'dist/main.js'), 'a'.repeat(50_000));
  writeFileSync(join(root, 'dist/noise.js'), randomBytes(5_000)); // Does not compress, so its size is known.
  const manifest = { 'main.tsx': { file: 'main.js', isEntry: true, imports: ['noise'] }, noise: { file: 'noise.js' } };
  writeFileSync(join(root, 'dist/.vite/manifest.json'), JSON.stringify(manifest));
});
afterAll(() => rmSync(root, { recursive: true }));

describe('the size check', () => {
  test('measures compressed bytes, not the bytes on disk', () => {
    const [row] = measure({ name: 'main', files: ['dist/main.js'], maxBytes: 1_000 }, root);
    expect(row && isMissed(row)).toBe(false);
  });

  test('is missed by one byte too many', () => {
    const [row] = measure({ name: 'noise', files: ['dist/noise.js'], maxBytes: 5_000 }, root);
    expect(row?.bytes).toBeGreaterThan(5_000);
    expect(row && isMissed(row)).toBe(true);
  });

  test('is missed when one of the files is gone', () => {
    const [row] = measure({ name: 'two', files: ['dist/main.js', 'dist/gone-*.js'], maxBytes: 1_000_000 }, root);
    expect(row).toMatchObject({ missing: ['dist/gone-*.js'] });
    expect(row && isMissed(row)).toBe(true);
  });

  test('is missed when the build left no manifest', () => {
    expect(measure({ name: 'admin', manifest: 'dist/none.json', maxBytes: 1 }, root).every(isMissed)).toBe(true);
  });

  test('adds to an entry what it imports', () => {
    const [row] = measure({ name: 'admin', manifest: 'dist/.vite/manifest.json', maxBytes: 1_000_000 }, root);
    expect(row?.bytes).toBeGreaterThan(5_000);
  });

  test('follows static imports through all levels and once, and leaves out what is loaded later', () => {
    const manifest = {
      main: { file: 'main.js', isEntry: true, imports: ['a', 'b'], dynamicImports: ['late'] },
      a: { file: 'a.js', imports: ['b'] },
      b: { file: 'b.js', imports: ['a'] },
      late: { file: 'late.js' },
    };
    expect(initialScripts(manifest, 'main')).toEqual(['main.js', 'a.js', 'b.js']);
  });
});
