import { storeId } from '../loyalty/ids.ts';
import type { StoreRecord } from '../stores/store-record.ts';
import type { BuiltCore } from '../wiring.ts';
import { CliProblem } from './problem.ts';

export async function storeNamed(core: BuiltCore, id: string): Promise<StoreRecord> {
  const store = await core.stores.get(storeId(id));
  if (store === null) throw new CliProblem(`there is no store "${id}": see \`npm run lasting -- stores list\``);
  return store;
}
