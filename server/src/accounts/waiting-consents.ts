// What was agreed to beside an order before anybody signed in becomes effective when the order's owner has an account that is theirs.
import type { OrderStore } from '../orders/order-store.ts';
import { remainsOf, type ErasingNeeds } from '../members/erase-person.ts';
import type { Consents } from './consents.ts';
import type { ConsentStore } from './consent-store.ts';
import type { OpeningFollower } from './opened.ts';

export interface WaitingNeeds extends ErasingNeeds {
  readonly consents: Pick<ConsentStore, 'waiting' | 'forgetWaiting'>;
  readonly orders: Pick<OrderStore, 'ofMember'>;
  readonly agreeing: Pick<Consents, 'give'>;
  readonly clock: () => number;
}

/** More than anybody orders as a guest in the days that consents wait. */
const ORDERS_MAX = 1_000;

export function waitingConsents(needs: WaitingNeeds): OpeningFollower {
  const { consents, orders, agreeing, clock } = needs;
  return async ({ store, memberId }) => {
    const { storeId } = store;
    const names = await remainsOf(needs, storeId, memberId);
    const owned = await Promise.all(names.map(({ member }) => orders.ofMember(storeId, member.memberId, ORDERS_MAX)));
    const orderIds = owned.flat().map(({ orderId }) => orderId); // prettier-ignore
    for (const { orderId, at, surface, consents: wishes } of await consents.waiting(storeId, orderIds, clock())) {
      // Named by the order, so that the same answer is one act whatever is repeated.
      const act = { memberId, at, surface, cause: `order/${orderId}` };
      for (const wish of wishes) await agreeing.give(store, act, wish);
      await consents.forgetWaiting(storeId, [orderId]);
    }
  };
}
