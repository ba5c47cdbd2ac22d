import { describe, expect, test } from 'vitest';
import { addUp, knownSkips } from './ci-total.ts';

const green = { passed: 5, failed: 0, skipped: 0, skippedNames: [] };
const skipping = { ...green, skipped: 1, skippedNames: ['a browser opens'] };
const none = new Set<string>();

describe('the total of a CI run', () => {
  test('adds the tests of all suites and the failed steps', () => {
    const suites = new Map([
      ['unit', green],
      ['e2e', { ...green, failed: 2 }],
    ] as const);
    expect(addUp(suites, 1, none)).toEqual({ passed: 10, failed: 3, complaints: [] });
  });

  test('counts a suite that left no report as failed', () => {
    expect(addUp(new Map([['e2e', undefined]]), 0, none)).toMatchObject({ failed: 1, complaints: ['e2e: left no report'] });
  });

  test('fails for a skipped test unless it is known', () => {
    const suites = new Map([['e2e', skipping]]);
    expect(addUp(suites, 0, none).failed).toBe(1);
    expect(addUp(suites, 0, knownSkips('# no browser\n a browser opens \n')).failed).toBe(0);
  });
});
