import { isTest, problemAt, type FileRule, type Problem, type SourceFile } from '../rule.ts';
import { importsOf, memberName, nodesOf, resolveImport } from '../syntax.ts';

const core = 'server/src/loyalty/';
const impureNames = new Set(['process', 'setTimeout', 'setInterval', 'setImmediate', 'parseFloat', 'fetch', 'performance', 'globalThis']);
const impureMembers = new Set([
  'Date.now',
  'Math.random',
  'Number.parseFloat',
  'crypto.randomUUID',
  'crypto.getRandomValues',
  'console.log',
]);

function wrongImports(file: SourceFile): Problem[] {
  return importsOf(file)
    .filter(({ from }) => from !== 'zod' && !resolveImport(file.path, from).startsWith(core))
    .map(({ from, start }) => problemAt(file, start, `the core imports only zod and itself, not ${from}`));
}

function clocksAndChance(file: SourceFile): Problem[] {
  const members = nodesOf(file, 'MemberExpression')
    .map((node) => ({ name: memberName(node), start: node.start }))
    .filter(({ name }) => impureMembers.has(name) || name.endsWith('.toFixed'));
  const names = nodesOf(file, 'Identifier').filter(({ name }) => impureNames.has(name));
  const dates = nodesOf(file, 'NewExpression')
    .filter(({ callee, arguments: args }) => callee.type === 'Identifier' && callee.name === 'Date' && args.length === 0)
    .map(({ start }) => ({ name: 'new Date() without a time', start }));
  return [...members, ...names, ...dates].map(({ name, start }) =>
    problemAt(file, start, `the core is pure, so no ${name}: take it as data`),
  );
}

function waiting(file: SourceFile): Problem[] {
  const asyncs = nodesOf(file, 'FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression').filter((node) => node.async);
  const awaits = nodesOf(file, 'AwaitExpression');
  return [...asyncs, ...awaits].map(({ start }) => problemAt(file, start, 'the core never waits: no async and no await'));
}

const inCore = (text: string): SourceFile => ({ path: `${core}ledger/sample.ts`, text });

export const pureCore: FileRule = {
  name: 'the core is pure',
  check: (file) =>
    file.path.startsWith(core) && file.path.endsWith('.ts') && !isTest(file.path)
      ? [...wrongImports(file), ...clocksAndChance(file), ...waiting(file)]
      : [],
  samples: {
    bad: [
      inCore(`import { createHash } from 'node:crypto';`),
      inCore(`import { env } from '../../env.ts';`),
      inCore(`export type { Store } from '../../stores/store.ts';`),
      inCore('export const now = Date.now();'),
      inCore('export const now = new Date();'),
      inCore('export const luck = Math.random();'),
      inCore('export const f = async () => 1;'),
      inCore('export const rate = (text: string) => parseFloat(text);'),
      inCore('export const show = (rate: number) => rate.toFixed(2);'),
      inCore('export const dev = process.argv;'),
    ],
    good: [
      inCore(
        `import { z } from 'zod';\nimport { points } from '../points.ts';\nexport const at = (ms: number) => new Date(ms); // not Date.now()`,
      ),
      { path: `${core}ledger/sample.test.ts`, text: `import { test } from 'vitest'; const now = Date.now();` },
      { path: 'server/src/jobs/sample.ts', text: 'export const now = Date.now();' },
    ],
  },
};
