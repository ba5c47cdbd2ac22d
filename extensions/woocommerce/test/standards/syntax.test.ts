// @vitest-environment node
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { allPhpPaths, pluginFolder } from '../../reading/plugin.ts';

const hasPhp = spawnSync('php', ['--version']).status === 0;

describe.skipIf(!hasPhp)('the PHP of this machine (skipped where there is none)', () => {
  test.each(allPhpPaths())('reads %s without a complaint', (path) => {
    const { status, stdout, stderr } = spawnSync(
      'php',
      ['-d', 'display_errors=1', '-d', 'error_reporting=-1', '-l', join(pluginFolder, path)],
      {
        encoding: 'utf8',
      },
    );
    expect({ status, said: (stdout + stderr).trim() }).toEqual({
      status: 0,
      said: `No syntax errors detected in ${join(pluginFolder, path)}`,
    });
  });

  test('objects to what is no PHP', () => {
    const { status } = spawnSync('php', ['-l'], { input: '<?php function ( { ;', encoding: 'utf8' });
    expect(status).not.toBe(0);
  });
});
