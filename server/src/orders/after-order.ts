// What follows from an order that was settled. It is told every time, also when nothing was left to settle: whoever settled it before may have died.
import type { OrderId } from '../loyalty/ids.ts';
import type { StoreRecord } from '../stores/store-record.ts';

export interface AfterOrder {
  readonly afterOrder: (store: StoreRecord, order: OrderId, cause: string) => Promise<void>;
}

/** What follows from an order that was settled, each once the one before is done. */
export function settledBy(...followers: readonly AfterOrder[]): AfterOrder {
  return {
    afterOrder: async (...settled) => {
      for (const follower of followers) await follower.afterOrder(...settled);
    },
  };
}
