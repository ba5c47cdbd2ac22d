import { isScript, problemAt, type FileRule } from '../rule.ts';
import { nodesOf, syntaxOf } from '../syntax.ts';

/** Without this one, a file that the parser gives up on would keep to every rule. */
export const readableCode: FileRule = {
  name: 'code can be read',
  check: (file) => {
    const error = isScript(file.path) ? syntaxOf(file).error : undefined;
    return error === undefined ? [] : [{ path: file.path, line: 1, message: error }];
  },
  samples: {
    bad: [{ path: 'server/src/sample.ts', text: 'export const = 1;' }],
    good: [{ path: 'web/src/sample.tsx', text: 'export const A = <T,>(a: T): T => a satisfies T;' }],
  },
};

export const honestTypes: FileRule = {
  name: 'types are not switched off',
  check: (file) => {
    if (!isScript(file.path)) return [];
    const anys = nodesOf(file, 'TSAnyKeyword').map(({ start }) => problemAt(file, start, 'no any: unknown and a check, or the real type'));
    const silenced = syntaxOf(file)
      .comments.filter(({ value }) => /^[\s*]*@ts-(ignore|nocheck)\b/.test(value))
      .map(({ start }) => problemAt(file, start, 'no @ts-ignore and no @ts-nocheck: mend the type'));
    return [...anys, ...silenced];
  },
  samples: {
    bad: [
      { path: 'server/src/sample.ts', text: 'export const a = (b: any) => b;' },
      { path: 'web/src/sample.tsx', text: 'export const A = () => <b>{(c as any).d}</b>;' },
      { path: 'server/src/sample.ts', text: '// @ts-ignore\nf();' },
      { path: 'server/src/sample.ts', text: '/* @ts-nocheck */\nf();' },
    ],
    good: [{ path: 'server/src/sample.ts', text: '// any of these, said @ts-ignore\nexport const a = (any: unknown) => `any ${any}`;' }],
  },
};
