import type { Command } from 'commander';
import { verifyStore, type Verification } from '../../ledger/verify.ts';
import type { StoreRecord } from '../../stores/store-record.ts';
import type { BuiltCore } from '../../wiring.ts';
import { answer, type OutputOptions } from '../answer.ts';
import { withCore } from '../open-core.ts';
import { storeNamed } from '../store-named.ts';

interface VerifyOptions extends OutputOptions {
  readonly store?: string;
}

type StoreVerification = Verification & { readonly storeId: string };

async function verified(core: BuiltCore, store: StoreRecord): Promise<StoreVerification> {
  return { storeId: store.storeId, ...(await verifyStore(store.storeId, { entries: core.entries, balances: core.balances })) };
}

async function verify(core: BuiltCore, options: VerifyOptions) {
  const stores = options.store === undefined ? await core.stores.list() : [await storeNamed(core, options.store)];
  const results: StoreVerification[] = [];
  for (const store of stores) results.push(await verified(core, store));
  const entries = results.reduce((sum, result) => sum + result.entries, 0);
  return { ok: results.every((result) => result.ok), entries, stores: results };
}

export function addVerifyCommand(lasting: Command): void {
  lasting
    .command('verify')
    .description('proves the whole ledger again: every hash, balance and promise. Exit code 1 when something is wrong')
    .option('--store <id>', 'only this store')
    .option('--json', 'print one JSON value')
    .action(async (options: VerifyOptions) => {
      const result = await withCore((core) => verify(core, options));
      answer(result, options);
      if (!result.ok) process.exitCode = 1;
    });
}
