// @vitest-environment node
// The plugin's own PHP tests and PHP_CodeSniffer, as Debian has them (.ci/run installs them).
import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { pluginFolder } from '../../reading/plugin.ts';

const has = (program: string): boolean => spawnSync(program, ['--version']).status === 0;
const run = (program: string, options: string[], input?: string): { status: number | null; said: string } => {
  const { status, stdout, stderr } = spawnSync(program, options, {
    cwd: pluginFolder,
    encoding: 'utf8',
    ...(input === undefined ? {} : { input }),
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

describe.skipIf(!has('phpcs'))('PHP_CodeSniffer (skipped where there is none)', () => {
  const sniff = (options: string[], input?: string): { status: number | null; said: string } =>
    run('phpcs', ['--standard=phpcs.xml', '--no-colors', '--no-cache', '--report=emacs', ...options], input);

  test('has nothing to say about any file of the plugin', () => {
    const { status, said } = sniff(['.']);
    expect(said).toBe('');
    expect(status).toBe(0);
  });

  test.each([
    ['blanks instead of tabs', '<?php\nfunction lasting_f() {\n    return 1;\n}\n'],
    ['a closing tag', '<?php\nlasting_f();\n?>\n'],
    ['a true in capitals', '<?php\nlasting_f( TRUE );\n'],
    ['an array in brackets', '<?php\nlasting_f( [ 1 ] );\n'],
    ['a mark of byte order', '\uFEFF<?php\nlasting_f();\n'],
    ['no line at the end', '<?php\nlasting_f();'],
    ['a condition that assigns', '<?php\nif ( $lasting_a = lasting_f() ) {\n\tlasting_g();\n}\n'],
    ['an empty block', '<?php\nif ( $lasting_a ) {\n}\n'],
    ['a branch without braces', '<?php\nif ( $lasting_a ) lasting_f();\n'],
    ['code that never runs', '<?php\nfunction lasting_f() {\n\treturn 1;\n\tlasting_g();\n}\n'],
  ])('objects to a file that has %s', (_, text) => {
    expect(sniff(['--stdin-path=includes/sample.php', '-'], text).status).not.toBe(0);
  });
});
