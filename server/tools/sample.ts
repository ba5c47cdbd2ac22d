/** `npm run sample`: gives the running sandbox a whole program to try, as if a merchant had drafted and published it. */
import { resolve } from 'node:path';
import { publishTerms } from './sample/ask-admin.ts';
import { sampleTerms } from './sample/terms.ts';
import { runningIn } from './start/running-file.ts';

const running = runningIn(resolve(import.meta.dirname, '../..', process.env['DATA_DIR'] ?? '.data'));
if (running === undefined) {
  console.error('Nothing runs with this data folder. Start it with `npm start`, and run this beside it.');
  process.exitCode = 1;
} else {
  await publishTerms(`http://127.0.0.1:${running.port}`, sampleTerms);
  console.log('The sample program is published: points for purchases, three rewards, and friends. It holds in a few seconds.');
}
