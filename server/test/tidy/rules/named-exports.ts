import { isScript, problemAt, type FileRule } from '../rule.ts';
import { nodesOf } from '../syntax.ts';

/** Vite and Vitest load their configuration and reporters by default export, Shopify its UI extensions; a screen is loaded lazily by its route. */
const exempt = [
  /^web\/src\/screens\//,
  /\.config\.ts$/,
  /^server\/tools\/json-report\.ts$/,
  /^extensions\/(checkout|thank-you|account|friends)\/src\/[^/]+\.tsx$/,
];

export const namedExports: FileRule = {
  name: 'exports have names',
  check: (file) => {
    if (!isScript(file.path) || exempt.some((pattern) => pattern.test(file.path))) return [];
    const plain = nodesOf(file, 'ExportDefaultDeclaration');
    const renamed = nodesOf(file, 'ExportSpecifier').filter(
      ({ exported }) => exported.type === 'Identifier' && exported.name === 'default',
    );
    return [...plain, ...renamed].map(({ start }) => problemAt(file, start, 'no default export: a name is found by search'));
  },
  samples: {
    bad: [
      { path: 'server/src/sample.ts', text: 'export default function f() {}' },
      { path: 'extensions/theme/src/sample.ts', text: 'const a = 1; export { a as default };' },
      { path: 'extensions/checkout/src/parts/sample.tsx', text: 'export default function Part() { return null; }' },
    ],
    good: [
      { path: 'web/src/screens/members/members.tsx', text: 'export default function Members() { return null; }' },
      { path: 'extensions/checkout/src/checkout.tsx', text: 'export default function run() {}' },
      { path: 'web/vite.config.ts', text: 'export default {};' },
      { path: 'server/src/sample.ts', text: 'export const a = "export default";' },
    ],
  },
};
