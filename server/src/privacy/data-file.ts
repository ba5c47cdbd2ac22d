// The file for somebody who asked what is known of them: who asked, what is kept of each member they are, and the orders the store named.
import type { admin } from '../contract/index.ts';
import type { NamedPerson } from '../loyalty/store-event.ts';
import type { StoredOrder } from '../orders/order-store.ts';
import type { StoreRecord } from '../stores/store-record.ts';

export interface DataFileParts {
  readonly requestId: string;
  readonly person: NamedPerson;
  readonly store: Pick<StoreRecord, 'name' | 'domain'>;
  readonly madeAt: number;
  readonly members: readonly admin.MemberExport[];
  readonly orders: readonly StoredOrder[];
}

/** JSON, for people: indented. An order that a member's part shows already is not shown again. */
export function dataFileText({ requestId, person, store, madeAt, members, orders }: DataFileParts): string {
  const shown = new Set(members.flatMap((member) => member.orders.map(({ orderId }) => orderId)));
  const file = {
    format: 'lasting-data-request/1',
    request: requestId,
    madeAt: new Date(madeAt).toISOString(),
    store: { name: store.name, domain: store.domain },
    person,
    members,
    otherOrders: orders.filter(({ orderId }) => !shown.has(orderId)).map(({ order }) => order),
  };
  return JSON.stringify(file, null, 2);
}
