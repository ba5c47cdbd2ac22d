// What was agreed to beside an order before anybody signed in becomes effective when the order's owner has an account that is theirs.
import type { Persons } from '../ledger/persons.ts';
import type { MemberId, OrderId, StoreId } from '../loyalty/ids.ts';
import type { Member } from '../members/member-store.ts';
import type { AfterOrder } from '../orders/after-order.ts';
import type { OrderStore } from '../orders/order-store.ts';
import { remainsOf, type ErasingNeeds } from '../members/erase-person.ts';
import type { Consents } from './consents.ts';
import type { ConsentStore, WaitingConsents } from './consent-store.ts';
import type { OpeningFollower } from './opened.ts';
import type { StoreRecord } from '../stores/store-record.ts';

export interface WaitingNeeds extends ErasingNeeds {
  readonly consents: Pick<ConsentStore, 'waiting' | 'forgetWaiting'>;
  readonly orders: Pick<OrderStore, 'ofMember'>;
  readonly agreeing: Pick<Consents, 'give'>;
  readonly clock: () => number;
}

/** More than anybody orders as a guest in the days that consents wait. */
const ORDERS_MAX = 1_000;

export interface OfOrderNeeds extends Omit<WaitingNeeds, 'orders'> {
  readonly orders: Pick<OrderStore, 'read'>;
  readonly persons: Pick<Persons, 'present'>;
}

/** Named by the order, so that the same answer is one act whatever is repeated. */
async function give(
  { agreeing, consents }: Pick<WaitingNeeds, 'agreeing' | 'consents'>,
  store: StoreRecord,
  memberId: MemberId,
  { orderId, at, surface, consents: wishes }: WaitingConsents,
): Promise<void> {
  const act = { memberId, at, surface, cause: `order/${orderId}` };
  for (const wish of wishes) await agreeing.give(store, act, wish);
  await consents.forgetWaiting(store.storeId, [orderId]);
}

export function waitingConsents(needs: WaitingNeeds): OpeningFollower {
  const { consents, orders, clock } = needs;
  return async ({ store, memberId }) => {
    const { storeId } = store;
    const names = await remainsOf(needs, storeId, memberId);
    const owned = await Promise.all(names.map(({ member }) => orders.ofMember(storeId, member.memberId, ORDERS_MAX)));
    const orderIds = owned.flat().map(({ orderId }) => orderId); // prettier-ignore
    for (const waiting of await consents.waiting(storeId, orderIds, clock())) await give(needs, store, memberId, waiting);
  };
}

/**
 * A WooCommerce shop makes an account first and gives it the order of the guest then, and tells both in any order. What was said beside an order of somebody who had
 * an account already was said by anybody who knew its number, and waits for nobody.
 */
export function consentsOfOrder(needs: OfOrderNeeds): AfterOrder['afterOrder'] {
  const { consents, clock } = needs;
  return async (store, orderId) => {
    if (store.platform !== 'woocommerce') return;
    const [waiting] = await consents.waiting(store.storeId, [orderId], clock());
    const owner = waiting === undefined ? null : await ownerOf(needs, store.storeId, orderId);
    if (waiting === undefined || owner?.kind !== 'account' || owner.joinedAt < waiting.at) return;
    await give(needs, store, owner.memberId, waiting);
  };
}

async function ownerOf({ orders, members, persons }: OfOrderNeeds, storeId: StoreId, orderId: OrderId): Promise<Member | null> {
  const { memberId } = (await orders.read(storeId, orderId)) ?? { memberId: null };
  return memberId === null ? null : members.get(storeId, await persons.present(storeId, memberId));
}
