// Requests of one part of the product. The first part that knows a topic carries it out.
import type { InboxItem } from './inbox-store.ts';
import type { Entry } from '../loyalty/ledger/entry.ts';
import type { Refused } from '../loyalty/refusal.ts';
import type { StoreRecord } from '../stores/store-record.ts';

export interface CarriesOut {
  /** Undefined: the item is about something else. */
  carryOut(store: StoreRecord, item: InboxItem, body: unknown): Promise<Entry | Refused | null | undefined>;
}

export function firstOf(...parts: readonly CarriesOut[]): CarriesOut {
  return {
    carryOut: async (store, item, body) => {
      for (const part of parts) {
        const answer = await part.carryOut(store, item, body);
        if (answer !== undefined) return answer;
      }
      return undefined;
    },
  };
}
