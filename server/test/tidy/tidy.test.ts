import { describe, expect, test } from 'vitest';
import { readRepository } from './repository.ts';
import { checkAll, type Problem, type Rule, type SourceFile } from './rule.ts';
import { rules } from './rules/index.ts';

/** The style guide as a failing test. A rule is written with samples, so none can be added that is unable to fail. */
const asTree = (sample: SourceFile | SourceFile[]): SourceFile[] => (Array.isArray(sample) ? sample : [sample]);

describe.each(rules)('$name', (rule: Rule) => {
  test.each(rule.samples.bad.map((sample) => [asTree(sample)]))('this breaks the rule: %j', (files) => {
    expect(checkAll(rule, files)).not.toEqual([]);
  });

  test.each(rule.samples.good.map((sample) => [asTree(sample)]))('this keeps to the rule: %j', (files) => {
    expect(checkAll(rule, files)).toEqual([]);
  });
});

const show = ({ path, line, message }: Problem, { name }: Rule): string => `${path}:${line} ${message} (${name})`;

test('the whole repository keeps to all rules', () => {
  const files = readRepository();
  const problems = rules.flatMap((rule) => checkAll(rule, files).map((problem) => show(problem, rule)));
  expect(files.length).toBeGreaterThan(50);
  expect(problems.toSorted().join('\n')).toBe('');
});
