import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { MEMORY_FLAGS } from './memory-flags.ts';

test('the command that the README gives for production keeps memory small as npm start does', () => {
  const readme = readFileSync(new URL('../../../README.md', import.meta.url), 'utf8');
  expect(readme).toContain(`node ${MEMORY_FLAGS.join(' ')} --env-file=.env server/src/main.ts`);
});

test('this node knows the flags that keep memory small', () => {
  expect(execFileSync(process.execPath, [...MEMORY_FLAGS, '--print', '1']).toString()).toBe('1\n');
});
