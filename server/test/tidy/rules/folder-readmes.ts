import { isTest, type SourceFile, type TreeRule } from '../rule.ts';

const most = 5;
const folder = (count: number, more: string[] = []): SourceFile[] =>
  [...Array.from({ length: count }, (_, index) => `server/src/inbox/part-${index}.ts`), ...more].map((path) => ({ path, text: '' }));

export const folderReadmes: TreeRule = {
  name: `a folder of more than ${most} files opens with a README`,
  checkTree: (files) => {
    const paths = new Set(files.map(({ path }) => path));
    const counts = new Map<string, number>();
    for (const path of paths) {
      if (!path.startsWith('server/src/') || isTest(path) || path.endsWith('.md')) continue;
      const parent = path.slice(0, path.lastIndexOf('/'));
      counts.set(parent, (counts.get(parent) ?? 0) + 1);
    }
    return [...counts]
      .filter(([parent, count]) => parent !== 'server/src' && count > most && !paths.has(`${parent}/README.md`))
      .map(([parent, count]) => ({ path: parent, line: 1, message: `${count} files and no README.md that says what is where` }));
  },
  samples: {
    bad: [folder(6)],
    good: [folder(6, ['server/src/inbox/README.md']), folder(5, ['server/src/inbox/part-0.test.ts'])],
  },
};
