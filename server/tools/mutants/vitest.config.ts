import { join } from 'node:path';
import { defineConfig } from 'vitest/config';
import { FAULTS } from './faults.ts';

const PURE = ['server/test/loyalty/**/*.test.ts', 'server/test/model/**/*.test.ts'];

/** The pure tests with one fault in memory: no file is touched, so a run that is ended leaves nothing behind. */
const root = join(import.meta.dirname, '../../..');
const named = process.env['MUTANT_TESTS'];
const fault = FAULTS.find(({ name }) => name === process.env['MUTANT']);

export default defineConfig({
  root,
  plugins: [
    {
      name: 'plant-a-fault',
      enforce: 'pre',
      transform(code, id) {
        if (fault === undefined || !id.endsWith(`server/src/${fault.file}`)) return null;
        if (code.split(fault.find).length !== 2) throw new Error(`"${fault.find}" does not stand exactly once in ${fault.file}`);
        return code.replace(fault.find, () => fault.replace);
      },
    },
  ],
  // What was transformed without the fault (or with another) must not be used again.
  test: {
    fsModuleCache: false,
    include: named === undefined ? PURE : named.split(','),
    exclude: named === undefined ? ['**/*.prove.test.ts'] : [],
    isolate: false,
    bail: 1,
    reporters: ['dot'],
  },
});
