import { defineConfig } from 'vitest/config';

/** WordPress gives its components to a page, not to npm in a size that could be installed. */
const wordpressPage = [{ find: '@wordpress/components', replacement: `${import.meta.dirname}/web/test/wordpress-components.tsx` }];

/** One process shares modules between files (isolate: false), so nothing may live at module level: make it in a factory. */
export default defineConfig({
  test: {
    isolate: false,
    unstubGlobals: true,
    unstubEnvs: true,
    restoreMocks: true,
    reporters: ['default'],
    coverage: {
      provider: 'v8',
      include: ['server/src/**', 'server/devdb/**', 'web/src/**', 'extensions/*/src/**'],
      exclude: ['**/*.test.*'],
      reporter: ['text-summary', 'json-summary'],
    },
    projects: [
      {
        test: {
          name: 'server',
          environment: 'node',
          include: ['server/**/*.test.ts'],
          exclude: ['server/e2e/**', 'server/e2e-woo/**', '**/*.prove.test.ts', '**/node_modules/**'],
          // Each file has a database of its own; what is measured is never asserted, so two at once disturb nobody.
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'prove',
          environment: 'node',
          include: ['server/**/*.prove.test.ts'],
          maxWorkers: 2,
          sequence: { groupOrder: 2 },
          testTimeout: 600_000,
          hookTimeout: 60_000,
        },
      },
      {
        resolve: { alias: wordpressPage },
        test: {
          name: 'web',
          environment: 'jsdom',
          maxWorkers: 2,
          sequence: { groupOrder: 5 },
          testTimeout: 30_000,
          include: ['web/test/**/*.test.{ts,tsx}'],
          setupFiles: ['./web/test/setup.ts'],
          css: false,
        },
      },
      {
        // The screens once more, with the kit that wp-admin gets.
        resolve: { alias: [...wordpressPage, { find: /^#kit\//u, replacement: `${import.meta.dirname}/web/src/kit/wordpress/` }] },
        test: {
          name: 'web-wordpress',
          environment: 'jsdom',
          maxWorkers: 2,
          sequence: { groupOrder: 6 },
          testTimeout: 30_000,
          include: ['web/test/{screen-states,member,settings}.test.tsx'],
          setupFiles: ['./web/test/setup.ts'],
          css: false,
        },
      },
      {
        test: {
          name: 'extensions',
          environment: 'jsdom',
          // Scripts of pages keep what belongs to their page in modules, so each file is a page of its own.
          isolate: true,
          maxWorkers: 2,
          sequence: { groupOrder: 4 },
          testTimeout: 30_000,
          include: ['extensions/*/test/**/*.test.ts'],
          exclude: ['extensions/discount-function/**', '**/node_modules/**'],
          // It is published as TypeScript that imports extensions as they are written.
          server: { deps: { inline: ['@shopify/ui-extensions-tester'] } },
        },
      },
      { test: { name: 'function', environment: 'node', include: ['extensions/discount-function/test/**/*.test.ts'] } },
      {
        test: {
          name: 'e2e',
          environment: 'node',
          include: ['server/e2e/**/*.test.ts'],
          // Each file starts a server and a browser of its own.
          maxWorkers: 2,
          sequence: { groupOrder: 3 },
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'woo',
          environment: 'node',
          include: ['server/e2e-woo/**/*.test.ts'],
          globalSetup: ['server/e2e-woo/harness/start.ts'],
          // One shop for all files: they follow each other.
          maxWorkers: 1,
          fileParallelism: false,
          sequence: { groupOrder: 4 },
          testTimeout: 240_000,
          hookTimeout: 240_000,
        },
      },
    ],
  },
});
