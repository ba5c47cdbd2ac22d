// Who placed an order, by everything by which they may be known.
import type { Persons } from '../ledger/persons.ts';
import type { MemberId, StoreId } from '../loyalty/ids.ts';
import { emailKey } from '../members/address-key.ts';
import type { MemberStore } from '../members/member-store.ts';
import type { StoredOrder } from '../orders/order-store.ts';
import type { StoreRecord } from '../stores/store-record.ts';
import type { Someone } from './new-friend.ts';
import { NOTHING_SHOWN, printsOf } from './prints.ts';
import type { TraceStore } from './trace-store.ts';

export interface BuyersNeeds {
  readonly members: Pick<MemberStore, 'get'>;
  readonly persons: Pick<Persons, 'present'>;
  /** All members that a person is. */
  readonly namesOf: (storeId: StoreId, person: MemberId) => Promise<readonly MemberId[]>;
  readonly traceStore: Pick<TraceStore, 'ofOrders'>;
}

/** Null: the order names nobody. The last of the ids is who they are now. */
export async function buyerOf(needs: BuyersNeeds, store: StoreRecord, { orderId, order, memberId }: StoredOrder): Promise<Someone | null> {
  if (memberId === null) return null;
  const { storeId } = store;
  const [member, person, [trace]] = await Promise.all([
    needs.members.get(storeId, memberId),
    needs.persons.present(storeId, memberId),
    needs.traceStore.ofOrders(storeId, [orderId]),
  ]);
  const names = await needs.namesOf(storeId, person);
  const { email = null, phone = null } = member?.profile ?? {};
  const country = order.country ?? null;
  const said = printsOf(store, { ...NOTHING_SHOWN, email, phone, country });
  return {
    memberIds: [...names.filter((name) => name !== person), person],
    externalId: member?.externalId ?? null,
    email,
    phone,
    country,
    friendKey: email === null ? null : emailKey(store, email),
    prints: { mailbox: said.mailbox ?? trace?.mailbox ?? null, phone: trace?.phone ?? said.phone },
  };
}
