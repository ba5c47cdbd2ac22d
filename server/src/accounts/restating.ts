// Points of guests are kept for a while only, where the program says so: whoever stops being a guest has the orders behind their points looked at again.
import type { LedgerStore } from '../ledger/ledger-store.ts';
import type { Persons } from '../ledger/persons.ts';
import { orderId, type MemberId, type OrderId } from '../loyalty/ids.ts';
import type { Entry } from '../loyalty/ledger/entry.ts';
import type { MemberState } from '../loyalty/ledger/state.ts';
import type { OrderDesk } from '../orders/order-desk.ts';
import type { StoreDirectory } from '../stores/directory.ts';
import type { StoreRecord } from '../stores/store-record.ts';

export interface RestatingNeeds {
  readonly desk: Pick<OrderDesk, 'settle'>;
  readonly directory: Pick<StoreDirectory, 'programs'>;
  readonly entries: Pick<LedgerStore, 'head'>;
  readonly persons: Pick<Persons, 'present'>;
  readonly appended: (entry: Entry) => Promise<void>;
  readonly clock: () => number;
}

/** Whose points are there or set aside. What comes back later gets its dates when it comes. */
function ordersBehind({ lots, reservations }: MemberState): OrderId[] {
  const births = [...lots.map(({ source }) => source), ...reservations.flatMap(({ takes }) => takes.map(({ birth }) => birth.source))];
  const refs = births.flatMap(({ kind, ref }) => (kind === 'order' && ref !== null ? [ref] : []));
  return [...new Set(refs)].map(orderId);
}

/** Nothing where no program of the store ever kept guests' points for a while only. */
export async function restateOrdersOf(needs: RestatingNeeds, store: StoreRecord, memberId: MemberId, cause: string): Promise<void> {
  const { storeId } = store;
  const programs = await needs.directory.programs(storeId, needs.clock());
  if (programs.every(({ guests }) => guests === null)) return;
  const person = await needs.persons.present(storeId, memberId);
  const before = await needs.entries.head(storeId, person);
  for (const order of before === null ? [] : ordersBehind(before.after)) await needs.desk.settle(store, order, cause);
  // Whoever did this before may have died between an entry and what is shown of it, and then nothing was left to settle.
  const last = await needs.entries.head(storeId, person);
  if (last !== null) await needs.appended(last);
}
