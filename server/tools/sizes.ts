/** Prints what visitors download against its budget (gzip), and fails when something is too big or not there. */
import { resolve } from 'node:path';
import { isMissed, measure, tableRow } from './measure.ts';
import { budgets } from './size-budgets.ts';

const root = resolve(import.meta.dirname, '../..');
const rows = budgets.flatMap((budget) => measure(budget, root));
const nameWidth = Math.max(...rows.map((row) => row.name.length));

for (const row of rows) console.log(tableRow(row, nameWidth));
if (rows.some((row) => row.missing.length > 0)) console.log('\nSomething is missing: run `npm run build` first.');
process.exitCode = rows.some(isMissed) ? 1 : 0;
