// `node server/docs/scale/simulate.ts`: prints the tables of scale.md. `--write` puts them into the page; `--bench FILE` and `--counted FILE`
// take new measurements first.
import { parseArgs } from 'node:util';
import { readMeasured, refresh } from './measured.ts';
import { writePage } from './page.ts';
import { tables } from './tables.ts';

const text = { type: 'string' } as const;
const { values } = parseArgs({ options: { write: { type: 'boolean', default: false }, bench: text, counted: text } });
if (values.bench !== undefined || values.counted !== undefined) refresh(values.bench, values.counted);
const made = tables(readMeasured());
for (const [name, table] of Object.entries(made)) process.stdout.write(`${name}\n\n${table}\n\n`);
if (values.write) writePage(made);
