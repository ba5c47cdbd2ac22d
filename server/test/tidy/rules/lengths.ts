import { isScript, problemAt, type FileRule, type SourceFile } from '../rule.ts';
import { linesOf, nodesOf, syntaxOf, type NodeOf } from '../syntax.ts';

const fileLines = 300;
const functionLines = 70;

type AnyFunction = NodeOf<'FunctionDeclaration' | 'FunctionExpression' | 'ArrowFunctionExpression'>;

/** The body of a describe() is a list of tests, not a function that somebody has to hold in the head. */
function isTestGroup(file: SourceFile, node: AnyFunction): boolean {
  const parent = syntaxOf(file).parentOf.get(node);
  return parent?.type === 'CallExpression' && /^describe\b/.test(file.text.slice(parent.start, parent.end));
}

export const fileLength: FileRule = {
  name: `a file ends within ${fileLines} lines`,
  check: (file) => {
    const lines = file.text.trimEnd().split('\n').length;
    if (lines <= fileLines || !(isScript(file.path) || /\.(css|php|liquid)$/.test(file.path))) return [];
    return [{ path: file.path, line: fileLines + 1, message: `${lines} lines: split it by idea` }];
  },
  samples: {
    bad: [{ path: 'server/src/sample.ts', text: 'f();\n'.repeat(301) }],
    good: [
      { path: 'server/src/sample.ts', text: 'f();\n'.repeat(300) },
      { path: 'server/README.md', text: 'words\n'.repeat(400) },
    ],
  },
};

export const functionLength: FileRule = {
  name: `a function ends within ${functionLines} lines`,
  check: (file) => {
    if (!isScript(file.path)) return [];
    const functions = nodesOf(file, 'FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression');
    const long = functions.filter((node) => linesOf(file, node) > functionLines && !isTestGroup(file, node));
    return long.map((node) => problemAt(file, node.start, `a function of ${linesOf(file, node)} lines: name its steps`));
  },
  samples: {
    bad: [
      { path: 'server/src/sample.ts', text: `function long() {\n${'f();\n'.repeat(69)}}` },
      { path: 'web/src/sample.tsx', text: `export const Long = () => (\n<div>\n${'<b>{"}"}</b>\n'.repeat(70)}</div>);` },
    ],
    good: [
      { path: 'server/src/sample.ts', text: `function just() {\n${'f("}");\n'.repeat(68)}}` },
      { path: 'server/src/sample.test.ts', text: `describe('many tests of it', () => {\n${'f();\n'.repeat(100)}});` },
    ],
  },
};
