/**
 * `npm start`: builds what is missing, then runs the database, the server and the sandbox shop as one household, until it
 * is told to stop. `--watch` (`npm run dev`) restarts and rebuilds on every change.
 */
import { resolve } from 'node:path';
import { buildMissing, watchCommands } from './build.ts';
import { run } from './start/run.ts';

const root = resolve(import.meta.dirname, '../..');
const code = await run({
  root,
  env: process.env,
  scripts: { database: 'server/devdb/main.ts', server: 'server/src/main.ts', sandbox: 'server/sandbox/main.ts' },
  watch: process.argv.includes('--watch'),
  watchers: watchCommands(),
  build: buildMissing,
});
process.exit(code);
