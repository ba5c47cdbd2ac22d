/** `npm start` with stand-ins. Here and not in the tests, because it must be a process. */
import { run } from '../run.ts';

const scripts = { database: 'database.ts', server: 'server.ts', sandbox: 'sandbox.ts' };
process.exit(await run({ root: import.meta.dirname, env: process.env, scripts, watch: false, watchers: [], build: async () => {} }));
