// What follows from an order that was settled. It is told every time, also when nothing was left to settle: whoever settled it before may have died.
import type { OrderId } from '../loyalty/ids.ts';
import type { StoreRecord } from '../stores/store-record.ts';

export interface AfterOrder {
  readonly afterOrder: (store: StoreRecord, order: OrderId, cause: string) => Promise<void>;
}
