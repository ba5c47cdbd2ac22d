import { problemsWhere, type FileRule } from '../rule.ts';

const read = /\.(ts|tsx|js|mjs|css|php|liquid|html|md|toml|ya?ml|sh)$|^\.ci\/run$/;
const own = /^server\/test\/tidy\//;
const marks = /\b(?:TODO|FIXME|XXX|HACK)\b(?!-)/g;
const phrases =
  /\blorem ipsum\b|\bcoming soon\b|\bplaceholder (?:for now|until|implementation|content|text here)\b|\bdummy implementation\b/gi;

export const openEnds: FileRule = {
  name: 'nothing is left for later in the code',
  check: (file) => {
    if (!read.test(file.path) || own.test(file.path) || file.path.includes('/recorded/')) return [];
    const message = (found: string): string => `"${found}": do it, or open an issue`;
    return [...problemsWhere(file, marks, message), ...problemsWhere(file, phrases, message)];
  },
  samples: {
    bad: [
      { path: 'server/src/sample.ts', text: '// TODO: the other case' },
      { path: 'web/src/sample.css', text: '/* FIXME */' },
      { path: 'README.md', text: 'Screenshots: coming soon.' },
    ],
    good: [{ path: 'web/src/sample.tsx', text: 'export const A = () => <input placeholder="name" />; // todos are elsewhere' }],
  },
};
