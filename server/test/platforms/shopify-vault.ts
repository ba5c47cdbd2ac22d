// A vault as the tests need it: in memory, with a real queue per store, so that races are races.
import type { StoreId } from '../../src/loyalty/ids.ts';
import type { Credentials, CredentialVault } from '../../src/platforms/shopify/auth/credentials.ts';

export interface MemoryVault extends CredentialVault {
  readonly held: Map<StoreId, Credentials>;
  saves: number;
}

export function memoryVault(start: readonly (readonly [StoreId, Credentials])[] = []): MemoryVault {
  const held = new Map(start);
  const queues = new Map<StoreId, Promise<unknown>>();
  const vault: MemoryVault = {
    held,
    saves: 0,
    load: (storeId) => Promise.resolve(held.get(storeId) ?? null),
    save: (storeId, credentials) => {
      held.set(storeId, credentials);
      vault.saves += 1;
      return Promise.resolve();
    },
    destroy: (storeId) => {
      held.delete(storeId);
      return Promise.resolve();
    },
    withLease: (storeId, work) => {
      const turn = (queues.get(storeId) ?? Promise.resolve()).then(work);
      queues.set(
        storeId,
        turn.catch(() => undefined),
      );
      return turn;
    },
  };
  return vault;
}
