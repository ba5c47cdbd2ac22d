// @vitest-environment node
// The plugin's own PHP tests and PHP_CodeSniffer, as Debian has them (.ci/run installs them).
import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { pluginFolder } from '../../reading/plugin.ts';

const has = (program: string): boolean => spawnSync(program, ['--version']).status === 0;
const run = (program: string, options: string[]): { status: number | null; said: string } => {
  const { status, stdout, stderr } = spawnSync(program, options, {
    cwd: pluginFolder,
    encoding: 'utf8',
  });
  return { status, said: (stdout + stderr).trim() };
};

describe.skipIf(!has('phpunit'))('phpunit (skipped where there is none)', () => {
  test('finds the plugin without a fault, in more than a hundred tests', async ({ annotate }) => {
    const { status, said } = run('phpunit', ['-c', 'phpunit.xml']);
    const counted = /^OK \((\d+) tests?, \d+ assertions?\)$/m.exec(said);
    expect(counted, said).not.toBeNull();
    expect(status, said).toBe(0);
    expect(Number(counted?.[1])).toBeGreaterThanOrEqual(100);
    await annotate(counted?.[0] ?? '');
  });
});

/** Each has one fault. */
const faulty: Readonly<Record<string, string>> = {
  'blanks instead of tabs': '<?php\nfunction lasting_f() {\n    return 1;\n}\n',
  'a closing tag': '<?php\nlasting_f();\n?>\n',
  'a true in capitals': '<?php\nlasting_f( TRUE );\n',
  'an array in brackets': '<?php\nlasting_f( [ 1 ] );\n',
  'a mark of byte order': '\uFEFF<?php\nlasting_f();\n',
  'no line at the end': '<?php\nlasting_f();',
  'a condition that assigns': '<?php\nif ( $lasting_a = lasting_f() ) {\n\tlasting_g();\n}\n',
  'an empty block': '<?php\nif ( $lasting_a ) {\n}\n',
  'a branch without braces': '<?php\nif ( $lasting_a ) lasting_f();\n',
  'code that never runs': '<?php\nlasting_f();\nexit;\nlasting_g();\n',
};

describe.skipIf(!has('phpcs'))('PHP_CodeSniffer (skipped where there is none)', () => {
  const sniff = (report: string, place: string): { status: number | null; said: string } =>
    run('phpcs', ['--standard=phpcs.xml', '--no-colors', '--no-cache', `--report=${report}`, place]);

  test('has nothing to say about any file of the plugin', () => {
    const { status, said } = sniff('emacs', '.');
    expect(said).toBe('');
    expect(status).toBe(0);
  });

  test('objects to every file that has one of its faults', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'lasting-sniffed-'));
    const names = Object.keys(faulty);
    for (const [name, text] of Object.entries(faulty)) await writeFile(join(folder, `${names.indexOf(name)}.php`), text);
    const { files } = JSON.parse(sniff('json', folder).said) as { files: Record<string, { errors: number; warnings: number }> };
    await rm(folder, { recursive: true });
    const objected = Object.entries(files).filter(([, { errors, warnings }]) => errors + warnings > 0);
    const faults = new Set(objected.map(([path]) => names[Number(basename(path, '.php'))]));
    expect(names.filter((name) => !faults.has(name))).toEqual([]);
  });
});
