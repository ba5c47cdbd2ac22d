import type { Command } from 'commander';
import type { Verification } from '../../ledger/verify.ts';
import type { StoreRecord } from '../../stores/store-record.ts';
import type { BuiltCore } from '../../wiring.ts';
import { answer, type OutputOptions } from '../answer.ts';
import { withCore } from '../open-core.ts';
import { progressOf } from '../progress.ts';
import { storeNamed } from '../store-named.ts';

interface VerifyOptions extends OutputOptions {
  readonly store?: string;
}

type StoreVerification = Verification & { readonly storeId: string };

async function verified(core: BuiltCore, { storeId }: StoreRecord): Promise<StoreVerification> {
  const { tell, end } = progressOf(storeId);
  const verification = await core.proof.verify(storeId, tell);
  end();
  return { storeId, ...verification };
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
    .description('proves the whole ledger again: every hash, balance, order, seal and promise. Exit code 1 when something is wrong')
    .option('--store <id>', 'only this store')
    .option('--json', 'print one JSON value')
    .action(async (options: VerifyOptions) => {
      const result = await withCore((core) => verify(core, options));
      answer(result, options);
      if (!result.ok) process.exitCode = 1;
    });
}
