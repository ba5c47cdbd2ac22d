import { Option, type Command } from 'commander';
import { cohortsCsv, monthsCsv } from '../../liability/csv.ts';
import type { Statement } from '../../liability/statement.ts';
import type { BuiltCore } from '../../wiring.ts';
import { answer, type OutputOptions } from '../answer.ts';
import { withCore } from '../open-core.ts';
import { CliProblem } from '../problem.ts';
import { storeNamed } from '../store-named.ts';

interface LiabilityOptions extends OutputOptions {
  readonly store: string;
  readonly from?: string;
  readonly to?: string;
  readonly csv?: boolean;
  readonly table: 'months' | 'cohorts';
}

const MONTH = /^20\d\d-(0[1-9]|1[0-2])$/u;

function checked({ from, to, csv, json }: LiabilityOptions): void {
  for (const [name, month] of Object.entries({ from, to })) {
    if (month !== undefined && !MONTH.test(month)) throw new CliProblem(`--${name} must be a month like 2026-11`);
  }
  if (from !== undefined && to !== undefined && from > to) throw new CliProblem('--from must not be later than --to');
  if (csv === true && json === true) throw new CliProblem('choose --json or --csv');
}

async function statement(core: BuiltCore, { store, from, to }: LiabilityOptions): Promise<Statement> {
  const { storeId, timeZone, currency } = await storeNamed(core, store);
  return core.books.statement({ storeId, timeZone, currency, pointValue: null }, { from, to });
}

/** Instants as people and spreadsheets write them. */
function shown({ asOf, months, ...rest }: Statement): object {
  const iso = (at: number): string => new Date(at).toISOString();
  const named = months.map(({ from, until, ...month }) => ({ ...month, from: iso(from), until: iso(until) }));
  return { ...rest, asOf: iso(asOf), months: named };
}

export function addLiabilityCommand(lasting: Command): void {
  lasting
    .command('liability')
    .description('what the program owes its members: opening, movements and closing of every month, and what became of each issue month')
    .requiredOption('--store <id>', 'the store (see: stores list)')
    .option('--from <month>', 'the first month, like 2026-01 (default: the first with a movement)')
    .option('--to <month>', 'the last month, like 2026-12 (default: the present one)')
    .option('--json', 'print one JSON value')
    .option('--csv', 'print comma-separated values')
    .addOption(new Option('--table <table>', 'what --csv prints').choices(['months', 'cohorts']).default('months'))
    .action(async (options: LiabilityOptions) => {
      checked(options);
      const result = await withCore((core) => statement(core, options));
      if (options.csv === true) process.stdout.write(options.table === 'cohorts' ? cohortsCsv(result) : monthsCsv(result));
      else answer(shown(result), options);
    });
}
