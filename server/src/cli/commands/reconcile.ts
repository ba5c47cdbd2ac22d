import type { Command } from 'commander';
import type { BuiltCore } from '../../wiring.ts';
import { answer, type OutputOptions } from '../answer.ts';
import { withCore } from '../open-core.ts';
import { CliProblem } from '../problem.ts';
import { storeNamed } from '../store-named.ts';

interface ReconcileOptions extends OutputOptions {
  readonly store: string;
  readonly since?: string;
}

function instantOf(text: string): number {
  const at = Date.parse(text);
  if (Number.isNaN(at)) throw new CliProblem(`--since must be a date, like 2026-11-01 or 2026-11-01T09:30:00Z; "${text}" is none`);
  return at;
}

/** A list longer than one look is gone on with, and what was found is worked on at once, so that the answer means something also when nothing else runs. */
async function reconcile(core: BuiltCore, options: ReconcileOptions): Promise<object> {
  const store = await storeNamed(core, options.store);
  const since = options.since === undefined ? null : instantOf(options.since);
  let found = 0;
  for (;;) {
    const look = await core.reconciler.look(store, since);
    if (look.kind === 'cannot-be-asked') throw new CliProblem('this store gave no access: it cannot be asked for what changed');
    if (look.kind === 'failed') throw new CliProblem(`the store could not be asked (${look.problem.kind}): ${look.problem.detail}`);
    found += look.found;
    while ((await core.drain.once()) > 0);
    if (!look.more) break;
  }
  await core.reconciler.advance(store.storeId);
  const [{ waiting, dead }, lookedTo, completeTo] = await Promise.all([
    core.inbox.summary(store.storeId, core.clock()),
    core.reconciler.of(store.storeId).then((known) => known.lookedTo),
    core.pendingNews.reconciledTo(store.storeId),
  ]);
  const iso = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString());
  return { found, waiting, dead, lookedTo: iso(lookedTo), completeTo: iso(completeTo) };
}

export function addReconcileCommand(lasting: Command): void {
  lasting
    .command('reconcile')
    .description('asks a store for what changed, and makes up for what was never delivered')
    .requiredOption('--store <id>', 'the store (see: stores list)')
    .option('--since <date>', 'from this instant on instead of where the last look ended')
    .option('--json', 'print one JSON value')
    .action(async (options: ReconcileOptions) => {
      answer(await withCore((core) => reconcile(core, options)), options);
    });
}
