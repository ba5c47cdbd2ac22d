import { isTest, problemAt, type FileRule } from '../rule.ts';
import { nodesOf } from '../syntax.ts';

const fewest = 4;

export const testTitles: FileRule = {
  name: 'the name of a test is a sentence',
  check: (file) => {
    if (!isTest(file.path) || !/\.tsx?$/.test(file.path)) return [];
    return nodesOf(file, 'CallExpression').flatMap(({ callee, arguments: [first], start }) => {
      if (!first || !/^(test|it)\b/.test(file.text.slice(callee.start, callee.end))) return [];
      const isText = (first.type === 'Literal' && typeof first.value === 'string') || first.type === 'TemplateLiteral';
      if (!isText) return [];
      const title = file.text.slice(first.start + 1, first.end - 1);
      const words = title.replace(/\$\{[^}]*\}/g, 'x').split(/\s+/).length;
      return words < fewest ? [problemAt(file, start, `"${title}": say what happens, in ${fewest} words or more`)] : [];
    });
  },
  samples: {
    bad: [
      { path: 'server/src/sample.test.ts', text: `test('works', () => {});` },
      { path: 'server/src/sample.test.ts', text: `it.each(rows)('adds %s', (row) => {});` },
      { path: 'server/src/sample.test.ts', text: 'test.skipIf(!ready)(`is ${fast} enough`, () => {});' },
    ],
    good: [
      { path: 'server/src/sample.test.ts', text: `test('a refund takes points back', () => { /x/.test('a b'); });` },
      {
        path: 'server/src/sample.test.ts',
        text: 'for (const name of names) test(name, () => {}); test(`${name} refuses a negative amount`, () => {});',
      },
    ],
  },
};
