// Where there is a sandbox shop, no name server knows the addresses of its platform: whoever is led to the shop (by a mail, a claim link, the check of its
// page) is led to where the sandbox really is. Only addresses for people are changed; what a platform is asked goes by the shop's domain.
import type { StoreId } from '../loyalty/ids.ts';
import type { StoreRecord, StoreRecords } from './store-record.ts';

export function sandboxStores(records: StoreRecords, sandboxUrl: string | undefined): StoreRecords {
  if (sandboxUrl === undefined) return records;
  const found = (store: StoreRecord): StoreRecord => (store.platform === 'shopify' ? { ...store, url: sandboxUrl } : store);
  return {
    async get(storeId: StoreId) {
      const store = await records.get(storeId);
      return store === null ? null : found(store);
    },
    list: async () => (await records.list()).map(found),
    create: (record) => records.create(record),
    update: (storeId, change) => records.update(storeId, change),
    programs: (storeId) => records.programs(storeId),
    publish: (storeId, program) => records.publish(storeId, program),
  };
}
