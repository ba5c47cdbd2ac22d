// @vitest-environment node
// What WordPress.org looks at before it takes a plugin, as rules that can fail: each is written with samples that it must object to.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { declared, isNode, listOf, nodesOf, readPhp } from '../../reading/php.ts';
import { allPhpPaths, isShipped, pluginFolder, pluginOf, readPlugin } from '../../reading/plugin.ts';
import { saidBy } from '../../reading/words.ts';
import { rules } from './rules/index.ts';
import { phpFloor } from './rules/floor.ts';
import type { PhpRule } from './rule.ts';

function found(rule: PhpRule, sample: string): string[] {
  const file = readPhp('includes/sample.php', `<?php\n${sample}\n`);
  return rule.check(file, pluginOf([file])).map(({ message }) => message);
}

describe.each(rules)('$name', (rule) => {
  test.each(rule.bad.map((sample) => [sample]))('this breaks the rule: %s', (sample) => {
    expect(found(rule, sample)).not.toEqual([]);
  });

  test.each(rule.good.map((sample) => [sample]))('this keeps to the rule: %s', (sample) => {
    expect(found(rule, sample)).toEqual([]);
  });
});

const show = (rule: PhpRule, { path, line, message }: ReturnType<PhpRule['check']>[number]): string =>
  `${path}:${line} ${message} (${rule.name})`;

describe('the plugin', () => {
  test('keeps to all rules in every file that a shop gets', () => {
    const plugin = readPlugin();
    expect(plugin.files.length).toBeGreaterThan(10);
    const problems = plugin.files.flatMap((file) =>
      rules.flatMap((rule) => rule.check(file, plugin).map((problem) => show(rule, problem))),
    );
    expect(problems.toSorted().join('\n')).toBe('');
  });

  test('listens with every class that can listen, each in a file that is found by its name', () => {
    const { files, constants } = readPlugin();
    const listed = listOf(constants.get('LASTING_MODULES')?.['items']).map((item) => (isNode(item['value']) ? saidBy(item['value']) : ''));
    const listening = files.flatMap((file) =>
      nodesOf(file, 'class')
        .filter((one) => listOf(one['body']).some((part) => part.kind === 'method' && declared(part) === 'listen'))
        .map((one) => ({ name: declared(one), path: file.path })),
    );
    expect(listed.toSorted()).toEqual(listening.map(({ name }) => name).toSorted());
    for (const { name, path } of listening) expect(path).toBe(`includes/class-${name.toLowerCase().replaceAll('_', '-')}.php`);
  });

  test('has tests of its own that are read by the same old PHP', () => {
    const paths = allPhpPaths().filter((path) => !isShipped(path));
    const files = paths.map((path) => readPhp(path, readFileSync(join(pluginFolder, path), 'utf8')));
    const problems = files.flatMap((file) => phpFloor.check(file, pluginOf([file])).map((problem) => show(phpFloor, problem)));
    expect(problems.join('\n')).toBe('');
  });
});
