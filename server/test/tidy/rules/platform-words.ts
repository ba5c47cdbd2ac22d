import { problemsWhere, type FileRule } from '../rule.ts';

const folders = /^server\/src\/(loyalty|ledger|inbox|outbox|projections|members|jobs)\//;
const words = /shopify|woocommerce|wordpress|graphql/gi;
const shortWord = /(?<![A-Za-z])(woo|Woo)(?![a-z])|(?<=[a-z])Woo(?![a-z])|(?<![A-Za-z])WOO(?![A-Za-z])/g;

export const platformWords: FileRule = {
  name: 'platform words stop at platforms/',
  check: (file) => {
    if (!folders.test(file.path) || file.path.endsWith('README.md')) return [];
    const message = (word: string): string => `"${word}" is a platform's word: say what it means to every store`;
    const inName = words.test(file.path) ? [{ path: file.path, line: 1, message: message(file.path) }] : [];
    words.lastIndex = 0; // test() with the g flag remembers where it was.
    return [...inName, ...problemsWhere(file, words, message), ...problemsWhere(file, shortWord, message)];
  },
  samples: {
    bad: [
      { path: 'server/src/inbox/sample.ts', text: '// retried by Shopify for four hours' },
      { path: 'server/src/loyalty/sample.ts', text: 'export const wooOrder = 1;' },
      { path: 'server/src/jobs/from-woocommerce.ts', text: 'export const a = 1;' },
    ],
    good: [
      { path: 'server/src/platforms/shopify/sample.ts', text: 'export const shopify = 1;' },
      { path: 'server/src/loyalty/README.md', text: 'A Shopify order ...' },
      { path: 'server/src/loyalty/sample.ts', text: 'export const prize = "a wooden spoon, swooning";' },
    ],
  },
};
