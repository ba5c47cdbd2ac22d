import type { Command } from 'commander';
import type { Rebuilt } from '../../projections/rebuild.ts';
import type { StoreRecord } from '../../stores/store-record.ts';
import type { BuiltCore } from '../../wiring.ts';
import { answer, type OutputOptions } from '../answer.ts';
import { withCore } from '../open-core.ts';
import { progressOf } from '../progress.ts';
import { storeNamed } from '../store-named.ts';

interface RebuildOptions extends OutputOptions {
  readonly store?: string;
}

async function rebuilt(core: BuiltCore, { storeId }: StoreRecord): Promise<Rebuilt & { readonly storeId: string }> {
  const { tell, end } = progressOf(storeId);
  const result = await core.proof.rebuild(storeId, tell);
  end();
  return { storeId, ...result };
}

async function rebuild(core: BuiltCore, options: RebuildOptions) {
  const stores = options.store === undefined ? await core.stores.list() : [await storeNamed(core, options.store)];
  const results: Awaited<ReturnType<typeof rebuilt>>[] = [];
  for (const store of stores) results.push(await rebuilt(core, store));
  return { entries: results.reduce((sum, result) => sum + result.entries, 0), stores: results };
}

export function addRebuildCommand(lasting: Command): void {
  lasting
    .command('rebuild')
    .description('makes everything that is derived from the ledger again, while the server runs')
    .option('--store <id>', 'only this store')
    .option('--json', 'print one JSON value')
    .action(async (options: RebuildOptions) => {
      answer(await withCore((core) => rebuild(core, options)), options);
    });
}
