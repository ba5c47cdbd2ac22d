// What a guest can be told: how much waits, and the order by which they claim it.
import type { LedgerStore } from '../ledger/ledger-store.ts';
import type { OrderState } from '../loyalty/orders/order-state.ts';
import type { Member } from '../members/member-store.ts';
import type { OrderStore } from '../orders/order-store.ts';
import { DEFAULT_SETTINGS } from '../settings/default-settings.ts';
import type { SettingsStore } from '../settings/settings-store.ts';
import type { StoreRecord } from '../stores/store-record.ts';
import { isHeldBack } from './held-back.ts';
import { waitingPoints } from './waiting-points.ts';

export interface GuestOfferNeeds {
  readonly entries: Pick<LedgerStore, 'head'>;
  readonly orders: Pick<OrderStore, 'ofMember'>;
  readonly settings: Pick<SettingsStore, 'get'>;
  readonly clock: () => number;
}

export interface GuestOffer {
  readonly points: number;
  readonly order: OrderState;
}

/** More of them than this that are all unpaid or cancelled are nobody's who waits for points. */
const NEWEST = 10;

/** Their newest order that is paid and stands; null: there is none. */
export async function orderToClaim({ orders }: Pick<GuestOfferNeeds, 'orders'>, member: Member): Promise<OrderState | null> {
  const newest = await orders.ofMember(member.storeId, member.memberId, NEWEST);
  return newest.find(({ order }) => order.standing === 'open' && order.payment === 'paid')?.order ?? null;
}

/** Null: nothing waits, they have an account, or nothing is offered: to nobody, or not after the few orders that are held back. */
export async function guestOffer(needs: GuestOfferNeeds, store: StoreRecord, member: Member): Promise<GuestOffer | null> {
  const points = await waitingPoints(needs.entries, member, needs.clock());
  const order = points === 0 ? null : await orderToClaim(needs, member);
  if (order === null) return null;
  const { accounts } = (await needs.settings.get(store.storeId))?.values ?? DEFAULT_SETTINGS;
  return accounts.offer && !isHeldBack(store, order.orderId, accounts) ? { points, order } : null;
}
