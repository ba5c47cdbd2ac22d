// The dates that a person's lots have now: points that come back from a deduction or a reward follow them, whatever happened meanwhile.
import type { MemberId, OrderId } from '../loyalty/ids.ts';
import { orderId } from '../loyalty/ids.ts';
import type { DatesNow } from '../loyalty/ledger/command.ts';
import type { Take } from '../loyalty/ledger/state.ts';
import type { StoreRecord } from '../stores/store-record.ts';
import type { OrderDesk } from './order-desk.ts';
import type { OrderStore } from './order-store.ts';

export interface DatesNowOptions {
  readonly desk: Pick<OrderDesk, 'deservedBy'>;
  readonly orders: Pick<OrderStore, 'read' | 'ofMember'>;
}

/** An order that earned nothing keeps nothing alive; of this many the newest one that earned is found. */
const NEWEST_MAX = 50;

function ordersOf(lots: readonly Take[]): OrderId[] {
  const refs = lots.flatMap(({ birth: { source } }) => (source.kind === 'order' && source.ref !== null ? [source.ref] : []));
  return [...new Set(refs)].map(orderId);
}

/** By the newest known state of the orders that earned `lots`, and of the member's last order that earned. Read after the member's head. */
export async function datesNow(
  { desk, orders }: DatesNowOptions,
  store: StoreRecord,
  memberId: MemberId,
  lots: readonly Take[],
): Promise<DatesNow> {
  const parts: DatesNow['parts'][number][] = [];
  for (const order of ordersOf(lots)) {
    const known = await orders.read(store.storeId, order);
    if (known === null) continue;
    const { tranches } = await desk.deservedBy(store, known);
    parts.push(...tranches.map(({ part, expiresAt }) => ({ orderId: order, part, expiresAt })));
  }
  return { parts, activityUntil: await lastActivity({ desk, orders }, store, memberId) };
}

async function lastActivity({ desk, orders }: DatesNowOptions, store: StoreRecord, memberId: MemberId): Promise<number | null> {
  for (const order of await orders.ofMember(store.storeId, memberId, NEWEST_MAX)) {
    const { points, activityUntil } = await desk.deservedBy(store, order);
    if (points > 0) return activityUntil;
  }
  return null;
}
